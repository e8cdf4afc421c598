/** What came of one engine: counts, what failed, and every case with its time. */
import type { Locale } from '../../ui/locale.ts'
import { sayDiagnosticsIn } from './diagnostics-texts.ts'
import { type Checked, countOf, type EngineRun, type TriedEngine } from './outcome.ts'

interface Props {
  readonly engine: TriedEngine
  readonly run: EngineRun
  readonly locale: Locale
}

export function EngineResult({ engine, run, locale }: Props) {
  const say = sayDiagnosticsIn(locale)
  const checked = run.kind === 'waiting' ? [] : run.checked
  const failed = checked.filter(({ outcome }) => outcome === 'fail')
  return (
    <section class="diagnostics-engine" data-testid={`result-${engine}`} data-state={run.kind}>
      <h2>{say(`engine.${engine}`)}</h2>
      {run.kind === 'running' ? (
        <label>
          <progress max={run.of} value={checked.length} />
          <span>{say('progress', { count: checked.length, of: run.of })}</span>
        </label>
      ) : (
        <p role="status">{sentenceOf(run, locale)}</p>
      )}
      {failed.length > 0 && (
        <ul class="diagnostics-failures" lang="en">
          {failed.map(({ group, name, detail }) => (
            <li key={group + name}>
              <strong>
                {group}: {name}
              </strong>
              <code>{detail}</code>
            </li>
          ))}
        </ul>
      )}
      {checked.length > 0 && run.kind !== 'running' && <Cases checked={checked} locale={locale} />}
    </section>
  )
}

function sentenceOf(run: Exclude<EngineRun, { kind: 'running' }>, locale: Locale): string {
  const say = sayDiagnosticsIn(locale)
  if (run.kind === 'waiting') return say('waiting')
  const counts = say('counts', countOf(run.checked))
  return run.kind === 'failed'
    ? `${say('failed', { reason: run.reason })} ${run.checked.length > 0 ? counts : ''}`
    : counts
}

function Cases({ checked, locale }: { readonly checked: readonly Checked[]; readonly locale: Locale }) {
  const say = sayDiagnosticsIn(locale)
  return (
    <details>
      <summary>{say('cases', { count: checked.length })}</summary>
      <div class="diagnostics-table">
        <table>
          <thead>
            <tr>
              <th>{say('column.outcome')}</th>
              <th>{say('column.case')}</th>
              <th class="diagnostics-ms">{say('column.ms')}</th>
            </tr>
          </thead>
          <tbody>
            {checked.map(({ group, name, outcome, ms, detail }) => (
              <tr key={group + name}>
                <td data-outcome={outcome}>{say(`outcome.${outcome}`)}</td>
                <th scope="row" lang="en">
                  {group}: {name}
                  {outcome === 'known' && <span> ({detail})</span>}
                </th>
                <td class="diagnostics-ms">{Math.round(ms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
