/**
 * Reads what `shared-link.ts` wrote, or somebody else: bounded, and held against the scenario's schema. It never runs by
 * itself. A page calls this in a worker (`app/script-worker.ts`): its schemas are Zod's whole, which no page should load.
 */
import { readScenario } from '../scenario/read-scenario.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { LINK_PREFIX, LONGEST_LINK } from './shared-link.ts'

/** Bytes that a link may unfold to. */
const LARGEST_TEXT = 1_000_000
/** More of these are no lesson but a load. */
const MOST_STEPS = 500
const MOST_TOGETHER = 50

/** A link that cannot be opened; the message says why. */
export class WrongLink extends Error {
  override readonly name = 'WrongLink'
}

/** The scenario of an address: one function with its files. Throws {@link WrongLink}. */
export async function decodeLink(hash: string): Promise<Scenario> {
  if (!hash.startsWith(LINK_PREFIX)) throw new WrongLink('It does not begin as links of this site do.')
  if (hash.length > LONGEST_LINK) throw new WrongLink(`It is longer than ${LONGEST_LINK} characters.`)
  const text = await inflate(hash.slice(LINK_PREFIX.length))
  const scenario = readLinked(text)
  checkSize(scenario)
  return scenario
}

async function inflate(encoded: string): Promise<string> {
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, character => character.charCodeAt(0))
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
    return await readBounded(reader)
  } catch (error) {
    if (error instanceof WrongLink) throw error
    throw new WrongLink('It was cut or changed on its way.')
  }
}

/** Reads no further than allowed: a few bytes can unfold to gigabytes. */
async function readBounded(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.length
    if (size > LARGEST_TEXT) {
      await reader.cancel()
      throw new WrongLink(`It unfolds to more than ${LARGEST_TEXT} bytes.`)
    }
    text += decoder.decode(value, { stream: true })
  }
}

function readLinked(text: string): Scenario {
  try {
    return readScenario(text, 'link').scenario
  } catch (error) {
    throw new WrongLink(error instanceof Error ? error.message : String(error))
  }
}

function checkSize({ functions, steps }: Scenario): void {
  if (functions.length !== 1) throw new WrongLink('It holds several functions; a page studies one.')
  const actions = steps.flatMap(step => ('together' in step ? step.together : [step]))
  const deployed = actions.flatMap(({ action }) => (action.kind === 'deploy' ? [action.files] : []))
  const folders = [...functions.map(({ files }) => files), ...deployed].filter(({ kind }) => kind === 'folder')
  if (folders.length > 0) throw new WrongLink('It names a folder; a link carries its files.')
  if (actions.length > MOST_STEPS) throw new WrongLink(`It has more than ${MOST_STEPS} steps.`)
  if (steps.some(step => 'together' in step && step.together.length > MOST_TOGETHER)) {
    throw new WrongLink(`It does more than ${MOST_TOGETHER} things at once.`)
  }
}
