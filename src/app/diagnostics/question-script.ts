/** What runs in the container to answer the questions: `node FILE QUESTION`. One JSON text after a mark is the answer. */

/** Begins the line of an answer; an echo of what was typed does not look like it. */
export const ANSWER_MARK = '@answer '
/** Said when the program reads. */
export const READY_MARK = '@ready'

export const QUESTION_FILE = 'warmstart-questions.mjs'

export const QUESTION_SCRIPT = `import { fork } from 'node:child_process'
import os from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker, isMainThread, workerData } from 'node:worker_threads'

const file = fileURLToPath(import.meta.url)
const answer = value => process.stdout.write('\\n${ANSWER_MARK}' + JSON.stringify(value) + '\\n')
const ready = () => process.stdout.write('\\n${READY_MARK}\\n')
const within = (ms, promise) => Promise.race([promise, new Promise(done => setTimeout(done, ms, 'no answer within ' + ms + ' ms'))])
const once = (emitter, event) => new Promise(done => emitter.once(event, done))

const questions = {
  start: () => answer({ uptimeMs: Math.round(process.uptime() * 1000) }),
  versions: () => answer({ node: process.version, webcontainer: process.versions.webcontainer ?? null, v8: process.versions.v8, platform: process.platform, arch: process.arch, cpus: os.cpus().length, shell: process.env.SHELL ?? null, stdinIsTTY: process.stdin.isTTY === true, setRawMode: typeof process.stdin.setRawMode }),
  memory: () => answer(process.memoryUsage()),
  lines() {
    let text = ''
    process.stdin.setEncoding('utf8')
    if (process.argv[3] === 'raw') process.stdin.setRawMode?.(true)
    process.stdin.on('data', chunk => {
      text += chunk
      const end = text.search(/[\\r\\n]/)
      if (end >= 0) answer(end)
      if (end >= 0) text = ''
    })
    ready()
  },
  output: () => process.stdout.write('x'.repeat(1000000), () => answer(1000000)),
  hot() { ready(); setTimeout(() => { for (;;); }, 50) },
  async terminate() {
    const worker = new Worker(new URL(import.meta.url), { workerData: 'hot' })
    await once(worker, 'message')
    await new Promise(done => setTimeout(done, 100))
    const began = Date.now()
    const ended = await within(3000, worker.terminate().then(code => 'ended with ' + code))
    answer({ ended, ms: Date.now() - began })
    process.exit()
  },
  async fork() {
    const child = fork(file, ['child'])
    const message = within(5000, once(child, 'message'))
    child.on('error', error => { answer('error: ' + error.message); process.exit() })
    answer(await message)
    process.exit()
  },
  child: () => process.send?.('a message of the child'),
  async limits() {
    const worker = new Worker(new URL(import.meta.url), { workerData: 'memory', resourceLimits: { maxOldGenerationSizeMb: 32 } })
    answer(await within(15000, Promise.race([
      new Promise(done => worker.once('error', error => done('enforced: ' + (error.code ?? error.message)))),
      once(worker, 'message').then(megabytes => 'not enforced: ' + megabytes + ' MB were taken with a limit of 32'),
    ])))
    process.exit()
  },
}

if (isMainThread) await questions[process.argv[2]]()
else {
  const { parentPort } = await import('node:worker_threads')
  if (workerData === 'hot') { parentPort.postMessage('hot'); setTimeout(() => { for (;;); }, 20) }
  else {
    const taken = []
    for (let megabytes = 0; megabytes < 256; megabytes += 8) taken.push(Array.from({ length: 1000000 }, (_, n) => n + 0.5))
    parentPort.postMessage(taken.length * 8)
  }
}
`
