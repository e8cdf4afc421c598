/** `path`: the library's, with Node's own error for what is no text. */
import library from 'path-browserify'
import { invalidArgument } from './invalid-argument.ts'

/** Functions whose every argument is a path. */
const TAKES_PATHS = [
  'join',
  'resolve',
  'normalize',
  'isAbsolute',
  'dirname',
  'basename',
  'extname',
  'parse',
  'relative',
]

function guarded(name: string, original: unknown): unknown {
  if (typeof original !== 'function') return original
  const several = name === 'join' || name === 'resolve'
  return (...values: unknown[]) => {
    const wrong = (several ? values : values.slice(0, 1)).findIndex(value => typeof value !== 'string')
    if (wrong >= 0) {
      const argument = name === 'resolve' ? `paths[${wrong}]` : 'path'
      throw invalidArgument(argument, 'of type string', values[wrong])
    }
    return Reflect.apply(original, library, values)
  }
}

/** The module. */
export const nodePath: Record<string, unknown> = {
  ...library,
  ...Object.fromEntries(TAKES_PATHS.map(name => [name, guarded(name, Reflect.get(library, name))])),
  toNamespacedPath: (path: unknown) => path,
}
nodePath['posix'] = nodePath
