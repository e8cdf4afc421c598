import { describe, expect, test } from 'vitest'
import type { EmulatorEvent } from '../emulator/events.ts'
import { FollowedRun } from '../session/followed-run.ts'
import { FIRST } from './deck.ts'
import type { RoomMessage, Shared, TalkCommand } from './messages.ts'
import { type Channel, Room } from './room.ts'

const SHARED: Shared = { deck: FIRST, frozen: false, clock: { ms: 0, runs: false }, runs: [] }
const event = (seq: number): EmulatorEvent => ({ type: 'time-skipped', ms: 1, seq, time: seq })

/** Windows that hear each other at once; `lose` drops what it says yes to. */
class Windows {
  readonly #listeners = new Map<object, (message: unknown) => void>()
  lose: (message: RoomMessage) => boolean = () => false
  /** Ms that the talk has run since anything was shared. */
  passed = 0

  open() {
    const run = new FollowedRun({ begins: () => {}, seen: () => {} })
    const seen = { shared: [] as Shared[], files: {} as Record<string, string>, commands: [] as TalkCommand[], run }
    const channel: Channel = {
      post: message => {
        if (this.lose(message)) return
        const copy: unknown = structuredClone(message)
        for (const [owner, listener] of this.#listeners) if (owner !== channel) listener(copy)
      },
      listen: listener => this.#listeners.set(channel, listener),
    }
    const room = new Room(channel, {
      obey: command => seen.commands.push(command),
      showShared: shared => seen.shared.push(shared),
      upToDate: shared => ({ ...shared, clock: { ...shared.clock, ms: shared.clock.ms + this.passed } }),
      showFiles: files => Object.assign(seen.files, files),
      takeEvents: (number, events) => run.take(number, events),
    })
    return { room, seen, say: (message: unknown) => channel.post(message as RoomMessage) }
  }

  openLeader() {
    const leader = this.open()
    leader.room.lead()
    leader.room.share(SHARED)
    leader.room.shareFiles({ 'index.mjs': 'start' }, null)
    const tell = leader.room.beginRun()
    tell([event(1), event(2)])
    return { ...leader, tell }
  }
}

describe('the windows of a talk', () => {
  test('have commands obeyed once, by the one that leads, from whichever they come', () => {
    const windows = new Windows()
    const leader = windows.openLeader()
    const one = windows.open()
    const other = windows.open()
    one.room.command({ name: 'next' })
    leader.room.command({ act: 'invoke' })
    expect(leader.seen.commands).toEqual([{ name: 'next' }, { act: 'invoke' }])
    expect([...one.seen.commands, ...other.seen.commands]).toEqual([])
  })

  test('obey what was asked before it was known who leads', () => {
    const windows = new Windows()
    const first = windows.open()
    const second = windows.open()
    first.room.command({ name: 'next' })
    second.room.command({ name: 'blackout' })
    first.room.lead()
    first.room.share(SHARED)
    expect(new Set(first.seen.commands.map(command => 'name' in command && command.name))).toEqual(
      new Set(['next', 'blackout']),
    )
  })

  test('tell one that comes later everything', () => {
    const windows = new Windows()
    windows.openLeader()
    const late = windows.open()
    expect(late.seen.shared.at(-1)).toEqual(SHARED)
    expect(late.seen.files).toEqual({ 'index.mjs': 'start' })
    expect(late.seen.run.picture.seq).toBe(2)
  })

  test('tell the time of the talk as it is then, not as it was when last shared', () => {
    const windows = new Windows()
    windows.openLeader()
    windows.passed = 60_000
    expect(windows.open().seen.shared.at(-1)?.clock.ms).toBe(60_000)
  })

  test('end with the same list after a message was lost', () => {
    const windows = new Windows()
    const leader = windows.openLeader()
    const follower = windows.open()
    windows.lose = message => message.type === 'events'
    leader.tell([event(3)])
    windows.lose = () => false
    leader.tell([event(4)])
    expect(follower.seen.run.picture.seq).toBe(4)
  })

  test('begin anew together', () => {
    const windows = new Windows()
    const leader = windows.openLeader()
    const follower = windows.open()
    const tell = leader.room.beginRun()
    expect(follower.seen.run.picture.seq).toBe(0)
    // What comes late of the run before is of no run any more.
    leader.tell([event(3)])
    tell([event(1)])
    expect(follower.seen.run.picture.seq).toBe(1)
  })

  test('pass over what is no message of theirs', () => {
    const windows = new Windows()
    const leader = windows.openLeader()
    const stranger = windows.open()
    for (const message of [
      null,
      'next',
      { type: 'command' },
      { type: 'command', command: { name: 'eval' } },
      { type: 'command', command: { name: 'go', slide: 'x', step: 0 } },
    ]) {
      stranger.say(message)
    }
    stranger.say({ type: 'shared', shared: { ...SHARED, frozen: true } })
    expect(leader.seen.commands).toEqual([])
    expect(leader.room.shared).toEqual(SHARED)
  })

  test('go on under another that takes the lead, with what it was told', () => {
    const windows = new Windows()
    windows.openLeader()
    const heir = windows.open()
    heir.room.lead()
    expect(heir.room.shared).toEqual(SHARED)
    const tell = heir.room.beginRun()
    const late = windows.open()
    tell([event(1)])
    expect(late.seen.run.picture.seq).toBe(1)
  })
})
