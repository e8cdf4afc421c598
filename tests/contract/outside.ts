/** What lies outside every environment, as a function meets it. */
import { describe, expect, test } from 'vitest'
import type { Deploy } from './subject.ts'

const STORE = "import { store } from 'outside'\n"

export function describeOutside(deploy: Deploy): void {
  describe('the store outside', () => {
    test('gives what was put, undefined for what was not, and adds in one step', async () => {
      const subject = await deploy(
        `${STORE}export const handler = async ({ key }) => { const before = await store.get(key); await store.put(key, { a: [1, null] }); await store.add(key + 'n', 2); return [before === undefined, await store.get(key), await store.add(key + 'n', 3)] }`,
      )
      expect(await subject.answer({ key: 'contract-a' })).toEqual([true, { a: [1, null] }, 5])
      expect(await subject.answer({ key: 'contract-a' })).toEqual([false, { a: [1, null] }, 10])
    })

    test('is one for all environments and survives them', async () => {
      const subject = await deploy(`${STORE}export const handler = async () => store.add('contract-shared', 1)`)
      expect(await Promise.all([subject.answer(), subject.answer()])).toEqual(expect.arrayContaining([1, 2]))
      await subject.idle(900_000)
      expect(await subject.answer()).toBe(3)
    })

    test('takes virtual time, also in module code, and never answers at once', async () => {
      const subject = await deploy(
        `${STORE}const began = Date.now()\nawait store.get('x')\nconst init = Date.now() - began\nexport const handler = async () => { const now = Date.now(); let settled = false; const call = store.get('x').then(() => { settled = true }); await null; const early = settled; await call; return [init >= 5, early, Date.now() - now >= 5] }`,
      )
      expect(await subject.answer()).toEqual([true, false, true])
    })

    test('lets a read and a write of two environments overtake each other', async () => {
      const subject = await deploy(
        `${STORE}export const handler = async () => { const n = (await store.get('contract-race')) ?? 0; await new Promise(done => setTimeout(done, 500)); await store.put('contract-race', n + 1) ; return n }`,
      )
      expect(await Promise.all([subject.answer(), subject.answer()])).toEqual([0, 0])
      expect(await subject.answer()).toBe(1)
    })

    test('answers a call that nobody awaited when the environment thaws, before the handler', async () => {
      const subject = await deploy(
        `${STORE}const seen = []\nexport const handler = async ({ call }) => { if (call) store.get('x').then(() => seen.push('answered')); seen.push('handler'); return seen }`,
      )
      expect(await subject.answer({ call: true })).toEqual(['handler'])
      await subject.idle(1_000)
      expect(await subject.answer({})).toEqual(['handler', 'answered', 'handler'])
    })

    test('stays frozen however the answer and the end of the invocation cross', async () => {
      const subject = await deploy(
        `${STORE}let answers = 0\nexport const handler = async ({ ms }) => { store.get('x').then(() => { answers++ }); await new Promise(done => setTimeout(done, ms)); return answers }`,
      )
      for (let ms = 4; ms <= 8; ms++) await subject.answer({ ms })
      await subject.idle(1_000)
      expect(await subject.answer({ ms: 1 })).toBe(5)
    })

    test('refuses what it cannot keep', async () => {
      const subject = await deploy(
        `${STORE}export const handler = async () => { const said = []; for (const call of [() => store.get(7), () => store.put('f', () => {}), () => store.add('f', 'x'), () => store.put('f', 'x'.repeat(70000))]) await call().then(() => said.push('kept'), error => said.push(error.name + ': ' + error.message.slice(0, 40))); return said }`,
      )
      expect(await subject.answer()).toEqual([
        'TypeError: A key of the store is a text, found 7',
        'TypeError: store.put keeps what JSON can hold, foun',
        'TypeError: store.add adds a number, found x',
        'Error: The value of "f" has 70002 characters as',
      ])
    })

    test('can be required too', async () => {
      const subject = await deploy({
        'index.cjs':
          "const { store } = require('outside'); exports.handler = async () => store.add('contract-required', 1)",
      })
      expect(await subject.answer()).toBe(1)
    })

    test('tells each change as an event', async () => {
      const subject = await deploy(
        `${STORE}export const handler = async () => { await store.put('contract-told', 'x'); await store.get('contract-told') }`,
      )
      await subject.answer()
      const told = subject.events().filter(event => event.type === 'outside-changed')
      expect(told).toMatchObject([{ key: 'contract-told', value: '"x"', by: expect.stringMatching(/^env-\d+$/) }])
    })
  })
}
