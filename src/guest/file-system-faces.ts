/**
 * What memfs 4.80.1 does otherwise than Node at the faces of `fs` that functions touch: data that is no data, data that
 * comes piece by piece, lines of a file, folders with a slash at the end. The sandboxes' contract tests hold it.
 */
import { invalidArgument } from './invalid-argument.ts'
import { checkAccess, type Paths } from './read-only.ts'

type Inspect = (value: unknown, options?: object) => string

const DATA = { name: 'data', expected: 'of type string or an instance of Buffer, TypedArray, or DataView' } as const

/** Mends `fs` and its `promises` in place; `volume` is the memfs volume behind them, `paths` its inside. */
export function mendFaces(fs: object, volume: object, paths: Paths, inspect: Inspect): void {
  mendFolders(volume)
  mendReadOnly(fs, volume, paths)
  const refuse = (data: unknown): void => {
    if (typeof data !== 'string' && !ArrayBuffer.isView(data)) throw invalidArgument(DATA, data, inspect)
  }
  for (const name of ['writeFileSync', 'writeFile', 'appendFileSync', 'appendFile']) guard(fs, name, refuse)
  const promises: unknown = Reflect.get(fs, 'promises')
  if (typeof promises !== 'object' || promises === null) return
  guardAsync(promises, 'appendFile', refuse)
  mendWriteFile(promises, refuse)
  mendReadLines(promises)
}

/** Calls whose refusal does not come from one changing call alone. */
function mendReadOnly(fs: object, volume: object, paths: Paths): void {
  const access = method(volume, '_access')
  Reflect.set(volume, '_access', (path: unknown, mode: unknown) => {
    checkAccess(paths, String(path), Number(mode))
    return access(path, mode)
  })
  const makeTemporary = method(volume, '_mkdtemp')
  Reflect.set(volume, '_mkdtemp', (prefix: unknown, ...rest: unknown[]) =>
    rewording(
      () => makeTemporary(prefix, ...rest),
      error => {
        const path = `${prefix}XXXXXX`
        const message = error.message.replace(/, mkdir '.*'$/, `, mkdtemp '${path}'`)
        return Object.assign(error, { message, syscall: 'mkdtemp', path })
      },
    ),
  )
  const remove = method(fs, 'rmSync')
  Reflect.set(fs, 'rmSync', (...values: unknown[]) =>
    rewording(
      () => remove(...values),
      error => {
        // Node 24.21's own words: its rmSync takes the system's text for no error code of libuv.
        const message = `, Unknown error: Read-only file system '${Reflect.get(error, 'path')}'`
        return Object.assign(error, { message, syscall: 'rm', code: '', errno: -4_094 })
      },
    ),
  )
}

/** What `work` gives; EROFS in other words. */
function rewording(work: () => unknown, reword: (error: Error) => Error): unknown {
  try {
    return work()
  } catch (error) {
    throw error instanceof Error && Reflect.get(error, 'code') === 'EROFS' ? reword(error) : error
  }
}

function guard(face: object, name: string, refuse: (data: unknown) => void): void {
  const original = method(face, name)
  Reflect.set(face, name, (...values: unknown[]) => {
    refuse(values[1])
    return Reflect.apply(original, face, values)
  })
}

function guardAsync(face: object, name: string, refuse: (data: unknown) => void): void {
  const original = method(face, name)
  Reflect.set(face, name, async (...values: unknown[]) => {
    refuse(values[1])
    return Reflect.apply(original, face, values)
  })
}

/** `promises.writeFile` takes iterables and streams too. */
function mendWriteFile(promises: object, refuse: (data: unknown) => void): void {
  const writeFile = method(promises, 'writeFile')
  const appendFile = method(promises, 'appendFile')
  Reflect.set(promises, 'writeFile', async (path: unknown, data: unknown, options?: unknown) => {
    if (!isIterable(data)) {
      refuse(data)
      return Reflect.apply(writeFile, promises, [path, data, options])
    }
    await Reflect.apply(writeFile, promises, [path, '', options])
    for await (const piece of data) await Reflect.apply(appendFile, promises, [path, piece])
    return undefined
  })
}

function isIterable(data: unknown): data is AsyncIterable<unknown> {
  if (typeof data !== 'object' || data === null || ArrayBuffer.isView(data)) return false
  return Symbol.asyncIterator in data || Symbol.iterator in data
}

/** Every handle's `readLines`. */
function mendReadLines(promises: object): void {
  const open = method(promises, 'open')
  Reflect.set(promises, 'open', async (...values: unknown[]) => {
    const handle: unknown = await Reflect.apply(open, promises, values)
    if (typeof handle === 'object' && handle !== null) Reflect.set(handle, 'readLines', () => linesOf(handle))
    return handle
  })
}

async function* linesOf(handle: object): AsyncGenerator<string> {
  try {
    const text = String(await Reflect.apply(method(handle, 'readFile'), handle, ['utf8']))
    const lines = text.split(/\r\n|\n|\r/)
    // What follows the last line's end is no line.
    if (lines.at(-1) === '') lines.pop()
    yield* lines
  } finally {
    await Reflect.apply(method(handle, 'close'), handle, [])
  }
}

/** A folder named with a slash at its end lists the same names. */
function mendFolders(volume: object): void {
  const list = method(volume, '_readdir')
  Reflect.set(volume, '_readdir', (path: string, options: unknown) =>
    Reflect.apply(list, volume, [path.replace(/(.)\/+$/, '$1'), options]),
  )
}

function method(face: object, name: string): (...values: unknown[]) => unknown {
  const found: unknown = Reflect.get(face, name)
  if (typeof found !== 'function') throw new TypeError(`memfs has no ${name}: pin the version this was written for`)
  return (...values) => Reflect.apply(found, face, values)
}
