/** Gives a page the double's machine: what its frame asks for is done by real files and processes here. */
import type { Page } from 'playwright-core'
import type { ContainerProcess, ContainerTree } from '../../../src/engines/webcontainer/container.ts'
import type { FromFrame } from './frame-messages.ts'
import type { Hostility } from './hostility.ts'
import { createLocalContainer, type LocalContainer } from './local-container.ts'

export interface Double {
  /** Processes so far. */
  readonly started: number
  close(): Promise<void>
}

interface Running {
  readonly process: ContainerProcess
  readonly reader: ReadableStreamDefaultReader<string>
  readonly writer: WritableStreamDefaultWriter<string>
}

/** Attaches it before the page is opened. */
export async function attachDouble(page: Page, hostility: Hostility = {}): Promise<Double> {
  const container = await createLocalContainer(hostility)
  const running: Running[] = []
  const machine = new Machine(container, running)
  await page.exposeBinding('warmstartDouble', (_source, message: FromFrame) => machine.take(message))
  return {
    get started() {
      return running.length
    },
    close: () => container.destroy(),
  }
}

class Machine {
  readonly #container: LocalContainer
  readonly #running: Running[]

  constructor(container: LocalContainer, running: Running[]) {
    this.#container = container
    this.#running = running
  }

  async take(message: FromFrame): Promise<unknown> {
    const { fs } = this.#container
    switch (message.type) {
      case 'workdir':
        return this.#container.workdir
      case 'mount':
        return this.#container.mount(externalTree(JSON.parse(message.tree)))
      case 'read':
        return fs.readFile(message.path, 'utf-8')
      case 'write':
        return fs.writeFile(message.path, message.data)
      case 'mkdir':
        return fs.mkdir(message.path, { recursive: true })
      case 'rm':
        return fs.rm(message.path, { force: true })
      case 'run':
        return this.#run(message)
      case 'teardown':
        return this.#container.teardown()
      default:
        return this.#ofProcess(message)
    }
  }

  async #run({ command, args, cwd, env, terminal }: FromFrame & { type: 'run' }): Promise<number> {
    const process = await this.#container.spawn(command, [...args], { cwd, env, ...(terminal && { terminal }) })
    const reader = process.output.getReader()
    return this.#running.push({ process, reader, writer: process.input.getWriter() }) - 1
  }

  async #ofProcess(message: FromFrame & { readonly id: number }): Promise<unknown> {
    const running = this.#running[message.id]
    if (running === undefined) throw new Error(`There is no process ${message.id}.`)
    const { process, reader, writer } = running
    switch (message.type) {
      case 'input':
        return writer.write(message.text)
      case 'output': {
        const { done, value } = await reader.read()
        return done ? null : Buffer.from(value, 'utf8').toString('base64')
      }
      case 'exit':
        return process.exit
      case 'kill':
        return process.kill()
      case 'resize':
        return process.resize(message)
      default:
        throw new Error(`A process takes no ${message.type}.`)
    }
  }
}

type InternalTree = { d: Record<string, InternalTree | { f: { c: string; b?: true } }> }

/** The tree as the client encodes it, back in the form it was given. */
function externalTree({ d }: InternalTree): ContainerTree {
  return Object.fromEntries(
    Object.entries(d).map(([name, entry]) => {
      if ('d' in entry) return [name, { directory: externalTree(entry) }]
      const { c, b } = entry.f
      return [name, { file: { contents: b === true ? Buffer.from(c, 'latin1') : c } }]
    }),
  )
}
