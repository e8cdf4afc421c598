/**
 * Loaded first by a Node that plays the container's: takes away what a container's Node may lack, in its threads too.
 * What is taken away is named in the query: `lesser-node.mjs?hooks,wait,context,terminate`.
 */
import asyncHooks from 'node:async_hooks'
import module, { syncBuiltinESMExports } from 'node:module'
import threads from 'node:worker_threads'

const lacks = new URL(import.meta.url).search.slice(1).split(',')

if (lacks.includes('hooks')) delete module.registerHooks
if (lacks.includes('wait') && !threads.isMainThread) neverWake()
if (lacks.includes('context')) {
  Object.defineProperty(asyncHooks, 'AsyncLocalStorage', { value: ForgetfulStorage(), configurable: true })
}
threads.Worker = lesserWorker(threads.Worker)
syncBuiltinESMExports()

/** `Atomics.wait` waits for something else than what is notified. */
function neverWake() {
  const { wait } = Atomics
  const nothing = new Int32Array(new SharedArrayBuffer(4))
  Object.defineProperty(Atomics, 'wait', { value: () => wait(nothing, 0, 0) })
}

/** A store that holds for the synchronous part alone, as where it is lost over `await`. */
function ForgetfulStorage() {
  return class AsyncLocalStorage {
    #store
    getStore() {
      return this.#store
    }
    run(store, callback, ...values) {
      const before = this.#store
      this.#store = store
      try {
        return callback(...values)
      } finally {
        this.#store = before
      }
    }
  }
}

/** Threads load this file first too, and one in a busy loop does not end. */
function lesserWorker(Worker) {
  return class LesserWorker extends Worker {
    constructor(address, options = {}) {
      super(address, { ...options, execArgv: [...(options.execArgv ?? []), '--import', import.meta.url] })
    }
    async terminate() {
      if (lacks.includes('terminate') && (await isBusy(this))) return new Promise(() => {})
      return super.terminate()
    }
  }
}

async function isBusy(worker) {
  const before = worker.performance.eventLoopUtilization()
  await new Promise(resolve => setTimeout(resolve, 100))
  return worker.performance.eventLoopUtilization(before).utilization > 0.5
}
