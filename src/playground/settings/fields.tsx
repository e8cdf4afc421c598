/** Labelled controls, and what became of a command beside the button that sent it. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { CommandReply, Refusal } from '../../emulator/commands.ts'
import { localeOf } from '../../ui/locale.ts'
import { RefusalText } from '../RefusalText.tsx'

interface Labelled {
  readonly label: string
  /** What belongs into it. */
  readonly about?: string | undefined
  /** What is wrong with it. */
  readonly wrong?: string | null | undefined
}

interface TextProps extends Labelled {
  readonly value: string
  onChange(value: string): void
  /** True where digits are typed. */
  readonly numeric?: boolean
  /** Lines of a field that takes several. */
  readonly rows?: number
  readonly testId: string
}

export function TextField({ value, onChange, numeric = false, rows, testId, ...labelled }: TextProps) {
  const { id, notes, described } = notesOf(testId, labelled)
  const field = {
    id,
    value,
    'aria-describedby': described,
    'aria-invalid': labelled.wrong ? 'true' : undefined,
    'data-testid': testId,
    spellcheck: false,
    autocomplete: 'off',
    autocapitalize: 'off',
    onInput: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      onChange(currentTarget.value),
  } as const
  return (
    <p class="field">
      <label for={id}>{labelled.label}</label>
      {rows === undefined ? (
        <input type="text" inputMode={numeric ? 'numeric' : undefined} {...field} />
      ) : (
        <textarea rows={rows} {...field} />
      )}
      {notes}
    </p>
  )
}

interface ChoiceProps<T extends string> extends Labelled {
  readonly value: T
  readonly options: readonly T[]
  name(option: T): string
  onChange(value: T): void
  readonly testId: string
}

export function Choice<T extends string>({ value, options, name, onChange, testId, ...labelled }: ChoiceProps<T>) {
  const { id, notes, described } = notesOf(testId, labelled)
  return (
    <p class="field">
      <label for={id}>{labelled.label}</label>
      <select
        id={id}
        value={value}
        aria-describedby={described}
        data-testid={testId}
        onChange={event => {
          const chosen = options[event.currentTarget.selectedIndex]
          if (chosen !== undefined) onChange(chosen)
        }}
      >
        {options.map(option => (
          <option key={option} value={option}>
            {name(option)}
          </option>
        ))}
      </select>
      {notes}
    </p>
  )
}

/** Ids by name: those of Preact's own would be the same in each root of the page. */
function notesOf(testId: string, { about, wrong }: Labelled) {
  const id = `field-${testId}`
  const text = wrong ?? about
  const notes =
    text === undefined ? null : (
      <small id={`${id}-about`} class={wrong ? 'field-wrong' : undefined}>
        {text}
      </small>
    )
  return { id, notes, described: text === undefined ? undefined : `${id}-about` }
}

/** What became of the last command of a group. */
export type Result = { readonly said: string } | { readonly refusal: Refusal } | null

/** AWS's refusal in its own words with the mend, or that it was done. */
export function ResultLine({ result }: { readonly result: Result }) {
  return (
    <div role="status" class="result">
      {result !== null && 'said' in result && <p>{result.said}</p>}
      {result !== null && 'refusal' in result && (
        <p class="field-wrong">
          <RefusalText refusal={result.refusal} locale={localeOf(document.documentElement.lang)} />
        </p>
      )}
    </div>
  )
}

/** Keeps the result of a group's commands; `said` is the sentence for one that was carried out. */
export function useResult() {
  const [result, setResult] = useState<Result>(null)
  const take = (reply: CommandReply | null, said: string): void => {
    if (reply === null) setResult(null)
    else setResult(reply.ok ? { said } : { refusal: reply.refusal })
  }
  return { result, setResult, take }
}

interface GroupProps {
  readonly title: string
  readonly open?: boolean
  readonly testId: string
  readonly children: ComponentChildren
}

/** A group of controls that can be folded away. */
export function Group({ title, open = false, testId, children }: GroupProps) {
  return (
    <details class="group" open={open} data-testid={testId}>
      <summary>{title}</summary>
      <div class="group-body">{children}</div>
    </details>
  )
}
