/** What each environment did, along one time: init, requests, frozen, without a runtime. */

import type { EnvironmentPicture, Segment } from '../../emulator/folds/picture.ts'
import type { Session } from '../../session/session.ts'
import { message } from '../../ui/message.ts'
import { useStore } from '../../ui/use-store.ts'
import { milliseconds, span } from '../figures.ts'
import { type Say, sayIn } from '../texts.ts'
import { createScale, type Scale } from './scale.ts'
import './timeline.css'

/** Environments and stretches that are drawn: the last ones. */
const LANES_SHOWN = 50
const SEGMENTS_SHOWN = 24
/** Percent between two labels of the axis. */
const LABEL_DISTANCE = 14

export function Timeline({ session }: { readonly session: Session }) {
  const { environments, now, began } = useStore(session.$picture)
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
          <Stretch key={`${segment.kind}${segment.begin}`} segment={segment} scale={scale} now={now} say={say} />
        ))}
      </div>
      <ol class="visually-hidden">
        {environment.lane.map(segment => (
          <li key={`${segment.kind}${segment.begin}`}>{spoken(segment, now, say)}</li>
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
  const left = scale.at(segment.begin)
  const width = scale.at(segment.end ?? now) - left
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
  const ms = milliseconds(lengthOf(segment, now))
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
  const starts = environments.flatMap(({ lane }) =>
    lane.filter(({ kind }) => kind !== 'frozen').map(({ begin }) => begin),
  )
  const labels: { readonly time: number; readonly at: number }[] = []
  for (const time of [...new Set([...starts, ...scale.boundaries.slice(-1)])].sort((a, b) => a - b)) {
    const at = scale.at(time)
    if (at - (labels.at(-1)?.at ?? -LABEL_DISTANCE) >= LABEL_DISTANCE) labels.push({ time, at })
  }
  return (
    <div class="lane lane-axis" aria-hidden="true">
      <b>{say('time')}</b>
      <div class="lane-track">
        {labels.map(({ time, at }) => (
          <span key={time} style={at > 90 ? 'right:0' : `left:${at.toFixed(2)}%`}>
            {span(time - began)}
          </span>
        ))}
      </div>
    </div>
  )
}
