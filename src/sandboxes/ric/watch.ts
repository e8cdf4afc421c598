/** What Linux tells of a process from outside: whether it only waits for a timer, and how much memory it holds. */
import { readdirSync, readFileSync } from 'node:fs'

/** Numbers of `epoll_wait` and `epoll_pwait`, in which libuv sleeps, and which argument is the time-out in ms. */
const SLEEPING_CALLS: Readonly<Record<string, readonly string[]>> = { x64: ['232', '281'], arm64: ['22'] }
const TIMEOUT_ARGUMENT = 4
const PAGE_BYTES = 4_096

/**
 * How long its event loop sleeps at most, ms, from when it fell asleep; Infinity without a time-out. Null where a thread
 * works, and where it is gone.
 */
export function timerSleep(pid: number): number | null {
  try {
    if (!threads(pid).every(thread => stateOf(`/proc/${pid}/task/${thread}/stat`) === 'S')) return null
    const call = readFileSync(`/proc/${pid}/syscall`, 'utf8').split(' ')
    if (!(SLEEPING_CALLS[process.arch] ?? []).includes(call[0] ?? '')) return null
    const timeout = Number(call[TIMEOUT_ARGUMENT])
    if (timeout === 0) return null
    return timeout < NEVER ? timeout : Number.POSITIVE_INFINITY
  } catch {
    return null
  }
}

/** -1 as the kernel shows it, and beyond. */
const NEVER = 2 ** 31

/** Processor ns its first thread has used; null when it is gone. */
export function processorNs(pid: number): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0])
  } catch {
    return null
  }
}

/** Bytes of memory it holds; 0 when it is gone. */
export function residentBytes(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES
  } catch {
    return 0
  }
}

/** Processor ns after which nobody waits any longer for a process to sleep: it has work without an end. */
const PATIENCE_NS = 200_000_000
/** Looks on end in which no thread works, though its event loop does not sleep: it blocks elsewhere, or is gone. */
const LOOKS_STILL = 20

/**
 * Waits until its event loop sleeps: what it had to do at once, and what was sent to it, is done. One that never comes to
 * that is waited for as long as it may work for it.
 */
export async function asleep(pid: number): Promise<void> {
  const began = processorNs(pid) ?? 0
  for (let still = 0; still < LOOKS_STILL; ) {
    await new Promise(resolve => setImmediate(resolve))
    if (timerSleep(pid) !== null || (processorNs(pid) ?? 0) - began > PATIENCE_NS) return
    still = works(pid) ? 0 : still + 1
  }
}

function works(pid: number): boolean {
  try {
    return threads(pid).some(thread => 'RD'.includes(stateOf(`/proc/${pid}/task/${thread}/stat`)))
  } catch {
    return false
  }
}

/** Waits until every thread of a process that got SIGSTOP stands. */
export async function stopped(pid: number): Promise<void> {
  for (;;) {
    try {
      if (threads(pid).every(thread => 'tTZX'.includes(stateOf(`/proc/${pid}/task/${thread}/stat`)))) return
    } catch {
      return
    }
    await new Promise(resolve => setImmediate(resolve))
  }
}

const threads = (pid: number): readonly string[] => readdirSync(`/proc/${pid}/task`)

/** The letter after the name, which stands in parentheses and may hold any character. */
function stateOf(path: string): string {
  const text = readFileSync(path, 'utf8')
  return text.charAt(text.lastIndexOf(')') + 2)
}
