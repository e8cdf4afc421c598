/** A container without any process: its one program greets as the node home does, and does what the test says. For tests. */
import { serveStdio } from '../../link/stdio-home.ts'
import type { Container, ContainerProcess } from './container.ts'

/** How its processes behave. */
export interface ContainerScript {
  /** Written before anything else. */
  readonly says?: string
  /** False: no hello comes. */
  readonly greets?: boolean
  /** The exit code, told at once. */
  readonly exits?: number
}

/** The container, and what tests ask of it. */
export interface ScriptedContainer extends Container {
  readonly tornDown: number
  readonly processes: number
  readonly files: ReadonlyMap<string, string>
  /** Ends the output of every process with an error. */
  break(error: Error): void
}

const ABILITIES = { blocking: false, hooks: true, asyncContext: true, node: 'v22.22.3' }

/** A booted container. */
export function scriptedContainer(script: ContainerScript = {}): ScriptedContainer {
  const files = new Map<string, string>()
  const outputs: ReadableStreamDefaultController<string>[] = []
  let tornDown = 0
  return {
    workdir: '/work/warmstart',
    files,
    get tornDown() {
      return tornDown
    },
    get processes() {
      return outputs.length
    },
    fs: {
      writeFile: async (path, data) => void files.set(path, data),
      mkdir: async path => path,
      readFile: async path => files.get(path) ?? '',
      rm: async path => void files.delete(path),
    },
    mount: async () => {},
    spawn: async (_command, _args, { env = {} } = {}) => startProcess(script, String(env['WARMSTART_NONCE']), outputs),
    teardown: () => {
      tornDown++
    },
    break: error => {
      for (const output of outputs) output.error(error)
    },
  }
}

function startProcess(
  { says, greets = true, exits }: ContainerScript,
  nonce: string,
  outputs: ReadableStreamDefaultController<string>[],
): ContainerProcess {
  let write: (text: string) => void = () => {}
  const output = new ReadableStream<string>({
    start: controller => {
      outputs.push(controller)
      write = text => controller.enqueue(text)
    },
  })
  const home = serveStdio({
    nonce,
    write: text => write(text),
    readFile: file => {
      throw new Error(`ENOENT: ${file}`)
    },
    removeFile: () => {},
    after: () => {},
    open: () => {
      throw new Error('It has no emulator.')
    },
  })
  if (says !== undefined) write(says)
  if (greets) home.tell({ type: 'hello', abilities: ABILITIES })
  const input = new WritableStream<string>({ write: text => home.push(text) })
  const exit = exits === undefined ? new Promise<number>(() => {}) : Promise.resolve(exits)
  return { exit, output, input, kill: () => {}, resize: () => {} }
}
