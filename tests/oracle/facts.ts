/** What a step came to, as lines that can be laid side by side, times and ids included: they are virtual, and repeat. */
import type { InvocationResult } from '../../src/emulator/commands.ts'
import type { EnvironmentPicture, Picture } from '../../src/emulator/folds/picture.ts'
import { viewHttp, viewTmp, viewWorld } from '../../src/scenario/observation.ts'
import type { StepOutcome } from '../../src/scenario/outcome.ts'

/** Kinds of what is compared, as explained differences name them. */
export const KINDS = ['answer', 'payload', 'http', 'log', 'tmp', 'world'] as const
export type Kind = (typeof KINDS)[number]

/** Lines of one kind. */
export interface Fact {
  readonly kind: Kind
  readonly lines: readonly string[]
}

/** The facts of a step; none for what only changes the world. */
export function factsOf({ outcome }: StepOutcome): readonly Fact[] {
  if (outcome.kind === 'invoke') {
    const { invocation, environment } = outcome.observation
    return [
      { kind: 'answer', lines: answerLines(invocation) },
      { kind: 'payload', lines: payloadLines(invocation.payload) },
      { kind: 'http', lines: httpLines(invocation) },
      { kind: 'log', lines: invocation.log.flatMap(logLines) },
      { kind: 'tmp', lines: environment === null ? [] : tmpLines(environment) },
    ]
  }
  return outcome.kind === 'expect' ? [{ kind: 'world', lines: worldLines(outcome.picture) }] : []
}

function answerLines(invocation: InvocationResult): string[] {
  const { start, environment, initializationType, statusCode, functionError, throttle } = invocation
  const shown = { start, environment, initializationType, statusCode, functionError, throttle }
  return Object.entries(shown).map(([key, value]) => `${key}: ${value}`)
}

/** One line for each member and element, so that a difference deep inside shows alone. */
function payloadLines(payload: string | null): string[] {
  if (payload === null) return []
  return memberLines(JSON.parse(payload))
}

function memberLines(value: unknown): string[] {
  return (JSON.stringify(value, null, 1) ?? '').split('\n').map(line => line.trim().replace(/,$/, ''))
}

const WITH_OBJECT = /^(|.*\t(?:Invoke Error|Init Error|Uncaught Exception|Unhandled Promise Rejection) \t)(\{.*\})$/s

/** A record as its lines; an object in it (an error's, or all of it in the JSON format) taken apart. */
function logLines(record: string): string[] {
  const [, head = '', object = ''] = WITH_OBJECT.exec(record) ?? []
  if (object === '') return record.split('\n').map((line, index) => (index === 0 ? line : `⏎ ${line}`))
  return [...(head === '' ? [] : [head]), ...memberLines(JSON.parse(object)).map(line => `| ${line}`)]
}

function httpLines(invocation: InvocationResult): string[] {
  const http = viewHttp(invocation.http)
  if (http === null) return []
  const headers = Object.entries(http.headers).map(([name, value]) => `${name}: ${value}`)
  return [`status ${http.status}`, ...headers, ...http.body.split('\n')]
}

function tmpLines(environment: EnvironmentPicture): string[] {
  const files = Object.values(viewTmp(environment)).map(({ path, bytes, preview }) => `${path} ${bytes} ${preview}`)
  return files.sort()
}

function worldLines(picture: Picture): string[] {
  const { alive, inits, throttles, states } = viewWorld(picture)
  const tmp = picture.environments.flatMap(each => tmpLines(each).map(line => `${each.id} ${line}`))
  const shown = Object.entries(states).map(([id, state]) => `${id} ${state}`)
  return [`alive ${alive}`, `inits ${inits}`, `throttles ${throttles}`, ...shown, ...tmp]
}
