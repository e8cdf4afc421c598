/** Reads and writes scenarios beside the page: the whole of Zod and YAML, and texts from anybody, stay off it. */
import { stringify } from 'yaml'
import type { Scenario } from '../scenario/scenario.ts'
import { decodeLink } from '../session/read-link.ts'
import type { Script } from '../session/script.ts'

/** What it is asked: to read the address of a link, or to write a script as YAML. */
export type ScriptQuestion = { readonly hash: string } | { readonly script: Script }

/** What it answers. */
export type ScriptAnswer =
  | { readonly kind: 'scenario'; readonly scenario: Scenario }
  | { readonly kind: 'yaml'; readonly yaml: string }
  | { readonly kind: 'wrong'; readonly reason: string }

addEventListener('message', async ({ data }: MessageEvent<ScriptQuestion>) => {
  postMessage(await answer(data))
})

async function answer(question: ScriptQuestion): Promise<ScriptAnswer> {
  try {
    if ('script' in question) return { kind: 'yaml', yaml: stringify(question.script, { lineWidth: 0 }) }
    return { kind: 'scenario', scenario: await decodeLink(question.hash) }
  } catch (error) {
    return { kind: 'wrong', reason: error instanceof Error ? error.message : String(error) }
  }
}
