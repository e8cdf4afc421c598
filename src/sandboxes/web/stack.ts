/**
 * Stacks in V8's shape, whatever engine wrote them: Firefox and WebKit write `name@address:line:column` and leave the
 * message out, WebKit also shows a module's blob address for the file's name.
 */

/** Addresses of modules, as made; to the files' names as Lambda shows them. */
const files = new Map<string, string>()

/** Notes that stacks may name a file by this address. */
export function nameAddress(address: string, file: string): void {
  files.set(address, file)
}

const V8_FRAME = /^\s+at /m
const OTHER_FRAME = /^(?<name>.*?)@(?<address>.*?)(?<place>:\d+:\d+)?$/

let foreign: boolean | null = null

/**
 * Whether the engine is another than V8, whose texts Lambda shows: V8 alone begins a stack with name and message. Asked
 * when an error is at hand, never while the guest is evaluated: V8 would parse all of it again for that stack's line
 * numbers (38 ms in Chromium 156).
 */
export function isForeign(): boolean {
  if (foreign === null) {
    const { stack = '' } = new Error('probe')
    foreign = stack !== '' && !stack.startsWith('Error: probe')
  }
  return foreign
}

interface Stacked {
  readonly name: string
  readonly message: string
  readonly stack: string
}

/** The stack as V8 would write it; as it is where V8 wrote it. */
export const readStack = (error: Stacked): string => (isForeign() ? asV8(error) : error.stack)

/** Another engine's stack in V8's shape. */
export function asV8({ name, message, stack }: Stacked): string {
  if (stack === '' || V8_FRAME.test(stack)) return stack
  const frames = stack.split('\n').flatMap(line => frameOf(line))
  return [message === '' ? name : `${name}: ${message}`, ...frames].join('\n')
}

function frameOf(line: string): string[] {
  const { name = '', address = '', place = '' } = OTHER_FRAME.exec(line)?.groups ?? {}
  if (place === '') return []
  const where = (files.get(address) ?? address) + place
  // Firefox marks what an await resumed, and functions inside functions.
  const called = name.replace(/^async\*/, '').replace(/\/<$/, '')
  return [called === '' ? `    at ${where}` : `    at ${called} (${where})`]
}
