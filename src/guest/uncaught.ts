/**
 * An error nobody caught, a rejection nobody handled (lambda-semantics 1.2 #28). On nodejs24.x Node itself writes it and
 * exits; the older runtime client logs it, answers the invocation with it and exits with a status of its own.
 */
import type { SourceFile } from '../emulator/sandbox.ts'
import { asError, RuntimeError, stackLines, withoutGuestFrames } from './errors.ts'
import { excerpt } from './excerpt.ts'
import type { GuestHost, LostError } from './host.ts'

/** Exit status of Node, and of the runtime client of nodejs22.x for either kind. */
const NODE_STATUS = 1
const OLDER_STATUS = { exception: 129, rejection: 128 } as const

/** How the runtime ends for `lost`. */
export interface Ending {
  readonly code: number
  /** Raw text for stderr; null where the runtime client logs the error instead. */
  readonly text: string | null
  /** What the runtime client makes of it: its line's title, and the error that becomes the answer. */
  readonly reported: { readonly title: string; readonly error: unknown } | null
}

/** The end that `lost` brings on this runtime; `files` is the function's code, of which Node shows the line at fault. */
export function endingFor(lost: LostError, runtime: string, host: GuestHost, files: readonly SourceFile[]): Ending {
  if (runtime === 'nodejs24.x') return { code: NODE_STATUS, text: nodeText(lost, host, files), reported: null }
  const reported =
    lost.kind === 'exception'
      ? { title: 'Uncaught Exception', error: lost.error }
      : { title: 'Unhandled Promise Rejection', error: unhandledRejection(lost.error) }
  return { code: OLDER_STATUS[lost.kind], text: null, reported }
}

/** The client's own error round what was rejected. Its frames would be the client's: it has none here. */
function unhandledRejection(reason: unknown): RuntimeError {
  const type = 'Runtime.UnhandledPromiseRejection'
  const { message } = asError(reason)
  const text = reason instanceof Error ? `${reason.name}: ${message}` : message
  return Object.assign(new RuntimeError(type, text), { reason, promise: {} })
}

/** As Node writes it. Of a value that is no error nobody but V8 knows where it was thrown: no line is shown. */
function nodeText({ kind, error }: LostError, host: GuestHost, files: readonly SourceFile[]): string {
  const place = error instanceof Error ? excerpt(stackLines(error), kind, files) : []
  return [...place, errorText(error, kind, host), '', `Node.js ${host.nodeVersion}`, ''].join('\n')
}

function errorText(error: unknown, kind: LostError['kind'], host: GuestHost): string {
  if (error instanceof Error) return ownText(error, host)
  if (kind === 'rejection') return `${rejectionText(host.inspect(error))} {\n  code: 'ERR_UNHANDLED_REJECTION'\n}`
  if (typeof error === 'object' && error !== null) return host.inspect(error)
  return `${String(error)}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)`
}

/** The host's inspection reads the stack as its engine wrote it: V8's has to stand there. */
function ownText(error: Error, host: GuestHost): string {
  const inspected = withoutGuestFrames(host.inspect(error))
  const lines = stackLines(error)
  return lines.length === 0 || inspected.startsWith(lines.join('\n')) ? inspected : lines.join('\n')
}

function rejectionText(reason: string): string {
  const shown = reason.startsWith("'") ? `"${reason.slice(1, -1)}"` : `"${reason}"`
  return `UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason ${shown}.`
}
