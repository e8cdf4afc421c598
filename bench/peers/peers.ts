/** The peers, driven by what their packages export. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import type { Subject } from './subject.ts'

/** A function of a package, of which only its being one can be checked. */
const CALLABLE = z.custom<(...values: readonly unknown[]) => unknown>(value => typeof value === 'function')
const CONSTRUCTOR = z.custom<new (...values: readonly unknown[]) => object>(value => typeof value === 'function')

const TIMEOUT_MS = 60_000

/** The subjects of the packages below `folder`. */
export function peersIn(folder: string): readonly Subject[] {
  const require = createRequire(join(folder, 'package.json'))
  return [vercelFun(require), serverlessOffline(folder), lambdaLocal(require)]
}

function vercelFun(require: NodeJS.Require): Subject {
  return {
    name: '@vercel/fun',
    isolation: 'process',
    open: async folder => {
      const { createFunction } = z.object({ createFunction: CALLABLE }).parse(require('@vercel/fun'))
      const options = { Code: { Directory: folder }, Handler: 'index.handler', Runtime: 'nodejs', Timeout: 60 }
      const lambda = CALLABLE.parse(await createFunction(options))
      const destroy = CALLABLE.parse(Reflect.get(lambda, 'destroy'))
      return {
        invoke: async event => lambda(event),
        close: async () => void (await destroy()),
      }
    },
  }
}

/** Its worker-thread class, as its command line uses it: that one needs the licensed Serverless Framework. */
function serverlessOffline(folder: string): Subject {
  const runner = 'node_modules/serverless-offline/src/lambda/handler-runner/worker-thread-runner/WorkerThreadRunner.js'
  return {
    name: 'serverless-offline (worker thread)',
    isolation: 'thread',
    open: async code => {
      const module: unknown = await import(pathToFileURL(join(folder, runner)).href)
      const { default: Runner } = z.object({ default: CONSTRUCTOR }).parse(module)
      const options = { codeDir: code, functionKey: 'bench', handler: 'index.handler', servicePath: code }
      const started = new Runner({ ...options, timeout: TIMEOUT_MS }, {})
      const call = (name: string, ...values: readonly unknown[]): unknown =>
        Reflect.apply(CALLABLE.parse(Reflect.get(started, name)), started, values)
      return {
        invoke: async event => call('run', event, {}),
        close: async () => void (await call('cleanup')),
      }
    },
  }
}

function lambdaLocal(require: NodeJS.Require): Subject {
  return {
    name: 'lambda-local',
    isolation: 'none',
    open: async folder => {
      const { execute } = z.object({ execute: CALLABLE }).parse(require('lambda-local'))
      const options = { lambdaPath: join(folder, 'index.js'), timeoutMs: TIMEOUT_MS, verboseLevel: 0 }
      return { invoke: async event => execute({ ...options, event }), close: async () => {} }
    },
  }
}
