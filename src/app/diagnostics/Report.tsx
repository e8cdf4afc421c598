/** The report and its Copy button. */
import { useRef, useState } from 'preact/hooks'
import type { Locale } from '../../ui/locale.ts'
import { useStore } from '../../ui/use-store.ts'
import type { Diagnosis } from './diagnosis.ts'
import { sayDiagnosticsIn } from './diagnostics-texts.ts'
import { reportText } from './report.ts'

const ROWS = 12

export function Report({ diagnosis, locale }: { readonly diagnosis: Diagnosis; readonly locale: Locale }) {
  const engines = useStore(diagnosis.$runs)
  const answers = useStore(diagnosis.$answers)
  const boot = useStore(diagnosis.$boot)
  const busy = useStore(diagnosis.$busy)
  const area = useRef<HTMLTextAreaElement>(null)
  const [said, setSaid] = useState<'copied' | 'copy.failed' | null>(null)
  const say = sayDiagnosticsIn(locale)
  const nothing = Object.values(engines).every(({ kind }) => kind === 'waiting')
  if (busy || nothing) return null
  const text = reportText({
    browser: navigator.userAgent,
    page: location.href,
    time: new Date().toISOString(),
    isolated: crossOriginIsolated,
    engines,
    boot,
    answers,
  })
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('copied')
    } catch {
      // Not allowed here: the reader copies what is selected.
      area.current?.select()
      setSaid('copy.failed')
    }
  }
  return (
    <section>
      <h2 id="report-title">{say('report')}</h2>
      <p id="report-about">{say('report.about')}</p>
      <textarea
        ref={area}
        class="diagnostics-report"
        data-testid="report"
        lang="en"
        readOnly
        rows={ROWS}
        aria-labelledby="report-title"
        aria-describedby="report-about"
        value={text}
      />
      <div class="diagnostics-buttons">
        <button type="button" class="button" data-testid="copy-report" onClick={() => void copy()}>
          {say('copy')}
        </button>
        <span role="status">{said === null ? '' : say(said)}</span>
      </div>
    </section>
  )
}
