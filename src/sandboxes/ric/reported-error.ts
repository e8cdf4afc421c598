/** Errors as a runtime reports them to the Runtime API: a body that should be an error object, and a type beside it. */
import { z } from 'zod'
import type { FunctionErrorPayload } from '../../emulator/sandbox.ts'

const ERROR = z.object({ errorType: z.string(), errorMessage: z.string(), trace: z.array(z.string()).optional() })

/** What AWS's agent calls an error whose type it does not know (`fatalerror.go` of aws-lambda-runtime-interface-emulator). */
const UNKNOWN_TYPE = 'Runtime.Unknown'
/** Trailers of a streamed response that an error cut off (lambda-semantics 1.2 #31). */
const TYPE_TRAILER = 'lambda-runtime-function-error-type'
const BODY_TRAILER = 'lambda-runtime-function-error-body'

/**
 * The error in `body`. AWS's agent takes any body and hands it to the caller as it is (`invocationerror.go`): one that is
 * no error object becomes the message of one, with the `type` of the header.
 */
export function reportedError(body: string, type: string | undefined): FunctionErrorPayload {
  const read = ERROR.safeParse(jsonOrNull(body))
  if (!read.success) return { errorType: type || UNKNOWN_TYPE, errorMessage: body }
  const { trace, ...error } = read.data
  return { ...error, ...(trace !== undefined && { trace }) }
}

/** The error in the trailers of a streamed response; null where it ended well. */
export function trailingError(trailers: NodeJS.Dict<string>): FunctionErrorPayload | null {
  const body = trailers[BODY_TRAILER]
  if (body === undefined) return null
  return reportedError(Buffer.from(body, 'base64').toString('utf8'), trailers[TYPE_TRAILER])
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
