/**
 * Vite plugin: what Node itself answers to the contract's probes, asked while the site is built, so that a browser's engines
 * can be held against it.
 */
import type { Plugin } from 'vite'
import { type Probe, probeText } from '../src/contract/as-node.ts'
import { ALL_PROBES, asRecord } from '../src/contract/built-in-cases.ts'

const VIRTUAL = 'virtual:warmstart-node-answers'
const RESOLVED = `\0${VIRTUAL}`

/** What this process gives: it is Node. */
export async function askNode(probe: Probe): Promise<Readonly<Record<string, unknown>>> {
  const address = `data:text/javascript,${encodeURIComponent(probeText(probe, `node:${probe.module}`))}`
  const { handler } = await import(/* @vite-ignore */ address)
  return asRecord(JSON.parse(JSON.stringify(await handler())))
}

export function nodeAnswers(): Plugin {
  return {
    name: 'warmstart-node-answers',
    resolveId: id => (id === VIRTUAL ? RESOLVED : null),
    async load(id) {
      if (id !== RESOLVED) return null
      const answers: Record<string, unknown> = {}
      for (const probe of ALL_PROBES) answers[probe.module] = await askNode(probe)
      return `export const nodeAnswers = ${JSON.stringify(answers)}`
    },
  }
}
