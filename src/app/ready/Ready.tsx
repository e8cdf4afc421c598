/** The view of `/ready/`: one button, three lines, and one sentence. */
import { useState } from 'preact/hooks'
import type { Locale } from '../../ui/locale.ts'
import './ready.css'
import { checkReady, type LineState, READY_LINES, type ReadyLine, type ReadyParts } from './ready-checks.ts'
import { problemOf, readyTexts } from './ready-texts.ts'

type Lines = Readonly<Record<ReadyLine, LineState>>

const IDLE: Lines = { runs: 'idle', keeps: 'idle', reaches: 'idle' }
/** A check, a cross, a ring: shapes, beside words, beside colours. */
const SHAPES = {
  ok: 'M4 12.5l5.5 5.5L20 7',
  problem: 'M6 6l12 12M18 6L6 18',
  idle: 'M12 5a7 7 0 1 0 .01 0',
  checking: 'M12 5a7 7 0 1 0 .01 0',
} as const

export function Ready({ parts, locale }: { readonly parts: ReadyParts; readonly locale: Locale }) {
  const [lines, setLines] = useState(IDLE)
  const [visit, setVisit] = useState<'new' | 'checking' | 'checked'>('new')
  const texts = readyTexts(locale)
  const check = async (): Promise<void> => {
    if (visit === 'checking') return
    setVisit('checking')
    await checkReady(parts, (line, state) => setLines(before => ({ ...before, [line]: state })))
    setVisit('checked')
  }
  const label = visit === 'checking' ? texts.checking : visit === 'checked' ? texts.again : texts.check
  return (
    <div class="ready" data-state={visit}>
      <button
        type="button"
        class="button"
        data-testid="check-this-browser"
        aria-disabled={visit === 'checking'}
        onClick={() => void check()}
      >
        {label}
      </button>
      <ul>
        {READY_LINES.map(line => (
          <Line key={line} state={lines[line]} text={texts.lines[line]} names={texts.states} testId={`ready-${line}`} />
        ))}
      </ul>
      <p class="ready-sentence" role="status" data-testid="ready-sentence">
        {visit === 'checked' ? sentenceOf(lines, locale) : ''}
      </p>
    </div>
  )
}

interface LineProps {
  readonly state: LineState
  readonly text: string
  readonly names: ReturnType<typeof readyTexts>['states']
  readonly testId: string
}

function Line({ state, text, names, testId }: LineProps) {
  const kind =
    problemOf(state) === null && (state === 'ok' || state === 'checking' || state === 'idle') ? state : 'problem'
  return (
    <li data-kind={kind} data-testid={testId}>
      <svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true">
        <path d={SHAPES[kind]} fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" />
      </svg>
      <span>{text}</span>
      <b>{names[kind]}</b>
    </li>
  )
}

/** One thing to do: the first line that is not green says it. */
function sentenceOf(lines: Lines, locale: Locale): string {
  const texts = readyTexts(locale)
  const problem = READY_LINES.map(line => problemOf(lines[line])).find(found => found !== null)
  return problem === undefined || problem === null ? texts.ready : texts.problems[problem]
}
