/** The report of `/diagnostics/` as Markdown: what a person copies into an issue. */
import { type Answered, type Checked, countOf, type EngineRun, type TriedEngine } from './outcome.ts'

/** What the report is made of. */
export interface Findings {
  readonly browser: string
  readonly page: string
  /** ISO time. */
  readonly time: string
  readonly isolated: boolean
  readonly engines: Readonly<Record<TriedEngine, EngineRun>>
  /** One sentence each; what the boot of the container came to. */
  readonly boot: readonly string[]
  readonly answers: readonly Answered[]
}

const NAMES: Readonly<Record<TriedEngine, string>> = {
  embedded: 'Embedded engine',
  'embedded-gated': 'Embedded engine without SharedArrayBuffer',
  webcontainer: 'WebContainer',
}

/** The slowest cases are told, so many. */
const SLOWEST = 5

/** The whole report. Engines that were not tried are told as such. */
export function reportText(findings: Findings): string {
  const head = [
    '# Warmstart diagnostics',
    '',
    `- Browser: ${findings.browser}`,
    `- Page: ${findings.page}`,
    `- Time: ${findings.time}`,
    `- Cross-origin isolated: ${findings.isolated ? 'yes' : 'no'}`,
  ]
  const { embedded, 'embedded-gated': gated, webcontainer } = findings.engines
  return [
    ...head,
    ...engineLines('embedded', embedded),
    ...engineLines('embedded-gated', gated),
    ...engineLines('webcontainer', webcontainer, findings.boot),
    ...answerLines(findings.answers),
    '',
  ].join('\n')
}

function engineLines(engine: TriedEngine, run: EngineRun, more: readonly string[] = []): string[] {
  const lines = ['', `## ${NAMES[engine]}`, '', ...more.map(line => `- ${line}`)]
  if (run.kind === 'waiting') return [...lines, '- Not tried.']
  const { pass, fail, known } = countOf(run.checked)
  const differing = run.checked.filter(({ outcome }) => outcome !== 'pass')
  return [
    ...lines,
    `- ${sentenceOf(run)}`,
    `- ${pass} passed, ${fail} failed, ${known} known to differ; ${seconds(run.checked)} s`,
    `- Slowest: ${slowest(run.checked)}`,
    ...differing.map(
      each =>
        `- ${each.outcome === 'fail' ? 'FAILED' : 'differs'}: ${each.group}: ${each.name}: ${oneLine(each.detail)}`,
    ),
  ]
}

function sentenceOf(run: Exclude<EngineRun, { kind: 'waiting' }>): string {
  if (run.kind === 'running') return `Ended on the way, after ${run.checked.length} of ${run.of}.`
  if (run.kind === 'failed') return `It failed: ${oneLine(run.reason)}`
  return `Started in ${Math.round(run.startMs)} ms; ${run.about}.`
}

function answerLines(answers: readonly Answered[]): string[] {
  if (answers.length === 0) return []
  const rows = answers.map(({ question, answer, ms }) => `| ${cell(question)} | ${cell(answer)} | ${Math.round(ms)} |`)
  return ['', '## What was asked of the container', '', '| Question | Answer | ms |', '| --- | --- | --- |', ...rows]
}

function slowest(checked: readonly Checked[]): string {
  const inOrder = checked.toSorted((one, other) => other.ms - one.ms).slice(0, SLOWEST)
  return inOrder.map(({ name, ms }) => `${name} (${Math.round(ms)} ms)`).join(', ')
}

const seconds = (checked: readonly Checked[]): string =>
  (checked.reduce((sum, { ms }) => sum + ms, 0) / 1_000).toFixed(1)
const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ')
const cell = (text: string): string => oneLine(text).replaceAll('|', '\\|')
