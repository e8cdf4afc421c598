/**
 * The node home as one file that runs as one long-lived process, in a WebContainer or anywhere: commands come by standard
 * input, events go by standard output. The same file is what its worker threads run, told apart by what they are given.
 */
import { readFileSync, unlinkSync } from 'node:fs'
import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { isMainThread, workerData } from 'node:worker_threads'
import { serveStdio } from '../link/stdio-home.ts'
import { runProbes } from '../sandboxes/node/probe-worker.ts'
import { probeThreads } from '../sandboxes/node/probes.ts'
import { createNodeSandboxes } from '../sandboxes/node/provider.ts'
import { createFunctionUrlServer } from './function-url-server.ts'
import { createNodeEmulator } from './node-emulator.ts'

const BUNDLE = new URL(import.meta.url)
/** Set by the engine that starts the process. */
const NONCE = 'WARMSTART_NONCE'

if (isMainThread) await serve()
else if (workerData?.probe !== undefined) await runProbes(workerData.probe)
else await import('../sandboxes/node/worker.ts')

/** Where the function URL is served, unless another program has it: then any port that is free. */
const FUNCTION_URL_PORT = 3_000

/** The port it listens on; null where the container gives none: all else works without. */
function listen(server: Server): Promise<number | null> {
  return new Promise(resolve => {
    const other = (): void => {
      server.once('error', () => resolve(null))
      server.listen(0)
    }
    server.once('error', other)
    server.once('listening', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : null)
    })
    server.listen(FUNCTION_URL_PORT)
  })
}

async function serve(): Promise<void> {
  const nonce = process.env[NONCE]
  if (nonce === undefined) throw new Error(`${NONCE} is not set: this file is started by Warmstart's engine.`)
  const { stdin, stdout } = process
  stdin.setRawMode?.(true)
  const abilities = await probeThreads(BUNDLE)
  const home = serveStdio({
    nonce,
    write: text => void stdout.write(text),
    readFile: file => readFileSync(file, 'utf8'),
    removeFile: file => unlinkSync(file),
    after: (ms, callback) => void setTimeout(callback, ms),
    open: options => {
      const url = createFunctionUrlServer(request => home.ask(request))
      void listen(url).then(port => port !== null && home.tell({ type: 'listening', port }))
      return createNodeEmulator(
        options,
        createNodeSandboxes({
          guest: BUNDLE,
          engine: 'webcontainer',
          abilities,
          folder: fileURLToPath(new URL('../runtimes', BUNDLE)),
          packages: fileURLToPath(new URL('../../function', BUNDLE)),
          abandoned: count => home.tell({ type: 'abandoned', count }),
        }),
      )
    },
  })
  stdin.setEncoding('utf8')
  stdin.on('data', (chunk: string) => home.push(chunk))
  stdin.on('end', () => process.exit())
  home.tell({ type: 'hello', abilities: { ...abilities, node: process.version } })
}
