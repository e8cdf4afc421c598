/** AWS's refusals, in its own words where they are recorded; `hint` says how to mend the command. */
import type { Refusal } from './commands.ts'

/** A command was refused; nothing happened. Carried as a value to the caller, thrown only inside the emulator. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.message)
    this.refusal = refusal
  }
}

/** 404 of an unknown function or version (lambda-semantics 1.6). */
export function functionNotFound(arn: string): Refused {
  return new Refused({
    type: 'ResourceNotFoundException',
    statusCode: 404,
    message: `Function not found: ${arn}`,
    key: 'function',
    hint: 'Deploy the function first, or name one that exists.',
  })
}

/** 400 of a wrong value. */
export function invalidParameter(key: string, message: string, hint: string): Refused {
  return new Refused({ type: 'InvalidParameterValueException', statusCode: 400, message, key, hint })
}

/** 400 in the form of Lambda's validation messages. `member` is AWS's name of it, where that is another than the key. */
export function failedConstraint(key: string, value: unknown, constraint: string, hint: string, member = key): Refused {
  const message = `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: ${constraint}`
  return new Refused({ type: 'ValidationException', statusCode: 400, message, key, hint })
}

/** 400 of a payload that is no JSON (lambda-semantics 1.6). */
export function invalidJson(reason: string): Refused {
  return new Refused({
    type: 'InvalidRequestContentException',
    statusCode: 400,
    message: `Could not parse request body into json: ${reason}`,
    key: 'event',
    hint: 'Send valid JSON: double quotes round keys and texts, no trailing comma.',
  })
}

/** 413 of a request over the limit (lambda-semantics 1.5). */
export function requestTooLarge(limit: number): Refused {
  return new Refused({
    type: 'RequestEntityTooLargeException',
    statusCode: 413,
    message: `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
    key: 'event',
    hint: 'Send a smaller payload, for example a reference to where the data lies.',
  })
}
