import { describe, expect, test } from 'vitest'
import { createNodeEngine } from '../../engines/node/node-engine.ts'
import { checkReady, type LineState, type ReadyLine, type ReadyParts } from './ready-checks.ts'

const home = new URL('../../homes/node.ts', import.meta.url)

/** A storage that keeps. */
function memory(): Storage {
  const kept = new Map<string, string>()
  return {
    length: 0,
    clear: () => kept.clear(),
    key: () => null,
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: key => void kept.delete(key),
  }
}

async function check(parts: Partial<ReadyParts> = {}): Promise<Partial<Record<ReadyLine, LineState>>> {
  const lines: Partial<Record<ReadyLine, LineState>> = {}
  const usual: ReadyParts = {
    engine: async () => createNodeEngine(home, { account: {}, clock: 'lesson', origin: 0, seed: 1 }),
    pages: ['/playground/', '/lessons/'],
    fetchPage: async () => true,
    storage: memory,
  }
  await checkReady({ ...usual, ...parts }, (line, state) => {
    lines[line] = state
  })
  return lines
}

describe('a browser', () => {
  test('that does all is ready, and nothing of the check stays', async () => {
    const storage = memory()
    expect(await check({ storage: () => storage })).toEqual({ runs: 'ok', keeps: 'ok', reaches: 'ok' })
    expect(storage.getItem('warmstart.ready')).toBeNull()
  })

  test('whose engine does not start runs no functions', async () => {
    const engine = () => Promise.reject(new Error('no'))
    expect(await check({ engine })).toMatchObject({ runs: 'no-engine', keeps: 'no-engine', reaches: 'ok' })
  })

  test('whose environments outlive the quarter of an hour does not do as in the workshop', async () => {
    const account = { idleRetention: 3_600_000 }
    const engine = async () => createNodeEngine(home, { account, clock: 'lesson', origin: 0, seed: 1 })
    expect(await check({ engine })).toMatchObject({ runs: 'ok', keeps: 'not-kept' })
  })

  test.each([
    ['that answers with an error', async (page: string) => page !== '/lessons/'],
    ['that nothing answers for', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('with a page %s does not reach the workshop', async (_what, fetchPage) => {
    expect(await check({ fetchPage })).toMatchObject({ runs: 'ok', reaches: 'unreachable' })
  })

  test.each([
    [
      'refuses',
      () => ({
        ...memory(),
        setItem: () => {
          throw new Error('full')
        },
      }),
    ],
    ['forgets', () => ({ ...memory(), setItem: () => {} })],
    [
      'is off',
      () => {
        throw new Error('denied')
      },
    ],
  ])('whose storage %s stores nothing', async (_what, storage) => {
    expect(await check({ storage })).toMatchObject({ reaches: 'not-stored' })
  })
})
