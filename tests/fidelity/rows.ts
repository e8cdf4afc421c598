/** The rows of FIDELITY.md, read and checked: what Lambda does, how near we come, and what shows it. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import * as z from 'zod'
import { type EngineName, EXCEPTIONS } from '../scenarios/exceptions.ts'

/** Below the repository; paths in rows are relative to it. */
export const ROOT = new URL('../../', import.meta.url)

const text = z.string().min(1)

const mutation = z.strictObject({
  /** Source file, of those that a home is made of. */
  file: text.regex(/^src\/(emulator|guest|homes|link|sandboxes)\//),
  /** Text that occurs in it once. */
  find: text,
  /** What it becomes, so that the behaviour is switched off. */
  replace: z.string(),
})
export type Mutation = z.infer<typeof mutation>

const told = {
  /** Stable name, for links from elsewhere. */
  id: z.string().regex(/^[a-z0-9-]+$/),
  behaviour: text,
  /** Where it is known from: a letter for the kind of source (see the head of FIDELITY.md), then which one. */
  source: text.regex(/^[AVRWMSKU]\b/),
  confidence: z.enum(['high', 'med', 'low']),
}
const shown = {
  scenario: text.regex(/^(tests\/scenarios|lessons)\/.+\.yaml$/),
  mutation,
  /** What is reported, or not known, of the real WebContainer, where the double cannot show it. */
  container: text.optional(),
}

const row = z.discriminatedUnion('verdict', [
  z.strictObject({ ...told, verdict: z.literal('faithful'), ...shown }),
  z.strictObject({ ...told, verdict: z.literal('approximated'), ...shown, difference: text }),
  z.strictObject({ ...told, verdict: z.literal('not modelled'), difference: text }),
])
export type Row = z.infer<typeof row>
export type ShownRow = Exclude<Row, { verdict: 'not modelled' }>

const section = z.strictObject({ title: text, rows: z.array(row).min(1) })
export type Section = z.infer<typeof section>

/** A row of the comparison: what each peer does (Y, N, P, ? and a word), and the rows that tell what we do. */
const peerRow = z.strictObject({
  behaviour: text,
  peers: z.array(z.string()).length(7),
  rows: z.array(text).min(1),
  remark: text.optional(),
})
export type PeerRow = z.infer<typeof peerRow>

const document = z.strictObject({ sections: z.array(section).min(1) })
const comparison = z.strictObject({ rows: z.array(peerRow).min(1) })

/** The sections of `rows.yaml`. */
export const SECTIONS: readonly Section[] = document.parse(readYaml('rows.yaml')).sections

export const ROWS: readonly Row[] = SECTIONS.flatMap(({ rows }) => rows)

/** The rows of `peers.yaml`. */
export const PEER_ROWS: readonly PeerRow[] = comparison.parse(readYaml('peers.yaml')).rows

export const isShown = (row: Row): row is ShownRow => row.verdict !== 'not modelled'

/** Whether the row's scenario is replayed on the engine; the replay tests hold it to that. */
export const holdsOn = ({ scenario }: ShownRow, engine: EngineName): boolean =>
  !Object.hasOwn(EXCEPTIONS[engine], scenario)

function readYaml(name: string): unknown {
  return parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
}
