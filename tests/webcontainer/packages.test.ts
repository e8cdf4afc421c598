/**
 * What a function has of the container's own Node: packages that npm installs on its disk, from a package.json among the
 * function's files, and a function URL that other programs reach. The packages lie among the files too: no network.
 */
import { afterEach, describe, expect, test } from 'vitest'
import type { EmulatorEvent } from '../../src/emulator/events.ts'
import type { Link } from '../../src/link/link.ts'
import type { Hostility } from './double/hostility.ts'
import { createLocalEngine, type LocalEngine } from './local-engine.ts'

const OPTIONS = { account: {}, clock: 'stepping', origin: Date.UTC(2026, 10, 24), seed: 1 } as const
const MANIFEST = JSON.stringify({ dependencies: { greeting: 'file:./vendor/greeting' } })
const FILES = {
  'index.mjs': `import greet from 'greeting'
import { written } from 'greeting/file'
let count = 0
export const handler = async () => [greet(++count), written(), await greet.later()]`,
  'package.json': MANIFEST,
  'vendor/greeting/package.json': JSON.stringify({
    name: 'greeting',
    version: '1.0.0',
    exports: { '.': './index.cjs', './file': './file.mjs' },
  }),
  'vendor/greeting/index.cjs': `const { AsyncLocalStorage } = require('node:async_hooks')
const words = require('./words.json')
const storage = new AsyncLocalStorage()
module.exports = count => words.hello + ' ' + count
module.exports.later = () => storage.run('kept', async () => { await null; return storage.getStore() })`,
  'vendor/greeting/words.json': '{ "hello": "こんにちは" }',
  'vendor/greeting/file.mjs': `import { readFileSync, writeFileSync } from 'node:fs'
export const written = () => { writeFileSync('/tmp/greeting', 'x'); return readFileSync('/tmp/greeting', 'utf8') }`,
}

let engine: LocalEngine | null = null
afterEach(async () => {
  await engine?.dispose()
  engine = null
})

async function open(hostility: Hostility = {}) {
  engine = createLocalEngine(OPTIONS, hostility)
  const link = await engine.start()
  const events: EmulatorEvent[] = []
  link.subscribe(more => events.push(...more))
  return { engine, link, events }
}

async function deploy(link: Link, files: Readonly<Record<string, string>>): Promise<void> {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }))
  expect(await link.send({ type: 'deploy', function: 'f', files: sources })).toMatchObject({ ok: true })
}

async function invoke(link: Link): Promise<unknown> {
  const request = { kind: 'event', payload: '{}', invocationType: 'RequestResponse' } as const
  const reply = await link.send({ type: 'invoke', function: 'f', request })
  if (!reply.ok || reply.result.type !== 'invocation') throw new Error(JSON.stringify(reply))
  return JSON.parse(reply.result.invocation.payload ?? '')
}

describe('packages of npm', { timeout: 120_000 }, () => {
  test.each([
    ['', {}],
    [' without module hooks', { lacks: ['hooks'] }],
    [' where contexts are lost over await', { lacks: ['context'] }],
  ] as const)('are installed before the code that imports them runs%s', async (_where, hostility) => {
    const opened = await open(hostility)
    const { link, events } = opened
    await deploy(link, FILES)
    expect(opened.engine.installs.at(0)).toMatchObject({ kind: 'installing', packages: ['greeting'] })
    expect(opened.engine.installs.at(-1)).toMatchObject({ kind: 'installed', packages: ['greeting'] })
    expect(await invoke(link)).toEqual(['こんにちは 1', 'x', 'kept'])
    // The variables of a package are none of the function's, and its files are the environment's.
    const scope = events.findLast(event => event.type === 'module-scope')
    expect(scope).toMatchObject({ bindings: [{ file: 'index.mjs', name: 'count' }] })
    expect(events.some(event => event.type === 'tmp-changed')).toBe(true)
    // Nothing that npm reads has changed.
    const told = opened.engine.installs.length
    await deploy(link, { ...FILES, 'index.mjs': `${FILES['index.mjs']}\n` })
    expect(await invoke(link)).toEqual(['こんにちは 1', 'x', 'kept'])
    expect(opened.engine.installs.length).toBe(told)
    // One that brings no package.json has none of them.
    await deploy(link, { 'index.mjs': FILES['index.mjs'] })
    expect(await invoke(link)).toMatchObject({
      errorType: 'Error',
      errorMessage: "Cannot find package 'greeting' imported from /var/task/index.mjs",
    })
  })

  test('that cannot be had are told, and the code that needs none goes on', async () => {
    const opened = await open()
    const manifest = JSON.stringify({ dependencies: { gone: 'file:./vendor/gone.tgz' } })
    await deploy(opened.link, { 'index.mjs': 'export const handler = async () => 1', 'package.json': manifest })
    expect(opened.engine.installs.at(-1)).toMatchObject({ kind: 'failed', why: 'npm' })
    expect(opened.engine.installs.at(-1)).toHaveProperty('reason', expect.stringMatching(/gone\.tgz/))
    expect(await invoke(opened.link)).toBe(1)
  })

  test('are not asked for by a package.json that is no JSON, which is told', async () => {
    const opened = await open()
    await deploy(opened.link, { 'index.mjs': 'export const handler = async () => 1', 'package.json': '{ dependencies' })
    expect(opened.engine.installs).toMatchObject([{ kind: 'failed', why: 'manifest' }])
    expect(await invoke(opened.link)).toBe(1)
  })
})

test('programs of the container reach the function URL; what they ask is one invocation as any', async () => {
  const opened = await open()
  const code = 'export const handler = async event => [event.rawQueryString, event.requestContext.http.method]'
  await deploy(opened.link, { 'index.mjs': code })
  const address = `http://localhost:${await opened.engine.port}/?message=%F0%9F%8D%A3`
  const answer = await fetch(address, { method: 'POST', body: 'あ' })
  expect(await answer.json()).toEqual(['message=%F0%9F%8D%A3', 'POST'])
  const requested = opened.events.filter(({ type }) => type === 'invocation-requested')
  expect(requested).toMatchObject([{ request: { kind: 'url', http: { method: 'POST', body: 'あ' } } }])
})
