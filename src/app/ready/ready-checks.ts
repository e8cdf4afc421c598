/** What a workshop needs of a participant's browser, tried for real: three checks, each with what to do where it does not hold. */
import type { Command, CommandResult, InvocationResult } from '../../emulator/commands.ts'
import type { Engine } from '../../link/engine.ts'
import type { Link } from '../../link/link.ts'
import { withinMs } from '../within.ts'

/** The lines of the page, in their order. */
export const READY_LINES = ['runs', 'keeps', 'reaches'] as const
export type ReadyLine = (typeof READY_LINES)[number]

/** Why a line is not green; the page says what to do. */
export type ReadyProblem = 'no-engine' | 'not-kept' | 'unreachable' | 'not-stored'

export type LineState = 'idle' | 'checking' | 'ok' | ReadyProblem

/** What the checks are given from outside. */
export interface ReadyParts {
  /** A fresh engine, as a lesson starts it. */
  engine(): Promise<Engine>
  /** Addresses of the workshop's pages. */
  readonly pages: readonly string[]
  /** Whether the page at the address came. Rejects where nothing answers. */
  fetchPage(address: string): Promise<boolean>
  /** The browser's storage; throws where there is none. */
  storage(): Pick<Storage, 'setItem' | 'getItem' | 'removeItem'>
}

/** Nothing takes so long on a device that is fit, ms. */
const ENGINE_MS = 30_000
/** Lambda's idle time after which the page's environments are gone, with room, ms. */
const LONG_MS = 900_000
const KEY = 'warmstart.ready'

interface EngineLines {
  readonly runs: LineState
  readonly keeps: LineState
}

const NO_ENGINE: EngineLines = { runs: 'no-engine', keeps: 'no-engine' }

/** Counts in module scope, leaves a file and a timer behind. */
const CODE = `import fs from 'node:fs'
let requests = 0
let ticks = 0
export const handler = async () => {
  const kept = fs.existsSync('/tmp/ready')
  fs.writeFileSync('/tmp/ready', 'kept')
  if (requests++ === 0) setInterval(() => ticks++, 10)
  return { requests, kept, ticks }
}`

/** Runs the checks one after another; `tell` hears of each line. */
export async function checkReady(parts: ReadyParts, tell: (line: ReadyLine, state: LineState) => void): Promise<void> {
  for (const line of READY_LINES) tell(line, 'checking')
  const found = await withEngine(parts)
  tell('runs', found.runs)
  tell('keeps', found.keeps)
  tell('reaches', await reaches(parts))
}

async function withEngine(parts: ReadyParts): Promise<EngineLines> {
  let engine: Engine | null = null
  try {
    engine = await parts.engine()
    return (await withinMs(ENGINE_MS, tryFunction(await engine.start()))) ?? NO_ENGINE
  } catch {
    // Why is for /diagnostics/; here it is said what to do.
    return NO_ENGINE
  } finally {
    await engine?.dispose()
  }
}

async function tryFunction(link: Link): Promise<EngineLines> {
  await send(link, { type: 'deploy', function: 'ready', files: [{ path: 'index.mjs', text: CODE }] })
  const first = await invoke(link)
  if (first.start !== 'cold' || answerOf(first)['requests'] !== 1) return NO_ENGINE
  const second = await invoke(link)
  const { requests, kept, ticks } = answerOf(second)
  await send(link, { type: 'idle', ms: LONG_MS, skip: true })
  const third = await invoke(link)
  const keeps = second.start === 'warm' && requests === 2 && kept === true && Number(ticks) <= 1
  const loses = third.start === 'cold' && answerOf(third)['kept'] === false
  return { runs: 'ok', keeps: keeps && loses ? 'ok' : 'not-kept' }
}

async function reaches({ pages, fetchPage, storage }: ReadyParts): Promise<LineState> {
  try {
    const came = await Promise.all(pages.map(fetchPage))
    if (came.includes(false)) return 'unreachable'
  } catch {
    return 'unreachable'
  }
  try {
    const store = storage()
    store.setItem(KEY, 'kept')
    const kept = store.getItem(KEY) === 'kept'
    store.removeItem(KEY)
    return kept ? 'ok' : 'not-stored'
  } catch {
    // Switched off, or full.
    return 'not-stored'
  }
}

async function invoke(link: Link): Promise<InvocationResult> {
  const request = { kind: 'event', payload: '{}', invocationType: 'RequestResponse' } as const
  const result = await send(link, { type: 'invoke', function: 'ready', request })
  if (result.type !== 'invocation') throw new Error(`An invocation was answered as ${result.type}.`)
  return result.invocation
}

async function send(link: Link, command: Command): Promise<CommandResult> {
  const reply = await link.send(command)
  if (!reply.ok) throw new Error(reply.refusal.message)
  return reply.result
}

function answerOf({ payload }: InvocationResult): Record<string, unknown> {
  const answer: unknown = JSON.parse(payload ?? 'null')
  return typeof answer === 'object' ? { ...answer } : {}
}
