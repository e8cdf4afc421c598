/** What `replay` tells people: a line a step, and each difference with its place in the file. */
import type { Difference } from '../scenario/difference.ts'
import { formatPath } from '../scenario/difference.ts'
import { formatDuration } from '../scenario/durations.ts'
import { viewHttp, viewWorld } from '../scenario/observation.ts'
import type { Outcome, StepOutcome } from '../scenario/outcome.ts'
import type { Path } from '../scenario/scenario.ts'

/** Characters of an answer that a line shows. */
const SHOWN_CHARS = 100

/** `✓ 1 invoke GET /?message=hoge → env-1 cold 200 coldstart (1.52 ms)` */
export function reportLine({ step, outcome, differences }: StepOutcome): string {
  return `${differences.length === 0 ? '✓' : '✗'} ${step} ${sentence(outcome)}`
}

/** Where a step differs: file, line and key, what was expected, what was seen. */
export function reportDifference(
  file: string,
  line: number,
  { step, path, outcome }: StepOutcome,
  found: Difference,
): string {
  const place: Path = [...path, ...found.path]
  return [
    `${file}:${line}: step ${step} (${outcome.kind}), ${formatPath(place)}`,
    `  expected: ${found.expected}`,
    `  seen:     ${found.seen}`,
  ].join('\n')
}

function sentence(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'invoke':
      return `invoke ${requestOf(outcome)} → ${answerOf(outcome)}`
    case 'idle':
      return `idle ${formatDuration(outcome.ms)}`
    case 'deploy':
      return `deploy ${outcome.files.join(', ')}`
    case 'configure':
      return `configure ${JSON.stringify(outcome.configuration)}`
    case 'reserve':
      return outcome.concurrency === null ? 'reserve nothing' : `reserve ${outcome.concurrency}`
    case 'publish':
      return `publish version ${outcome.version}`
    case 'provision':
      return `provision ${outcome.count} for version ${outcome.qualifier}: ${outcome.status} ${outcome.statusReason ?? ''}`.trimEnd()
    case 'refused':
      return `${outcome.command} → ${outcome.refusal.statusCode} ${outcome.refusal.type}`
    case 'expect': {
      const { alive, inits, throttles } = viewWorld(outcome.picture)
      return `expect: ${alive} alive, ${inits} inits, ${throttles} throttles`
    }
  }
}

function requestOf({ command: { request } }: Outcome & { kind: 'invoke' }): string {
  return shortened(request.kind === 'url' ? `${request.http.method} ${request.http.url}` : request.payload)
}

function answerOf({ observation: { invocation }, refusal }: Outcome & { kind: 'invoke' }): string {
  if (refusal !== null) return `${refusal.statusCode} ${refusal.type}`
  const http = viewHttp(invocation.http)
  const parts = [
    invocation.environment,
    invocation.start,
    invocation.throttle,
    http?.status ?? invocation.statusCode,
    shortened(http?.body ?? invocation.payload ?? ''),
    invocation.durationMs === null ? null : `(${invocation.durationMs} ms)`,
  ]
  return parts.filter(part => part !== null && part !== '').join(' ')
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > SHOWN_CHARS ? `${line.slice(0, SHOWN_CHARS)}…` : line
}
