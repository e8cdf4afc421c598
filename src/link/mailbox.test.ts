import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMailbox, MailboxReader, MailboxWriter } from './mailbox.ts'

function build() {
  const memory = createMailbox()
  const taken: unknown[] = []
  const port: object[] = []
  const writer = new MailboxWriter(memory)
  const reader = new MailboxReader(memory, message => taken.push(message))
  const post = (message: object): void => {
    writer.note(message)
    port.push(message)
  }
  const deliver = (): void => {
    const message = port.shift()
    if (message !== undefined) reader.receive(message)
  }
  return { taken, port, post, deliver, reader }
}

describe('a mailbox', () => {
  test('gives what was posted before the port delivers it, and not again', () => {
    const { taken, post, deliver, reader } = build()
    post({ text: 'あ' })
    reader.readAhead()
    expect(taken).toEqual([{ text: 'あ' }])
    deliver()
    post({ n: 2 })
    deliver()
    reader.readAhead()
    expect(taken).toEqual([{ text: 'あ' }, { n: 2 }])
  })

  test('gives to one who watches what is noted, until the end, though the port delivers nothing', async () => {
    const memory = createMailbox()
    const writer = new MailboxWriter(memory)
    const taken = Promise.withResolvers<unknown>()
    const reader = new MailboxReader(memory, taken.resolve)
    const watched = reader.watch()
    writer.note({ n: 1 })
    expect(await taken.promise).toEqual({ n: 1 })
    reader.end()
    await watched
  })

  test('leaves what does not fit to the port, in its order', () => {
    const { taken, post, deliver, reader } = build()
    const large = { text: 'x'.repeat(300_000) }
    post(large)
    post({ n: 2 })
    reader.readAhead()
    expect(taken).toEqual([])
    deliver()
    reader.readAhead()
    expect(taken).toEqual([large, { n: 2 }])
    deliver()
    expect(taken).toHaveLength(2)
  })

  test('gives each message once and in order, however posting, delivering and looking alternate', () => {
    const step = fc.oneof(
      fc.nat(120_000).map(size => ({ size })),
      fc.constantFrom('deliver' as const, 'look' as const),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        const { taken, port, post, deliver, reader } = build()
        let posted = 0
        for (const each of steps) {
          if (each === 'deliver') deliver()
          else if (each === 'look') reader.readAhead()
          else post({ n: ++posted, text: 'y'.repeat(each.size) })
        }
        while (port.length > 0) deliver()
        expect(taken.map(message => Reflect.get(Object(message), 'n'))).toEqual(
          Array.from({ length: posted }, (_, index) => index + 1),
        )
      }),
    )
  })
})
