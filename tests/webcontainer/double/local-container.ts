/** A container that is a folder of this machine and its processes: what the engine meets, without a browser around it. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Container, ContainerProcess, ContainerTree } from '../../../src/engines/webcontainer/container.ts'
import type { Hostility } from './hostility.ts'
import { LocalProcess } from './local-process.ts'

export interface LocalContainer extends Container {
  /** Ends every process and removes the folder, whatever the switches say. */
  destroy(): Promise<void>
}

export async function createLocalContainer(hostility: Hostility = {}): Promise<LocalContainer> {
  const folder = await mkdtemp(join(tmpdir(), 'warmstart-container-'))
  const processes: LocalProcess[] = []
  let waited = hostility.firstFileMs === undefined
  const first = async (): Promise<void> => {
    if (waited) return
    waited = true
    await new Promise(resolve => setTimeout(resolve, hostility.firstFileMs))
  }
  return {
    workdir: folder,
    fs: {
      writeFile: async (path, data) => {
        await first()
        await writeFile(join(folder, path), data)
      },
      mkdir: (path, options) => mkdir(join(folder, path), options),
      readFile: path => readFile(join(folder, path), 'utf8'),
      rm: path => rm(join(folder, path), { force: true }),
    },
    mount: tree => mountTree(folder, tree),
    spawn: async (command, args, { env = {}, cwd = '', terminal } = {}) => {
      const request = { command, args, env, home: folder, cwd: join(folder, cwd), terminal }
      const { process, handle } = start(request, hostility)
      processes.push(process)
      return handle
    },
    teardown: () => {
      for (const process of processes) process.kill()
    },
    destroy: async () => {
      for (const process of processes) process.destroy()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function start(
  request: ConstructorParameters<typeof LocalProcess>[0],
  hostility: Hostility,
): { process: LocalProcess; handle: ContainerProcess } {
  const { readable, controller } = createOutput()
  // As the client does: each piece is decoded alone.
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
  const process = new LocalProcess(request, hostility, {
    output: bytes => controller().enqueue(decode(bytes)),
    end: () => controller().close(),
  })
  const input = new WritableStream<string>({ write: text => process.write(text) })
  const handle: ContainerProcess = {
    exit: process.exit,
    output: readable,
    input,
    kill: () => process.kill(),
    resize: ({ cols, rows }) => process.resize(cols, rows),
  }
  return { process, handle }
}

function createOutput() {
  let found: ReadableStreamDefaultController<string> | null = null
  const readable = new ReadableStream<string>({
    start: controller => {
      found = controller
    },
  })
  const controller = (): ReadableStreamDefaultController<string> => {
    if (found === null) throw new Error('A stream has its controller at once.')
    return found
  }
  return { readable, controller }
}

export async function mountTree(folder: string, tree: ContainerTree): Promise<void> {
  for (const [name, entry] of Object.entries(tree)) {
    const path = join(folder, name)
    if ('directory' in entry) {
      await mkdir(path, { recursive: true })
      await mountTree(path, entry.directory)
    } else {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, entry.file.contents)
    }
  }
}
