/** What each environment did, along one time: init, requests, frozen, without a runtime. */

import type { EnvironmentPicture, Segment } from '../../emulator/folds/picture.ts'
import type { Viewed } from '../../session/view.ts'
import { message } from '../../ui/message.ts'
import { useStore } from '../../ui/use-store.ts'
import { milliseconds, span } from '../figures.ts'
import { type Say, sayIn } from '../texts.ts'
import { Scrub } from './Scrub.tsx'
import { createScale, type Scale } from './scale.ts'
import './timeline.css'

/** Environments and stretches that are drawn: the last ones. */
const LANES_SHOWN = 50
const SEGMENTS_SHOWN = 24
/** Percent between two labels of the axis; from where one is set to the right edge, and needs twice the room. */
const LABEL_DISTANCE = 15
const RIGHTMOST = 90
/** Length of a timeline that is told in minutes and seconds, ms. */
const MINUTES_FROM_MS = 10_000

export function Timeline({ session }: { readonly session: Viewed }) {
  const { environments, now, began } = useStore(session.view.$whole)
  const { locale } = session.subject
  const say = sayIn(locale)
  const shown = environments.slice(-LANES_SHOWN).map(environment => ({
    ...environment,
    lane: environment.lane.slice(-SEGMENTS_SHOWN),
  }))
  const scale = createScale(shown, now)
  return (
    <section class="timeline" aria-labelledby="timeline-title" data-testid="timeline">
      <h2 id="timeline-title" class="visually-hidden">
        {message(locale, 'timeline.region')}
      </h2>
      {shown.map(environment => (
        <Lane key={environment.id} environment={environment} scale={scale} now={now} say={say} />
      ))}
      {shown.length > 0 && <Scrub session={session} scale={scale} lanes={shown.length} say={say} />}
      {shown.length > 0 && <Axis environments={shown} scale={scale} began={began} say={say} />}
    </section>
  )
}

interface LaneProps {
  readonly environment: EnvironmentPicture
  readonly scale: Scale
  readonly now: number
  readonly say: Say
}

function Lane({ environment, scale, now, say }: LaneProps) {
  return (
    <div class="lane">
      <b>{environment.id}</b>
      <div class="lane-track" aria-hidden="true">
        {environment.lane.map(segment => (
          <Stretch key={segment.beginSeq} segment={segment} scale={scale} now={now} say={say} />
        ))}
      </div>
      <ol class="visually-hidden">
        {environment.lane.map(segment => (
          <li key={segment.beginSeq}>{spoken(segment, now, say)}</li>
        ))}
      </ol>
    </div>
  )
}

interface StretchProps {
  readonly segment: Segment
  readonly scale: Scale
  readonly now: number
  readonly say: Say
}

function Stretch({ segment, scale, now, say }: StretchProps) {
  const left = scale.at(segment.beginSeq)
  const width = scale.at(segment.endSeq) - left
  const status = segment.status === null ? '' : ` status-${segment.status}`
  return (
    <i
      class={`stretch kind-${segment.kind}${status}`}
      style={`left:${left.toFixed(2)}%;width:${Math.max(width, 0.4).toFixed(2)}%`}
    >
      <span class={segment.simulatedMs > 0 ? 'simulated' : undefined}>{label(segment, now, say)}</span>
    </i>
  )
}

const lengthOf = (segment: Segment, now: number): number => (segment.end ?? now) - segment.begin

function label(segment: Segment, now: number, say: Say): string {
  // Figure and unit stay together: where there is room for one word, it is the word.
  const ms = milliseconds(lengthOf(segment, now)).replace(' ', '\u00a0')
  const ordinal = segment.invocation ?? ''
  switch (segment.kind) {
    case 'init':
      return say(segment.again ? 'segment.initAgain' : 'segment.init', { ms })
    case 'run':
      return say(segment.status === 'timeout' ? 'segment.timedOut' : 'segment.run', { ordinal })
    case 'runtime-ended':
      return say('segment.ended')
    case 'frozen':
      return ''
  }
}

function spoken(segment: Segment, now: number, say: Say): string {
  const length = lengthOf(segment, now)
  switch (segment.kind) {
    case 'init':
      return say('say.init', { ms: milliseconds(length) })
    case 'run':
      return say('say.run', { ordinal: segment.invocation ?? '', ms: milliseconds(length) })
    case 'runtime-ended':
      return say('say.ended', { span: span(length) })
    case 'frozen':
      return say('say.frozen', { span: span(length) })
  }
}

interface AxisProps {
  readonly environments: readonly EnvironmentPicture[]
  readonly scale: Scale
  readonly began: number
  readonly say: Say
}

function Axis({ environments, scale, began, say }: AxisProps) {
  const labels = axisLabels(environments, scale, began)
  return (
    <div class="lane lane-axis" aria-hidden="true">
      <b>{say('time')}</b>
      <div class="lane-track">
        {labels.map(({ at, text }) => (
          <span key={at} style={at > RIGHTMOST ? 'right:0' : `left:${at.toFixed(2)}%`}>
            {text}
          </span>
        ))}
      </div>
    </div>
  )
}

interface AxisLabel {
  readonly at: number
  readonly text: string
}

/** Times at which something began, and the end; never two that say the same, never two too near. */
function axisLabels(environments: readonly EnvironmentPicture[], scale: Scale, began: number): readonly AxisLabel[] {
  const starts = new Set(
    environments.flatMap(({ lane }) => lane.filter(({ kind }) => kind !== 'frozen').map(({ beginSeq }) => beginSeq)),
  )
  const last = scale.moments.at(-1)
  const whole = (last?.time ?? began) - began
  const labels: AxisLabel[] = []
  for (const moment of scale.moments) {
    if (!starts.has(moment.seq) && moment !== last) continue
    const at = scale.at(moment.seq)
    const text = axisTime(moment.time - began, whole)
    const before = labels.at(-1)
    const room = at > RIGHTMOST ? 2 * LABEL_DISTANCE : LABEL_DISTANCE
    if (before !== undefined && (at - before.at < room || text === before.text)) continue
    labels.push({ at, text })
  }
  return labels
}

/** Minutes and seconds, finer where the whole is short. */
function axisTime(ms: number, whole: number): string {
  if (whole >= MINUTES_FROM_MS) return span(ms)
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(2)} s`
}
