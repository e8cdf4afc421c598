/**
 * Plays and their approved histories: every event, every command that a sandbox got, every reply, and the picture at the
 * end, as text in `histories/`. A change of behaviour shows there and is read against lambda-semantics before it is
 * approved (`vitest run --project unit -u`).
 */
import { describe, expect, test } from 'vitest'
import { createClock } from './clock.ts'
import type { Command } from './commands.ts'
import { createEmulator } from './emulator.ts'
import type { EmulatorEvent } from './events.ts'
import { foldPicture } from './folds/extend-picture.ts'
import { createIds, seededRandom } from './ids.ts'
import { orderedFunction } from './ordered-function.ts'
import { PLAYS, type Play } from './plays.ts'
import { handTime, scriptedSandboxes } from './scripted-sandboxes.ts'

const ORIGIN = Date.UTC(2026, 10, 24)
/** Longer texts are told by their length. */
const TEXT_KEPT = 300

describe('histories', () => {
  test.each(Object.entries(PLAYS))('%s', async (name, play) => {
    await expect(await playedText(play)).toMatchFileSnapshot(`./histories/${fileName(name)}.txt`)
  })
})

const fileName = (name: string): string => name.replace(/[^a-z0-9]+/gi, '-').toLowerCase()

async function playedText(play: Play): Promise<string> {
  const lines: string[] = []
  const clock = createClock({ host: handTime(setImmediate), origin: ORIGIN, mode: 'stepping' })
  const script = orderedFunction()
  const sandboxes = scriptedSandboxes((command, report, runtime) => {
    lines.push(`    runtime ${runtime} < ${text(command)}`)
    script(command, report, runtime)
  })
  const { account = {}, platform = {} } = play
  const emulator = createEmulator({ clock, ids: createIds(seededRandom(1)), sandboxes, account, platform })
  const events: EmulatorEvent[] = []
  emulator.subscribe(event => {
    events.push(event)
    const { seq, time, type, ...body } = event
    lines.push(`  ${seq} +${(time - ORIGIN).toFixed(3)} ${type} ${text(body)}`)
  })
  const carryOut = async (command: Command): Promise<void> => {
    lines.push(`> ${text(command)}`)
    lines.push(`= ${text(await emulator.execute(command))}`)
  }
  for (const command of play.commands) await Promise.all([command].flat().map(carryOut))
  await emulator.close()
  const { environments, invocations, ...rest } = foldPicture(events)
  lines.push(`runtimes stopped: ${sandboxes.stopped.join(' ')}`, '', `picture ${text(rest)}`)
  for (const each of [...environments, ...invocations]) lines.push(text(each))
  lines.push('')
  return lines.join('\n')
}

const text = (value: unknown): string => JSON.stringify(value, shorten)

function shorten(key: string, value: unknown): unknown {
  // Told in full where variables are tested; each log line stands in its event.
  if (key === 'env' && typeof value === 'object') return `${Object.keys(value ?? {}).length} variables`
  if (key === 'log' && Array.isArray(value)) return value.map(line => Reflect.get(Object(line), 'seq') ?? line)
  // Told where something lies there.
  if (key === 'outside' && Array.isArray(value) && value.length === 0) return undefined
  if (key === 'database' && value === null) return undefined
  if (value instanceof Uint8Array) return `${value.length} bytes`
  if (value === Number.POSITIVE_INFINITY) return 'Infinity'
  if (typeof value !== 'string' || value.length <= TEXT_KEPT) return value
  return `${value.slice(0, 40)}… ${value.length} characters`
}
