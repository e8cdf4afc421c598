import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Command, CommandReply } from '../emulator/commands.ts'
import type { EmulatorEvent } from '../emulator/events.ts'
import { framesOf, PART_CHARACTERS } from './frames.ts'
import type { CalledEmulator } from './function-call.ts'
import { connect, type Hostility, NONCE } from './hostile-wire.ts'
import { ARRIVAL_MS, PING_EVERY_MS, REPLY_MS, RUN_MS, UNANSWERED_PINGS } from './stdio.ts'

const invoke = (payload: string): Command => ({
  type: 'invoke',
  function: 'f',
  request: { kind: 'event', payload, invocationType: 'RequestResponse' },
})

/** An emulator that answers an invocation with its payload, behind an event that names it. */
function echo(): CalledEmulator & { closed: number } {
  const listeners = new Set<(event: EmulatorEvent) => void>()
  let seq = 0
  return {
    closed: 0,
    execute: async command => {
      const text = command.type === 'invoke' && command.request.kind === 'event' ? command.request.payload : ''
      const event: EmulatorEvent = {
        type: 'log',
        environment: 'env-1',
        source: 'function',
        requestId: null,
        line: text,
        seq: ++seq,
        time: 0,
      }
      for (const listener of listeners) listener(event)
      return { ok: true, result: { type: 'published', version: text } }
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      this.closed++
    },
  }
}

const published = (version: string): CommandReply => ({ ok: true, result: { type: 'published', version } })

/** Everything a terminal could garble: control characters, DEL, what looks like frames and lines, several bytes. */
const TEXTS = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'あ🍣',
      '\u0007\u001b[31m',
      '\u007f\u0003\u0004',
      '</wm7f3a>',
      '<wm7f3a 1 0 1 5 0>',
      '>wm7f3a 2 0 {}',
      '\r\n',
    ),
    fc.integer({ min: 80, max: 800 }).map(length => '🍣'.repeat(length)),
  ),
  { minLength: 1, maxLength: 5 },
)
const CUTS = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 41, max: 12_000 })), {
    minLength: 1,
    maxLength: 8,
  })
  .filter(cuts => cuts.some(cut => cut > 0))
const NOISE = fc.array(
  fc.constantFrom('', '', '', 'log\r\n', '<wm7f3a', '</wm7f3a', '\u001b[2K', '> npm warn <x 1 0 1>'),
  { maxLength: 6 },
)

/** Sends all texts and gives what came back, in order: replies, and lines of events. */
async function roundTrip(texts: readonly string[], hostility: Hostility, ms = 60_000) {
  const { start, timers, files } = connect(echo(), hostility)
  const link = start()
  const lines: string[] = []
  link.subscribe(events => lines.push(...events.map(event => ('line' in event ? event.line : ''))))
  const replies = Promise.all(texts.map(text => link.send(invoke(text))))
  let done = false
  replies
    .finally(() => {
      done = true
    })
    .catch(() => {})
  for (let passed = 0; passed < ms && !done; passed += PING_EVERY_MS) await timers.pass(PING_EVERY_MS)
  if (!done) throw new Error(`Nothing came in ${ms} ms; ${lines.length} lines are here.`)
  return { replies: await replies, lines, files }
}

/** Pieces of one character are many calls. */
const PROPERTY_MS = 60_000

describe('the link over standard input and output', { timeout: PROPERTY_MS }, () => {
  test('carries any text both ways, however a terminal cuts, joins, echoes and ends lines', async () => {
    await fc.assert(
      fc.asyncProperty(TEXTS, CUTS, fc.boolean(), async (texts, cuts, terminal) => {
        const { replies, lines, files } = await roundTrip(texts, { cuts, terminal })
        expect(replies).toEqual(texts.map(published))
        expect(lines).toEqual(texts)
        expect(files.size, 'files are taken away').toBe(0)
      }),
      { numRuns: 60 },
    )
  })

  test('carries it through what others write in between', async () => {
    await fc.assert(
      fc.asyncProperty(TEXTS, fc.integer({ min: 2_000, max: 9_000 }), NOISE, async (texts, cut, noise) => {
        const { replies, lines } = await roundTrip(texts, { cuts: [cut, cut * 2], noise: [...noise, '', '', ''] })
        expect(replies).toEqual(texts.map(published))
        expect(lines).toEqual(texts)
      }),
      { numRuns: 60 },
    )
  })

  test('sends again what was lost on the way, in either direction', async () => {
    await fc.assert(
      fc.asyncProperty(TEXTS, fc.infiniteStream(fc.nat(3)), async (texts, random) => {
        // One in four is lost, but fewer than silence is counted by.
        let losses = 0
        const lost = (): boolean => losses < UNANSWERED_PINGS - 1 && random.next().value === 0 && ++losses > 0
        const { replies, lines } = await roundTrip(texts, { lost, lostLine: lost })
        expect(replies).toEqual(texts.map(published))
        expect(lines).toEqual(texts)
      }),
      { numRuns: 60 },
    )
  })

  test('round-trips a megabyte of emoji exactly', async () => {
    const text = '🍣'.repeat(262_144)
    const { replies } = await roundTrip([text], { cuts: [1, 4_000, 12_288, 77], terminal: true })
    expect(replies).toEqual([published(text)])
  })

  test('writes nothing before the hello, and no line that a cooked terminal could lose', async () => {
    const { page, home, lines, timers } = connect(echo(), { terminal: true })
    const link = page.open({ account: {}, clock: 'lesson', origin: 0, seed: null })
    const reply = link.send(invoke('x'.repeat(50_000)))
    home.tell({ type: 'hello', abilities: { blocking: true, hooks: true, asyncContext: true, node: 'v24.0.0' } })
    await timers.pass(PING_EVERY_MS)
    expect(await reply).toEqual(published('x'.repeat(50_000)))
    expect(Math.max(...lines.map(line => line.length))).toBeLessThan(1_100)
  })

  test('gives what belongs to no message as console text, in order', async () => {
    const said: string[] = []
    const { start, wire, timers } = connect(echo(), { cuts: [7] }, { console: text => said.push(text) })
    const link = start()
    wire.output('before ')
    await Promise.all([link.send(invoke('あ')), timers.pass(PING_EVERY_MS)])
    wire.output('<behind> and much more than an opening is long')
    expect(said.join('').replace(/\s+/g, ' ')).toContain('before <behind> and')
  })

  test('tells how many runtimes were abandoned', async () => {
    const counts: number[] = []
    const { start, home, timers } = connect(echo(), {}, { abandoned: count => counts.push(count) })
    start()
    home.tell({ type: 'abandoned', count: 1 })
    home.tell({ type: 'abandoned', count: 2 })
    await timers.pass(100)
    expect(counts).toEqual([1, 2])
  })
})

describe('the link is lost', () => {
  test('after so many signs of life that were not answered, with all that is open', async () => {
    const lost: string[] = []
    const { start, page, wire, timers } = connect(echo(), {})
    const link = start()
    page.onLost(reason => lost.push(reason))
    await timers.pass(PING_EVERY_MS * UNANSWERED_PINGS * 3)
    expect(lost).toEqual([])
    wire.cut = true
    const open = expect(link.send({ type: 'idle', ms: 1 })).rejects.toThrow(/silent for 12 s/)
    await timers.pass(PING_EVERY_MS * (UNANSWERED_PINGS + 1))
    await open
    expect(lost).toEqual(['The process was silent for 12 s.'])
    await expect(link.send(invoke('x'))).rejects.toThrow(/silent/)
  })

  test('but not while parts of a long message arrive, however slowly', async () => {
    const lost: string[] = []
    const { start, page, wire, timers } = connect(echo(), {})
    start()
    page.onLost(reason => lost.push(reason))
    await timers.pass(PING_EVERY_MS)
    wire.cut = true
    for (const frame of framesOf(NONCE, 900, 'x'.repeat(PART_CHARACTERS * UNANSWERED_PINGS * 2))) {
      page.push(frame)
      await timers.pass(PING_EVERY_MS)
    }
    expect(lost).toEqual([])
    await timers.pass(PING_EVERY_MS * (UNANSWERED_PINGS + 1))
    expect(lost).toEqual(['The process was silent for 12 s.'])
  })

  test('when a command does not arrive', async () => {
    const { start, timers } = connect(
      echo(),
      { lostLine: n => n > 1 && n % 2 === 0 },
      {
        // Only files fail to be written: signs of life go on.
        writeFile: () => new Promise(() => {}),
      },
    )
    const link = start()
    await timers.pass(100)
    const open = expect(link.send(invoke('x'.repeat(2_000)))).rejects.toThrow(/did not arrive within 15 s|silent/)
    await timers.pass(ARRIVAL_MS + PING_EVERY_MS)
    await open
  })

  test.each([
    ['a deploy', { type: 'deploy', function: 'f', files: [] } as const, REPLY_MS],
    ['an invocation', invoke('x'), RUN_MS],
  ])('when %s is not answered in its time, and not before', async (_what, command, limit) => {
    const { start, timers } = connect({ ...echo(), execute: () => new Promise(() => {}) }, {})
    const link = start()
    let reason = ''
    link.send(command).catch(error => {
      reason = error.message
    })
    await timers.pass(limit - 1_000)
    expect(reason).toBe('')
    await timers.pass(2_000)
    expect(reason).toMatch(/not answered within/)
  })

  test('when a file cannot be written, with the reason', async () => {
    const { start, timers } = connect(echo(), {}, { writeFile: () => Promise.reject(new Error('ENOSPC')) })
    const link = start()
    const open = expect(link.send(invoke('x'.repeat(2_000)))).rejects.toThrow('A file could not be written: ENOSPC')
    await timers.pass(100)
    await open
  })

  test('when it is closed: the process is ended', async () => {
    let ended = 0
    const { start, timers } = connect(
      echo(),
      {},
      {
        end: async () => {
          ended++
        },
      },
    )
    const link = start()
    await timers.pass(100)
    await link.close()
    expect(ended).toBe(1)
    await expect(link.send(invoke('x'))).rejects.toThrow('The link was closed.')
  })
})
