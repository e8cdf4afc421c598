/** The slider along the timeline: shows any moment of it. Its workings come with the first look. */
import { useEffect, useState } from 'preact/hooks'
import type { Viewed } from '../../session/view.ts'
import { useStore } from '../../ui/use-store.ts'
import type { Say } from '../texts.ts'
import type { Scale } from './scale.ts'
import type { ScrubControls } from './scrub-controls.ts'

interface Props {
  readonly session: Viewed
  readonly scale: Scale
  /** Lanes above it, which its line crosses. */
  readonly lanes: number
  readonly say: Say
}

/** Keys of a slider; each goes from one thing that is to be seen to the next, not by a length. */
const KEYS = /^(Arrow(Left|Right|Up|Down)|Page(Up|Down)|Home|End)$/

export function Scrub({ session, scale, lanes, say }: Props) {
  const look = useStore(session.view.$look)
  const [controls, setControls] = useState<ScrubControls | null>(null)
  const load = async (): Promise<ScrubControls> => {
    const { createControls } = await import('./scrub-controls.ts')
    const made = controls ?? createControls(session.view, await session.view.scrubber(), session.subject.locale)
    setControls(made)
    return made
  }
  useEffect(() => {
    if (look !== null && controls === null) void load()
  }, [look])
  const position = look === null ? 100 : (controls?.positionOf(look, scale) ?? 100)
  const about = look === null ? say('now') : (controls?.about(look) ?? '')
  return (
    <>
      <div class="lane scrub">
        <b />
        <div class="lane-track">
          {look !== null && <span class="scrub-line" style={`left:${position.toFixed(2)}%;--lanes:${lanes}`} />}
          <input
            type="range"
            min={0}
            max={100}
            step={0.1}
            value={position}
            aria-label={say('moment')}
            aria-valuetext={about}
            data-testid="moment"
            onInput={({ currentTarget: { valueAsNumber } }) => {
              void load().then(made => made.moveTo(valueAsNumber, scale))
            }}
            onKeyDown={event => {
              if (!KEYS.test(event.key)) return
              event.preventDefault()
              void load().then(made => made.press(event.key))
            }}
          />
        </div>
      </div>
      {look !== null && (
        <div class="scrub-now">
          {look.whole === null && (
            <button type="button" class="button" data-testid="now" onClick={() => session.view.toNow()}>
              {say('now')}
            </button>
          )}
          <p data-testid="moment-about">{about}</p>
        </div>
      )}
    </>
  )
}
