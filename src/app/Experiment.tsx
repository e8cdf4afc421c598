/** Home's picture: your unawaited promise goes on inside my request. A recording, in the playground's own views. */
import { atom } from 'nanostores'
import type { InvocationPicture, LogLine, Picture } from '../emulator/folds/picture.ts'
import { EnvironmentCard } from '../playground/environments/EnvironmentCard.tsx'
import { requestText } from '../playground/invoke/Response.tsx'
import { Timeline } from '../playground/timeline/Timeline.tsx'
import '../playground/environments/environments.css'
import { sayIn } from '../playground/texts.ts'
import { View, type Viewed } from '../session/view.ts'
import type { Locale } from '../ui/locale.ts'
import { useStore } from '../ui/use-store.ts'
import { EXPERIMENT_TEXTS, isTold, lateLines, momentOf, shortLine } from './experiment-moments.ts'
import type { ExperimentRecording } from './experiment-recording.ts'

/** The recording, looked at from its end. */
export function viewRecording({ events, picture }: ExperimentRecording, locale: Locale): Viewed {
  const view = new View(atom(picture))
  view.add(events)
  return { view, subject: { locale } }
}

interface Props {
  readonly viewed: Viewed
}

/** What is still to come keeps its room, so that nothing moves while it is played. */
export function Experiment({ viewed }: Props) {
  const { view, subject } = viewed
  const picture = useStore(view.$picture)
  const { environments, invocations } = useStore(view.$whole)
  const answered = new Map(picture.invocations.map(({ ordinal, ended }) => [ordinal, ended !== null]))
  const say = sayIn(subject.locale)
  return (
    <>
      <div class="experiment-session" translate={false}>
        {invocations.map(invocation => (
          <Exchange
            key={invocation.requestId}
            invocation={invocation}
            asked={answered.has(invocation.ordinal)}
            answered={answered.get(invocation.ordinal) === true}
          />
        ))}
      </div>
      <div class="experiment-environments">
        {picture.environments.map(environment => (
          <EnvironmentCard key={environment.id} environment={environment} now={picture.now} say={say} />
        ))}
      </div>
      <ShortLog whole={environments.flatMap(({ log }) => log)} picture={picture} locale={subject.locale} />
      <Timeline session={viewed} />
      <Player viewed={viewed} picture={picture} />
    </>
  )
}

interface ExchangeProps {
  readonly invocation: InvocationPicture
  readonly asked: boolean
  readonly answered: boolean
}

function Exchange({ invocation, asked, answered }: ExchangeProps) {
  return (
    <>
      <p class={shown('asked', asked)}>$ curl …/{requestText(invocation)}</p>
      <p class={shown(`answered ${invocation.start}`, answered)}>{invocation.ended?.http?.body.text}</p>
    </>
  )
}

interface LogProps {
  readonly whole: readonly LogLine[]
  readonly picture: Picture
  readonly locale: Locale
}

function ShortLog({ whole, picture, locale }: LogProps) {
  const texts = EXPERIMENT_TEXTS[locale]
  const late = lateLines(picture)
  return (
    <section class="experiment-log" aria-label={texts.log} data-testid="experiment-log">
      {whole.filter(isTold).map(line => {
        const { id, rest } = shortLine(line)
        const Text = late.has(line.seq) ? 'mark' : 'span'
        return (
          <p key={line.seq} class={shown(`from-${line.source}`, line.seq <= picture.seq)} title={line.line}>
            {late.has(line.seq) && <span class="visually-hidden">{texts.late}</span>}
            <Text translate={false}>{line.source === 'function' ? `${id} ${rest}` : `${rest} RequestId: ${id}`}</Text>
          </p>
        )
      })}
    </section>
  )
}

function Player({ viewed: { view, subject }, picture }: Props & { readonly picture: Picture }) {
  const texts = EXPERIMENT_TEXTS[subject.locale]
  const playing = useStore(view.$look)?.playing === true
  const press = (): void => {
    void view.scrubber().then(scrubber => (playing ? scrubber.pause() : scrubber.play()))
  }
  return (
    <div class="experiment-player">
      <button type="button" class="button button-quiet" data-testid="experiment-play" onClick={press}>
        <span aria-hidden="true">{playing ? '❚❚' : '▶'}</span> {playing ? texts.pause : texts.play}
      </button>
      <p role="status" data-testid="experiment-moment">
        {texts[momentOf(picture)]}
      </p>
    </div>
  )
}

const shown = (name: string, isShown: boolean): string => (isShown ? name : `${name} ahead`)
