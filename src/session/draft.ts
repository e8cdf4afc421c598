/** A request as it is written in a form, and the command it stands for. */
import * as z from 'zod/mini'
import type { HttpRequest } from '../emulator/commands.ts'
import { requestFor } from './query.ts'
import type { FunctionRequest } from './study-command.ts'

/** Requests at once that the form sends at most. */
export const MOST_AT_ONCE = 50

/** What the browser keeps of a form; a part that is missing or wrong is as at first. */
export const draftSchema = z.object({
  kind: z.catch(z.enum(['url', 'event']), 'url'),
  method: z.catch(z.string(), 'GET'),
  /** One `name: value` a line. */
  headers: z.catch(z.string(), ''),
  body: z.catch(z.string(), ''),
  /** JSON text, as typed. */
  event: z.catch(z.string(), '{\n  "message": "hoge"\n}'),
  invocationType: z.catch(z.enum(['RequestResponse', 'Event', 'DryRun']), 'RequestResponse'),
  tenantId: z.catch(z.string(), ''),
  /** A published version; empty for the latest code. */
  qualifier: z.catch(z.string(), ''),
  /** Requests that "at once" sends. */
  times: z.catch(z.number().check(z.int(), z.minimum(1), z.maximum(MOST_AT_ONCE)), 2),
})

/** The form of a request as it is filled in. */
export type RequestDraft = z.infer<typeof draftSchema>

/** The form as it is at first. */
export const FIRST_DRAFT: RequestDraft = draftSchema.parse({})

/** The request of a filled-in form; `typed` is what stands in the box behind the function URL: a path, or a query. */
export function requestOf(draft: RequestDraft, typed: string): FunctionRequest {
  if (draft.kind === 'url') return { kind: 'url', http: httpOf(draft, typed) }
  const tenant = draft.tenantId === '' ? {} : { tenantId: draft.tenantId }
  return { kind: 'event', payload: draft.event, invocationType: draft.invocationType, ...tenant }
}

/** Lines of the headers that are no `name: value`, as typed. */
export function wrongHeaders(headers: string): readonly string[] {
  return linesOf(headers).filter(line => headerOf(line) === null)
}

function httpOf({ method, headers, body }: RequestDraft, typed: string): HttpRequest {
  const given = linesOf(headers).flatMap(line => {
    const header = headerOf(line)
    return header === null ? [] : [header]
  })
  const request = typed.startsWith('/') ? { ...requestFor(''), url: encodeURI(typed) } : requestFor(typed)
  return {
    ...request,
    method: method.toUpperCase(),
    headers: { ...request.headers, ...Object.fromEntries(given) },
    body: body === '' ? null : body,
  }
}

const linesOf = (text: string): readonly string[] => text.split('\n').filter(line => line.trim() !== '')

/** Name (a token of RFC 9110) and value. */
function headerOf(line: string): readonly [string, string] | null {
  const [, name, value] = /^\s*([!#$%&'*+.^_`|~\w-]+)\s*:\s*(.*?)\s*$/.exec(line) ?? []
  return name === undefined || value === undefined ? null : [name.toLowerCase(), value]
}
