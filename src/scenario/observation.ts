/** What was observed of one invocation, and of the world, in the form predicates are held against. */
import type { HttpResponse, InvocationResult } from '../emulator/commands.ts'
import type { BindingPicture, EnvironmentPicture, Picture, TmpFilePicture } from '../emulator/folds/picture.ts'
import type { Json } from './predicates.ts'

/** An invocation's outcome beside its environment as it was when the invocation ended (null: it got none). */
export interface InvocationObservation {
  readonly invocation: InvocationResult
  readonly environment: EnvironmentPicture | null
}

/** The function URL's answer as an HTTP client reads it. */
export type HttpView = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Cookies become one `set-cookie` header, joined by a comma; a body of bytes is text where it is UTF-8, else base64. */
export function viewHttp(http: HttpResponse | null): HttpView | null {
  if (http === null) return null
  const cookies = http.cookies.length === 0 ? {} : { 'set-cookie': http.cookies.join(', ') }
  const body = http.isBase64Encoded ? (decodeText(http.body) ?? http.body) : http.body
  return { status: http.status, headers: { ...http.headers, ...cookies }, body }
}

function decodeText(base64: string): string | null {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0))
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Bytes that are no UTF-8 have no text.
    return null
  }
}

/** What the function returned or its error object; null where there is none. */
export function viewPayload(invocation: InvocationResult): Json {
  if (invocation.payload === null) return null
  const payload: Json = JSON.parse(invocation.payload)
  return payload
}

/** The readable values of module scope by name. Where two files share a name, the handler's comes first. */
export function viewModuleScope(bindings: readonly BindingPicture[]): Readonly<Record<string, string>> {
  const living = bindings.filter(binding => !binding.lost).toReversed()
  return Object.fromEntries(living.map(binding => [binding.name, binding.history.at(-1) ?? '']))
}

/** The files and folders of an environment's `/tmp` by path; empty when it is gone. */
export function viewTmp(environment: EnvironmentPicture): Readonly<Record<string, TmpFilePicture>> {
  if (environment.state === 'reclaimed') return {}
  return Object.fromEntries(environment.tmp.files.map(file => [file.path, file]))
}

/** The values of the store outside every environment by key. */
export function viewOutside({ outside }: Picture): Readonly<Record<string, Json>> {
  return Object.fromEntries(outside.map(({ key, value }): [string, Json] => [key, JSON.parse(value)]))
}

/** The account's database in figures; all 0 where it was not started. */
export function viewDatabase({ database }: Picture) {
  const { connections = [], peak = 0, opened = 0, refused = 0, maxConnections = 0 } = database ?? {}
  const environments: Record<string, number> = {}
  for (const { environment } of connections) environments[environment] = (environments[environment] ?? 0) + 1
  const lost = connections.filter(({ state }) => state === 'lost').length
  return { connections: connections.length, lost, peak, opened, refused, maxConnections, environments }
}

/** Counts of the world (DESIGN 7); see the world's expectation for what each means. */
export function viewWorld(picture: Picture) {
  const alive = picture.environments.filter(environment => environment.state !== 'reclaimed')
  const segments = picture.environments.flatMap(environment => environment.lane)
  return {
    alive: alive.length,
    inits: segments.filter(segment => segment.kind === 'init').length,
    throttles: picture.counts.throttled,
    aliveIds: alive.map(environment => environment.id),
    states: Object.fromEntries(picture.environments.map(environment => [environment.id, environment.state])),
  }
}
