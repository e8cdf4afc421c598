/**
 * The script of the double's `/headless` page: the server's end of the client's wire contract (Comlink 4.3, reference
 * webcontainer 5), whose files and processes are of the machine that runs the test.
 */
import { expose, proxy } from 'comlink'
import type { FromFrame } from './frame-messages.ts'

/** Put on the page by the test: carries a message to it and brings its answer. */
declare function warmstartDouble(message: FromFrame): Promise<unknown>

type Output = ((bytes: Uint8Array | null) => void) | undefined

interface RunRequest {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly terminal?: { readonly cols: number; readonly rows: number }
}

const ask = (message: FromFrame): Promise<unknown> => warmstartDouble(message)

const fs = {
  readFile: (path: string) => ask({ type: 'read', path }),
  writeFile: (path: string, data: string) => ask({ type: 'write', path, data }),
  mkdir: (path: string) => ask({ type: 'mkdir', path }),
  rm: (path: string) => ask({ type: 'rm', path }),
}

async function run(request: RunRequest, _stdout: unknown, _stderr: unknown, output: Output): Promise<object> {
  const { command, args, cwd, env = {}, terminal } = request
  const id = Number(await ask({ type: 'run', command, args, cwd: cwd ?? '', env, terminal }))
  void pump(id, output)
  return proxy({
    onExit: ask({ type: 'exit', id }),
    write: (text: string) => ask({ type: 'input', id, text }),
    kill: () => ask({ type: 'kill', id }),
    resize: ({ cols, rows }: { cols: number; rows: number }) => ask({ type: 'resize', id, cols, rows }),
  })
}

/** Output is asked for piece by piece, so that its order holds. */
async function pump(id: number, output: Output): Promise<void> {
  for (;;) {
    const piece = await ask({ type: 'output', id })
    if (typeof piece !== 'string') {
      output?.(null)
      return
    }
    output?.(Uint8Array.from(atob(piece), character => character.charCodeAt(0)))
  }
}

const instance = {
  fs: () => proxy(fs),
  previewScript: () => undefined,
  runtimeInfo: async () => ({ path: '/bin', cwd: await ask({ type: 'workdir' }) }),
  loadFiles: (bytes: Uint8Array) => ask({ type: 'mount', tree: new TextDecoder().decode(bytes) }),
  run,
  on: () => proxy(() => {}),
  teardown: () => ask({ type: 'teardown' }),
}

const { port1, port2 } = new MessageChannel()
expose({ build: () => proxy(instance) }, port1)
const delay = Number(new URLSearchParams(document.currentScript?.dataset['boot'] ?? '').get('slow') ?? 0)
setTimeout(() => parent.postMessage({ type: 'init' }, '*', [port2]), delay)
