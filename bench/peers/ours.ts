/** Ours in Node, and the raw limit: a bare worker thread that loads the handler and answers messages. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { startHome } from '../../src/homes/node.ts'
import type { Link } from '../../src/link/link.ts'
import { coldStarts } from '../invocations.ts'
import type { Subject } from './subject.ts'

const FUNCTION = 'bench'
const HOME = { account: {}, clock: 'real', origin: 0, seed: 1 } as const

/** One home for all: the opened instance is its environments. */
export const OURS: Subject = {
  name: 'Warmstart (node engine)',
  isolation: 'thread',
  open: async folder => {
    const link = startHome(HOME)
    const text = readFileSync(join(folder, 'index.js'), 'utf8')
    const files = [{ path: 'index.js', text }]
    const reply = await link.send({ type: 'deploy', function: FUNCTION, files, configuration: { timeout: 60 } })
    if (!reply.ok) throw new Error(reply.refusal.message)
    return { invoke: event => invoke(link, event), close: () => link.close() }
  },
}

/** Cold starts of a home that had the time to start a spare guest before each. */
export async function coldWithSpare(samples: number): Promise<number[]> {
  const link = startHome(HOME)
  try {
    return (await coldStarts(link, samples + 1)).slice(1)
  } finally {
    await link.close()
  }
}

async function invoke(link: Link, event: object): Promise<unknown> {
  const request = { kind: 'event', payload: JSON.stringify(event), invocationType: 'RequestResponse' } as const
  const reply = await link.send({ type: 'invoke', function: FUNCTION, request })
  if (!reply.ok || reply.result.type !== 'invocation') throw new Error(`No invocation: ${JSON.stringify(reply)}`)
  const { functionError, payload, throttle } = reply.result.invocation
  if (functionError !== null || throttle !== null) throw new Error(`It failed: ${payload ?? throttle}`)
  return JSON.parse(payload ?? 'null')
}

const RAW_TEXT = `
const { parentPort, workerData } = require('node:worker_threads')
const { handler } = require(workerData)
parentPort.on('message', async event => parentPort.postMessage(await handler(event)))`

export const RAW: Subject = {
  name: 'bare worker thread',
  isolation: 'thread',
  open: async folder => {
    const worker = new Worker(RAW_TEXT, { eval: true, workerData: join(folder, 'index.js') })
    return {
      invoke: async event => {
        const answered = once(worker, 'message')
        worker.postMessage(event)
        const [answer] = await answered
        return answer
      },
      close: async () => void (await worker.terminate()),
    }
  },
}
