/** The run of a check in the picture: step by step, by itself or at once, and the way back. */
import { useEffect, useRef } from 'preact/hooks'
import type { Scrubber } from '../../session/scrubber.ts'
import type { Session } from '../../session/session.ts'
import { useStore } from '../../ui/use-store.ts'
import './watching.css'

const TEXTS = {
  en: {
    title: 'Run of the check',
    about: 'These are not your environments: it is the run that checked your code.',
    start: 'To the beginning',
    back: 'One step back',
    play: 'Play',
    pause: 'Pause',
    forth: 'One step forth',
    end: 'To the end',
    leave: 'Back to my environments',
  },
  ja: {
    title: '確認の実行',
    about: '表示しているのは、コードを確認したときの実行です。あなたの実行環境ではありません。',
    start: '最初へ',
    back: '1 つ戻る',
    play: '再生',
    pause: '一時停止',
    forth: '1 つ進む',
    end: '最後へ',
    leave: '自分の実行環境に戻る',
  },
} as const

export function WatchingBar({ session }: { readonly session: Session }) {
  const look = useStore(session.view.$look)
  const { locale } = session.subject
  const texts = TEXTS[locale]
  const bar = useRef<HTMLElement>(null)
  useEffect(() => bar.current?.focus(), [])
  const act = (work: (scrubber: Scrubber) => void) => () => void session.view.scrubber().then(work)
  const playing = look?.playing === true
  const buttons = [
    ['start', '|←', act(scrubber => scrubber.toStart())],
    ['back', '←', act(scrubber => scrubber.step(-1))],
    playing
      ? (['pause', texts.pause, act(scrubber => scrubber.pause())] as const)
      : (['play', texts.play, act(scrubber => scrubber.play())] as const),
    ['forth', '→', act(scrubber => scrubber.step(1))],
    ['end', '→|', act(scrubber => scrubber.toEnd())],
  ] as const
  return (
    <section class="watching" aria-label={texts.title} tabIndex={-1} ref={bar} data-testid="watching">
      <p>
        <b>{texts.title}.</b> {texts.about}
      </p>
      <div class="watching-buttons">
        {buttons.map(([name, sign, press]) => (
          <button
            key={name}
            type="button"
            class="button button-quiet"
            aria-label={texts[name]}
            data-testid={`watching-${name}`}
            onClick={press}
          >
            <span aria-hidden="true">{sign}</span>
          </button>
        ))}
        <button type="button" class="button" data-testid="watching-leave" onClick={() => session.view.toNow()}>
          {texts.leave}
        </button>
      </div>
    </section>
  )
}
