/** Node's error for a value of the wrong type, in Node's words. */

/** `expected` as Node lists it: `of type string or an instance of Buffer`; `inspect` is Node's own. */
export function invalidArgument(
  { name, expected }: { readonly name: string; readonly expected: string },
  value: unknown,
  inspect: (value: unknown, options?: object) => string,
): TypeError {
  const message = `The "${name}" argument must be ${expected}.${received(value, inspect)}`
  return Object.assign(new TypeError(message), { code: 'ERR_INVALID_ARG_TYPE' })
}

function received(value: unknown, inspect: (value: unknown, options?: object) => string): string {
  if (value === null || value === undefined) return ` Received ${value}`
  if (typeof value === 'function') return ` Received function ${value.name}`
  if (typeof value !== 'object') return ` Received type ${typeof value} (${inspect(value)})`
  const made: unknown = Reflect.get(value, 'constructor')
  return typeof made === 'function' && made.name !== ''
    ? ` Received an instance of ${made.name}`
    : ` Received ${inspect(value, { depth: -1 })}`
}
