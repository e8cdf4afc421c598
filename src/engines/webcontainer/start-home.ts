/** Starts the node home as a process of a container, and links to it. */
import { StdioLink, type StdioParts } from '../../link/stdio.ts'
import type { Container, ContainerProcess } from './container.ts'

/** Where the home is placed; `guest-` lets stacks leave its frames out, and `bundles/` keeps it off the function's files. */
export const HOME_FILE = 'guest-container.mjs'
/** Folder of ours below the container's working directory. */
export const HOME_FOLDER = '.warmstart'
const INBOX = 'inbox'

/** The process says hello within this time, ms: it starts, and its probes may wait 5 s for a thread that never wakes. */
export const HELLO_MS = 20_000
/** Output may be read after the exit is told; a process that is silent for so long after it is gone, ms. */
const AFTER_EXIT_MS = 2_000

/** What Node said last explains best why it did not start. */
const SAID_CHARACTERS = 400

/** What is told of the process while it lives. */
export interface HomeListeners {
  /** Text of the process that belongs to no message. */
  console?(text: string): void
  /** A runtime that could not be stopped goes on; `count` of them by now. */
  abandoned?(count: number): void
  /** The function URL is served on this port of the container. */
  readonly listening?: NonNullable<StdioParts['listening']>
  /** A request came to it. */
  readonly asked?: NonNullable<StdioParts['asked']>
}

/** Mounts `bundle` (the text of the home), runs it and waits for its hello. Rejects with a reason a person can read. */
export async function startHome(container: Container, bundle: string, listeners: HomeListeners): Promise<StdioLink> {
  const bundles = { directory: { [HOME_FILE]: { file: { contents: bundle } } } }
  await container.mount({ [HOME_FOLDER]: { directory: { bundles, [INBOX]: { directory: {} } } } })
  const nonce = createNonce()
  const process = await container.spawn('node', [`${HOME_FOLDER}/bundles/${HOME_FILE}`], {
    env: { WARMSTART_NONCE: nonce, NO_COLOR: '1', FORCE_COLOR: '0' },
  })
  let said = ''
  const link = new StdioLink({
    ...partsFor(container, process, nonce, listeners),
    console: text => {
      said = (said + text).slice(-SAID_CHARACTERS)
      listeners.console?.(text)
    },
  })
  void pump(process, link)
  const timer = setTimeout(
    () => link.lose(`Node did not start in the container within ${HELLO_MS / 1_000} s.`),
    HELLO_MS,
  )
  try {
    await link.hello
  } catch (error) {
    throw new Error([error instanceof Error ? error.message : String(error), said.trim()].join(' '), { cause: error })
  } finally {
    clearTimeout(timer)
  }
  return link
}

function partsFor(
  container: Container,
  process: ContainerProcess,
  nonce: string,
  listeners: HomeListeners,
): StdioParts {
  const input = process.input.getWriter()
  return {
    nonce,
    // A write after the end only warns; silence tells of it.
    write: text => void input.write(text),
    writeFile: async (name, text) => {
      const file = `${HOME_FOLDER}/${INBOX}/${name}`
      await container.fs.writeFile(file, text)
      return file
    },
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
    ...listeners,
    end: async () => process.kill(),
  }
}

/** Reads the output until it ends. An exit that is told does not end it: the last output may come later. */
async function pump(process: ContainerProcess, link: StdioLink): Promise<void> {
  const reader = process.output.getReader()
  void process.exit.then(code => {
    setTimeout(() => link.lose(`The process of the engine ended with exit code ${code}.`), AFTER_EXIT_MS)
  })
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      link.push(value)
    }
  } catch (error) {
    link.lose(error instanceof Error ? error.message : String(error))
  }
}

/** No text of anybody else holds it by chance. */
function createNonce(): string {
  return `wm${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`
}
