/** What lies outside every environment, as a function meets it. */
import { type CaseGroup, type ContractCase, caseOf } from './contract-case.ts'
import { expect } from './expectation.ts'

const STORE = "import { store } from 'outside'\n"

const STORE_CASES: readonly ContractCase[] = [
  caseOf('gives what was put, undefined for what was not, and adds in one step', async deploy => {
    const subject = await deploy(
      `${STORE}export const handler = async ({ key }) => { const before = await store.get(key); await store.put(key, { a: [1, null] }); await store.add(key + 'n', 2); return [before === undefined, await store.get(key), await store.add(key + 'n', 3)] }`,
    )
    expect(await subject.answer({ key: 'contract-a' })).toEqual([true, { a: [1, null] }, 5])
    expect(await subject.answer({ key: 'contract-a' })).toEqual([false, { a: [1, null] }, 10])
  }),

  caseOf('is one for all environments and survives them', async deploy => {
    const subject = await deploy(`${STORE}export const handler = async () => store.add('contract-shared', 1)`)
    expect((await Promise.all([subject.answer(), subject.answer()])).sort()).toEqual([1, 2])
    await subject.idle(900_000)
    expect(await subject.answer()).toEqual(3)
  }),

  caseOf('takes virtual time, also in module code, and never answers at once', async deploy => {
    const subject = await deploy(
      `${STORE}const began = Date.now()\nawait store.get('x')\nconst init = Date.now() - began\nexport const handler = async () => { const now = Date.now(); let settled = false; const call = store.get('x').then(() => { settled = true }); await null; const early = settled; await call; return [init >= 5, early, Date.now() - now >= 5] }`,
    )
    expect(await subject.answer()).toEqual([true, false, true])
  }),

  caseOf('lets a read and a write of two environments overtake each other', async deploy => {
    const subject = await deploy(
      `${STORE}export const handler = async () => { const n = (await store.get('contract-race')) ?? 0; await new Promise(done => setTimeout(done, 500)); await store.put('contract-race', n + 1) ; return n }`,
    )
    expect(await Promise.all([subject.answer(), subject.answer()])).toEqual([0, 0])
    expect(await subject.answer()).toEqual(1)
  }),

  caseOf('answers a call that nobody awaited when the environment thaws, before the handler', async deploy => {
    const subject = await deploy(
      `${STORE}const seen = []\nexport const handler = async ({ call }) => { if (call) store.get('x').then(() => seen.push('answered')); seen.push('handler'); return seen }`,
    )
    expect(await subject.answer({ call: true })).toEqual(['handler'])
    await subject.idle(1_000)
    expect(await subject.answer({})).toEqual(['handler', 'answered', 'handler'])
  }),

  caseOf('stays frozen however the answer and the end of the invocation cross', async deploy => {
    const subject = await deploy(
      `${STORE}let answers = 0\nexport const handler = async ({ ms }) => { store.get('x').then(() => { answers++ }); await new Promise(done => setTimeout(done, ms)); return answers }`,
    )
    for (let ms = 4; ms <= 8; ms++) await subject.answer({ ms })
    await subject.idle(1_000)
    expect(await subject.answer({ ms: 1 })).toEqual(5)
  }),

  caseOf('refuses what it cannot keep', async deploy => {
    const subject = await deploy(
      `${STORE}export const handler = async () => { const said = []; for (const call of [() => store.get(7), () => store.put('f', () => {}), () => store.add('f', 'x'), () => store.put('f', 'x'.repeat(70000))]) await call().then(() => said.push('kept'), error => said.push(error.name + ': ' + error.message.slice(0, 40))); return said }`,
    )
    expect(await subject.answer()).toEqual([
      'TypeError: A key of the store is a text, found 7',
      'TypeError: store.put keeps what JSON can hold, foun',
      'TypeError: store.add adds a number, found x',
      'Error: The value of "f" has 70002 characters as',
    ])
  }),

  caseOf('can be required too', async deploy => {
    const subject = await deploy({
      'index.cjs':
        "const { store } = require('outside'); exports.handler = async () => store.add('contract-required', 1)",
    })
    expect(await subject.answer()).toEqual(1)
  }),

  caseOf('tells each change as an event', async deploy => {
    const subject = await deploy(
      `${STORE}export const handler = async () => { await store.put('contract-told', 'x'); await store.get('contract-told') }`,
    )
    await subject.answer()
    const told = subject.events().filter(event => event.type === 'outside-changed')
    expect(told).toMatchObject([{ key: 'contract-told', value: '"x"', by: /^env-\d+$/ }])
  }),
]

/** The store. */
export const OUTSIDE_GROUPS: readonly CaseGroup[] = [{ title: 'the store outside', cases: STORE_CASES }]
