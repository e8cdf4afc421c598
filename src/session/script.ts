/**
 * What was done in a session as a scenario (DESIGN 7): the one form of shared links and bug reports. Commands that were
 * sent while requests were under way become a `together`; refusals are kept with what AWS said.
 */
import type {
  CommandReply,
  HttpRequest,
  InvocationResult,
  InvokeFunctionCommand,
  LaterCommand,
} from '../emulator/commands.ts'
import type { ConfigurationRequest } from '../emulator/configuration.ts'
import { formatDuration } from '../scenario/durations.ts'
import { requestFor } from './query.ts'
import type { SentCommand } from './record.ts'
import type { Session } from './session.ts'
import type { StudyCommand } from './study-command.ts'

/** Plain data, ready for JSON or YAML; `readScenario` takes it. */
export interface Script {
  readonly function?: ConfigurationRequest
  readonly files: Readonly<Record<string, string>>
  readonly account?: Readonly<Record<string, unknown>>
  readonly steps: readonly object[]
}

/** What the form of the script is. */
export interface ScriptOptions {
  /** True to hold each command against what came of it now: a report. False for actions alone: a link. */
  readonly expect: boolean
}

/** Characters of a body that a report expects to the letter. */
const LONGEST_BODY = 2_000

/** The script of everything since the engine was started, then the code as it stands in the editor. */
export function scriptOf(session: Session, options: ScriptOptions): Script {
  const [created, ...sent] = session.record.sent
  const editor = session.$files.get()
  const first = created?.command.type === 'deploy' ? created.command : null
  const configuration = given(first?.configuration ?? session.$configuration.get())
  const account = accountOf(session)
  const last = lastDeployed(session.record.sent) ?? editor
  const unsent = isSame(last, editor) ? [] : [{ deploy: { files: editor } }]
  return {
    ...(isEmpty(configuration) ? {} : { function: configuration }),
    files: first === null ? editor : filesOf(first.files),
    ...(isEmpty(account) ? {} : { account }),
    steps: [...stepsOf(sent, options), ...unsent],
  }
}

function accountOf(session: Session): Readonly<Record<string, unknown>> {
  const { idleRetention, lifetime, ...rest } = session.$account.get()
  return given({
    ...rest,
    idleRetention: idleRetention === undefined ? undefined : formatDuration(idleRetention),
    lifetime: lifetime === undefined ? undefined : formatDuration(lifetime),
  })
}

function stepsOf(sent: readonly SentCommand[], options: ScriptOptions): readonly object[] {
  const groups: SentCommand[][] = []
  const steps: object[] = []
  for (const each of sent) {
    if (each.pending > 0 && groups.length > 0) groups.at(-1)?.push(each)
    else groups.push([each])
  }
  let answered: number | null = null
  for (const group of groups) {
    const [begin] = group
    if (begin === undefined) continue
    const passed = Math.round((begin.at - (answered ?? begin.at)) / 1_000) * 1_000
    if (begin.realTime && passed > 0) steps.push({ idle: formatDuration(passed) })
    const actions = group.flatMap(each => actionOf(each, begin.at, options))
    if (actions.length > 0) steps.push(actions.length === 1 ? { ...actions[0] } : { together: actions })
    answered = Math.max(...group.map(({ answeredAt, at }) => answeredAt ?? at))
  }
  return steps
}

/** One action; none for a request that cannot be said in a scenario (an event that is no JSON). */
function actionOf(sent: SentCommand, begin: number, { expect }: ScriptOptions): readonly object[] {
  const waited = Math.round(sent.at - begin)
  const later = sent.command.type === 'later' ? sent.command : null
  const action = bareAction(later?.command ?? sent.command, sent.reply)
  if (action === null) return []
  const after = waited + (later?.ms ?? 0)
  const expected = expect && sent.reply !== null ? expectationOf(sent.reply, sent) : {}
  return [
    { ...action, ...(after > 0 ? { after: `${after}ms` } : {}), ...(isEmpty(expected) ? {} : { expect: expected }) },
  ]
}

function bareAction(command: StudyCommand | LaterCommand['command'], reply: CommandReply | null): object | null {
  switch (command.type) {
    case 'invoke':
      return invokeOf(command)
    case 'idle':
      return { idle: formatDuration(command.ms) }
    case 'deploy':
      return { deploy: { files: filesOf(command.files) } }
    case 'configure':
      return { configure: given(command.configuration) }
    case 'reserve':
      return { reserve: command.concurrency }
    case 'publish':
      return { publish: reply?.ok === true && reply.result.type === 'published' ? reply.result.version : null }
    case 'provision':
      return { provision: { qualifier: command.qualifier, count: command.count } }
    case 'later':
    case 'clock':
      return null
  }
}

function invokeOf({ request, qualifier }: InvokeFunctionCommand): object | null {
  const version = qualifier === undefined ? {} : { qualifier }
  if (request.kind === 'url') return { invoke: { ...urlOf(request.http), ...version } }
  const { payload, invocationType, tenantId } = request
  const event = parse(payload)
  if (event === undefined) return null
  const type = invocationType === 'RequestResponse' ? {} : { type: invocationType }
  return { invoke: { event, ...type, ...(tenantId === undefined ? {} : { tenantId }), ...version } }
}

/** The headers that every request of the page carries are left out; the page adds them again. */
function urlOf({ method, url, headers, body }: HttpRequest): object {
  const usual = requestFor('').headers
  const own = Object.entries(headers).filter(([name, value]) => usual[name] !== value)
  return {
    url,
    ...(method === (body === null ? 'GET' : 'POST') ? {} : { method }),
    ...(own.length === 0 ? {} : { headers: Object.fromEntries(own) }),
    ...(body === null ? {} : { body }),
  }
}

function expectationOf(reply: CommandReply, { command }: SentCommand): object {
  if (!reply.ok) return { refused: { type: reply.refusal.type, message: reply.refusal.message } }
  const { result } = reply
  if (result.type === 'provisioned') return { status: result.status }
  if (result.type !== 'invocation') return {}
  const innermost = command.type === 'later' ? command.command : command
  const viaUrl = innermost.type === 'invoke' && innermost.request.kind === 'url'
  return invocationExpectation(result.invocation, viaUrl)
}

function invocationExpectation(seen: InvocationResult, viaUrl: boolean): object {
  const { start, environment, throttle, statusCode, functionError, http, payload } = seen
  if (throttle !== null) return { throttle }
  // Asynchronous, or a dry run: the answer says no more.
  if (environment === null) return { statusCode }
  const error = functionError === null ? {} : { functionError }
  const place = { start, environment, ...error }
  if (viaUrl && http !== null) {
    return { ...place, status: http.status, ...(http.body.length > LONGEST_BODY ? {} : { body: http.body }) }
  }
  const value = payload === null ? null : parse(payload)
  const isLong = payload !== null && payload.length > LONGEST_BODY
  return isLong || functionError !== null ? place : { ...place, payload: value }
}

function filesOf(files: readonly { readonly path: string; readonly text: string }[]): Script['files'] {
  return Object.fromEntries(files.map(({ path, text }) => [path, text]))
}

function lastDeployed(sent: readonly SentCommand[]): Script['files'] | null {
  const deploys = sent.flatMap(({ command, reply }) => (command.type === 'deploy' && reply?.ok ? [command.files] : []))
  const last = deploys.at(-1)
  return last === undefined ? null : filesOf(last)
}

const isEmpty = (value: object): boolean => Object.keys(value).length === 0

function given<T extends object>(value: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return JSON.parse(JSON.stringify(value))
}

const isSame = (one: Script['files'], other: Script['files']): boolean =>
  JSON.stringify(Object.entries(one).toSorted()) === JSON.stringify(Object.entries(other).toSorted())

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // AWS refused it; a scenario cannot say it.
    return undefined
  }
}
