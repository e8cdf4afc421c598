/** The handler: its name taken apart, its module's export checked, as Lambda's runtime client does (lambda-semantics 1.6). */
import { streamingOf } from './aws-lambda-global.ts'
import { RuntimeError } from './errors.ts'

/** `lib/index.api.handler` is module `lib/index` and path `api.handler` of its exports. */
export interface HandlerName {
  readonly module: string
  readonly path: readonly string[]
}

/** Takes `_HANDLER` apart. Throws Runtime.MalformedHandlerName. */
export function parseHandler(handler: string): HandlerName {
  if (handler.includes('..')) {
    const message = `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`
    throw new RuntimeError('Runtime.MalformedHandlerName', message)
  }
  const slash = handler.lastIndexOf('/')
  const [file, ...path] = handler.slice(slash + 1).split('.')
  if (!file || path.length === 0) throw new RuntimeError('Runtime.MalformedHandlerName', 'Bad handler')
  return { module: handler.slice(0, slash + 1) + file, path }
}

/** The first release that refuses callback handlers (lambda-semantics 1.2 #27). */
const CALLBACK_HANDLERS_REFUSED = 'nodejs24.x'

const CALLBACK_TEXT =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.'

/** A function's handler as Node's runtimes call it (lambda-semantics 1.2). */
export type Handler = (event: unknown, ...values: unknown[]) => unknown

/** The function behind `name` in a module's exports. Throws Runtime.HandlerNotFound or CallbackHandlerDeprecated. */
export function findHandler(exports: unknown, name: HandlerName, handler: string, runtime: string): Handler {
  const found = lookUp(exports, name.path) || lookUp(lookUp(exports, ['default']), name.path)
  if (!found) {
    throw new RuntimeError('Runtime.HandlerNotFound', `${handler} is undefined or not exported`)
  }
  if (!isHandler(found)) throw new RuntimeError('Runtime.HandlerNotFound', `${handler} is not a function`)
  if (streamingOf(found) === null && runtime === CALLBACK_HANDLERS_REFUSED && found.length >= 3) {
    throw new RuntimeError('Runtime.CallbackHandlerDeprecated', CALLBACK_TEXT)
  }
  return found
}

/** Below the exports, which `require` may give as a function, through objects alone, as AWS's client does it. */
function lookUp(exports: unknown, [first = '', ...rest]: readonly string[]): unknown {
  if (exports === undefined || exports === null) return undefined
  let value: unknown = Reflect.get(Object(exports), first)
  for (const key of rest) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, key)
  }
  return value
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function'
}
