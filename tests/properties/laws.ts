/** What holds of every history, whatever was asked. A law throws an `Error` that names the event it is broken at. */
import type { EmulatorEvent } from '../../src/emulator/events.ts'
import { byEnvironment, type History, noteOf } from './history.ts'

export type Law = (history: History) => void

/** Virtual ms by which the guest's whole-millisecond clock may differ from the time of an event. */
const CLOCK_GRAIN_MS = 1

function broken(event: EmulatorEvent, what: string): never {
  throw new Error(`${what} (event ${event.seq}: ${JSON.stringify(event)})`)
}

/** The law for the events of one environment, walked for each. */
const inEach =
  (walk: (events: History) => void): Law =>
  history => {
    for (const events of byEnvironment(history).values()) walk(events)
  }

const oneAtATime = inEach(events => {
  let running: string | null = null
  for (const event of events) {
    if (event.type === 'invocation-placed') {
      if (running !== null) broken(event, `placed while ${running} runs`)
      running = event.requestId
    } else if (event.type === 'invocation-ended') {
      if (running !== event.requestId) broken(event, `ended while ${running} runs`)
      running = null
    }
    const note = noteOf(event)
    if (note?.kind === 'handler' && note.busy > 0) broken(event, `${note.busy} other handlers are inside the runtime`)
  }
})

const moduleCodeOnce = inEach(events => {
  let inits = 0
  let resets = 0
  let ran = 0
  for (const event of events) {
    if (event.type === 'runtime-ended') resets++
    if (event.type === 'init-started') {
      inits++
      if (inits !== 1 && resets < inits - 1) broken(event, 'an init without a reset before it')
      if ((event.phase === 'init') !== (inits === 1)) broken(event, `init ${inits} in phase ${event.phase}`)
    }
    if (noteOf(event)?.kind === 'module' && ++ran > inits)
      broken(event, `module code ran ${ran} times in ${inits} inits`)
    if (event.type === 'init-ended' && ran !== inits) broken(event, `module code ran ${ran} times in ${inits} inits`)
  }
})

const moduleScopeStays = inEach(events => {
  let left: number | null = null
  for (const event of events) {
    if (event.type === 'init-started') left = null
    if (event.type === 'module-scope') {
      const shown = event.bindings.find(({ name }) => name === 'left')?.preview
      if (shown !== String(left)) broken(event, `"left" shows ${shown}, holds ${left}`)
    }
    const note = noteOf(event)
    if (note?.kind !== 'handler') continue
    if (note.seen !== left) broken(event, `the module scope held ${note.seen}, was left with ${left}`)
    left = note.mark
  }
})

const tmpStays = inEach(events => {
  const files = new Map<string, string>()
  const told = new Map<string, number>()
  for (const event of events) {
    if (event.type === 'tmp-changed' && event.change === 'deleted') told.delete(event.path)
    else if (event.type === 'tmp-changed') told.set(event.path, event.bytes)
    const note = noteOf(event)
    if (note?.kind === 'handler') checkSame(event, 'the function sees in /tmp', Object.entries(note.tmp), files)
    if (note?.kind === 'tmp' && note.text === null) files.delete(note.file)
    else if (note?.kind === 'tmp' && note.text !== null) files.set(note.file, note.text)
    if (note?.kind === 'append') files.set(note.file, (files.get(note.file) ?? '') + note.text)
    if (note?.kind === 'read' && note.text !== (files.get(note.file) ?? null)) {
      broken(event, `the function reads ${note.text}, written was ${files.get(note.file)}`)
    }
    if (event.type !== 'invocation-ended') continue
    const sizes = [...files].map(([file, text]) => [`/tmp/${file}`, Buffer.byteLength(text)] as const)
    checkSame(event, 'the events tell of /tmp', told, new Map(sizes))
  }
})

function checkSame<T>(
  event: EmulatorEvent,
  whose: string,
  seen: Iterable<readonly [string, T]>,
  written: ReadonlyMap<string, T>,
): void {
  const text = (entries: Iterable<readonly [string, T]>): string => JSON.stringify([...entries].sort())
  if (text(seen) !== text(written)) broken(event, `${whose} ${text(seen)}, written was ${text(written)}`)
}

/** Events that only running code can cause. */
const OF_CODE: readonly EmulatorEvent['type'][] = ['tmp-changed', 'module-scope', 'late-work', 'notice']

const frozenMeansFrozen = inEach(events => {
  let frozen = false
  for (const event of events) {
    if (event.type === 'frozen') frozen = true
    if (event.type === 'thawed' || event.type === 'init-started') frozen = false
    const ofCode = OF_CODE.includes(event.type) || (event.type === 'log' && event.source === 'function')
    if (frozen && ofCode) broken(event, 'code ran while frozen')
  }
})

/** The guest's own clock shows no time in which it was frozen: it goes on where a phase begins and ends with it. */
const guestTimeFits = inEach(events => {
  let earliest = 0
  for (const event of events) {
    if (event.type === 'init-started') earliest = Math.floor(event.time)
    if (event.type === 'thawed') earliest = Math.max(earliest, Math.floor(event.time))
    const isEnd = event.type === 'init-ended' || event.type === 'invocation-ended'
    if (isEnd && event.status !== 'timeout' && event.time + CLOCK_GRAIN_MS < earliest) {
      broken(event, `the guest's clock said ${earliest} before`)
    }
    const note = noteOf(event)
    if (note === null) continue
    if (note.now < earliest) broken(event, `the guest's clock says ${note.now}, it was ${earliest} before`)
    earliest = note.now
  }
})

/** Timers left behind run once, in order of due time, none early, and before the next handler where they are due. */
const timersKeepTheirTurn = inEach(events => {
  const waiting = new Map<string, number>()
  let lastFired = 0
  for (const event of events) {
    if (event.type === 'init-started') waiting.clear()
    const note = noteOf(event)
    if (note?.kind === 'set') waiting.set(note.timer, note.due)
    if (note?.kind === 'handler') checkNoneOverdue(event, note.now, waiting)
    if (note?.kind !== 'fired') continue
    if (!waiting.delete(note.timer)) broken(event, `timer ${note.timer} fires that was not waiting`)
    if (note.now + CLOCK_GRAIN_MS < note.due) broken(event, `timer ${note.timer} fires before it is due`)
    if (note.due + CLOCK_GRAIN_MS < lastFired) broken(event, `timer ${note.timer} fires after one due at ${lastFired}`)
    lastFired = note.due
  }
})

function checkNoneOverdue(event: EmulatorEvent & { time: number }, now: number, waiting: ReadonlyMap<string, number>) {
  // What became due while others fired at the thaw has its turn in the handler's first wait.
  for (const [timer, due] of waiting) {
    if (due < now - OVERDUE_GRACE_MS) broken(event, `timer ${timer} was due at ${due} and has not fired`)
  }
}

/** Virtual ms of running that a machine under load may need between the thaw and the handler. */
const OVERDUE_GRACE_MS = 1_000

const reservationHolds: Law = history => {
  let reserved: number | null = null
  const running = new Set<string>()
  for (const event of history) {
    if (event.type === 'concurrency-reserved') reserved = event.concurrency
    if (event.type === 'invocation-ended') running.delete(event.requestId)
    if (event.type !== 'invocation-placed') continue
    if (reserved !== null && running.size >= reserved) broken(event, `${running.size} run, ${reserved} are reserved`)
    running.add(event.requestId)
  }
}

const listIsWhole: Law = history => {
  for (const [index, event] of history.entries()) {
    if (event.seq !== index + 1) broken(event, `number ${index + 1} is missing`)
    if (event.time < (history[index - 1]?.time ?? 0)) broken(event, 'time went back')
  }
}

const counterCounts = inEach(events => {
  let served = 0
  for (const event of events) {
    if (event.type === 'init-started') served = 0
    const note = noteOf(event)
    if (note?.kind !== 'handler') continue
    served++
    if (note.served !== undefined && note.served !== served) broken(event, `${served} were served since the init`)
  }
})

/** A line that code left behind writes at a thaw, before the next handler, still carries the request id before. */
const lateLinesAreOfBefore = inEach(events => {
  let before: string | null = null
  for (const event of events) {
    if (event.type === 'init-started') before = null
    const note = noteOf(event)
    if (event.type !== 'log' || note === null) continue
    const [, requestId = null] = event.line.split('\t')
    if (note.kind === 'handler') before = requestId
    else if (note.kind === 'fired' && before !== null && requestId !== before)
      broken(event, `a late line that is not of ${before}`)
  }
})

/** Virtual ms by which printing rounds a duration. */
const PRINTED_GRAIN_MS = 0.005

const billedIsCeil: Law = history => {
  for (const event of history) {
    if (event.type !== 'invocation-ended') continue
    const { billedDurationMs: billed, durationMs, initDurationMs } = event
    const exact = durationMs + (initDurationMs ?? 0)
    const isCeil = Number.isInteger(billed) && billed >= exact - PRINTED_GRAIN_MS && billed < exact + 1
    if (!isCeil) broken(event, `${billed} ms are billed for ${exact}`)
  }
}

/** Every law by the sentence it enforces. */
export const LAWS: Readonly<Record<string, Law>> = {
  'one environment never runs two invocations at once': oneAtATime,
  'module code runs once per environment and once per reset': moduleCodeOnce,
  'what an invocation leaves in module scope the next one sees, unless a reset lies between': moduleScopeStays,
  '/tmp of an environment loses only what the function deleted': tmpStays,
  'no code of the function runs while its environment is frozen': frozenMeansFrozen,
  'the clock of a guest never turns back and agrees with the events': guestTimeFits,
  'timers left behind fire once, in order of due time, before the next handler': timersKeepTheirTurn,
  'a counter in module scope counts the invocations served since the init': counterCounts,
  'a late line carries the request id before': lateLinesAreOfBefore,
  'billed is the duration, rounded up': billedIsCeil,
  'never more run than are reserved': reservationHolds,
  'events are numbered without gaps and time never falls': listIsWhole,
}

/** Tells which of the laws a history breaks, each with what broke it. */
export const brokenLaws =
  (laws: Readonly<Record<string, Law>>) =>
  (history: History): readonly string[] =>
    Object.entries(laws).flatMap(([sentence, law]) => {
      try {
        law(history)
        return []
      } catch (error) {
        return [`${sentence}: ${String(error)}`]
      }
    })
