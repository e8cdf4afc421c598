/** Errors as Node's module loader throws them: the code stands in the first line of the stack, the name without it. */

/** Frames that are read, so that the function's own are among them: the loader's come first, and are left out. */
const FRAMES = 50

/** An error of Node's own with its `code` and what else it carries. */
export function nodeError(
  kind: new (message: string) => Error,
  message: string,
  properties: { readonly code: string; readonly url?: string },
): Error {
  const limit: unknown = Reflect.get(Error, 'stackTraceLimit')
  Reflect.set(Error, 'stackTraceLimit', FRAMES)
  const error = new kind(message)
  Reflect.set(Error, 'stackTraceLimit', limit)
  const head = `${error.name}: ${message}`
  // Other engines than V8 write no head.
  if (error.stack?.startsWith(head) === true) {
    const frames = error.stack.slice(head.length).split('\n').filter(isOfFunction)
    const stack = [`${error.name} [${properties.code}]: ${message}`, ...frames].join('\n')
    Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true })
  }
  return Object.assign(error, properties)
}

const isOfFunction = (line: string): boolean => line.includes('/var/task/')
