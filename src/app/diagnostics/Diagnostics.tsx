/** The views of `/diagnostics/`. */

import type { Locale } from '../../ui/locale.ts'
import { useStore } from '../../ui/use-store.ts'
import { sayEnginesIn } from '../engine-texts.ts'
import type { ContainerStage, Diagnosis } from './diagnosis.ts'
import './diagnostics.css'
import { sayDiagnosticsIn } from './diagnostics-texts.ts'
import { EngineResult } from './EngineResult.tsx'
import { Report } from './Report.tsx'

interface Props {
  readonly diagnosis: Diagnosis
  readonly locale: Locale
  /** Undefined where the build has no container. */
  readonly apiKey: string | null | undefined
}

export function Diagnostics({ diagnosis, locale, apiKey }: Props) {
  const runs = useStore(diagnosis.$runs)
  const busy = useStore(diagnosis.$busy)
  const say = sayDiagnosticsIn(locale)
  return (
    <>
      <div class="diagnostics-buttons">
        <button
          type="button"
          class="button"
          data-testid="test-embedded"
          aria-disabled={busy}
          onClick={() => void diagnosis.testEmbedded()}
        >
          {say(busy ? 'running' : 'run')}
        </button>
        {apiKey === undefined ? (
          <p>{say('container.none')}</p>
        ) : (
          <button
            type="button"
            class="button button-quiet"
            data-testid="test-container"
            aria-disabled={busy}
            onClick={() => void diagnosis.testContainer(apiKey)}
          >
            {say('container.run')}
          </button>
        )}
      </div>
      <Stage diagnosis={diagnosis} locale={locale} />
      {(['embedded', 'embedded-gated', 'webcontainer'] as const).map(engine => (
        <EngineResult key={engine} engine={engine} run={runs[engine]} locale={locale} />
      ))}
      <Answers diagnosis={diagnosis} locale={locale} />
      <Report diagnosis={diagnosis} locale={locale} />
    </>
  )
}

function Stage({ diagnosis, locale }: Omit<Props, 'apiKey'>) {
  const stage = useStore(diagnosis.$stage)
  const text = stageText(stage, locale)
  return text === null ? null : <p class="diagnostics-stage">{text}</p>
}

function stageText(stage: ContainerStage, locale: Locale): string | null {
  const say = sayDiagnosticsIn(locale)
  if (stage.kind === 'asking') return say('container.asking', { count: stage.count, of: stage.of })
  if (stage.kind === 'again') return say('container.again')
  if (stage.kind === 'idle' || stage.state.kind !== 'booting') return null
  const step = sayEnginesIn(locale)(`step.${stage.state.step}`)
  return say('container.booting', { seconds: Math.round(stage.state.elapsedMs / 1_000), step })
}

function Answers({ diagnosis, locale }: Omit<Props, 'apiKey'>) {
  const answers = useStore(diagnosis.$answers)
  const say = sayDiagnosticsIn(locale)
  if (answers.length === 0) return null
  return (
    <section>
      <h2>{say('answers')}</h2>
      <div class="diagnostics-table">
        <table data-testid="container-answers" lang="en">
          <thead lang={locale}>
            <tr>
              <th>{say('column.question')}</th>
              <th>{say('column.answer')}</th>
            </tr>
          </thead>
          <tbody>
            {answers.map(({ question, answer }) => (
              <tr key={question}>
                <th scope="row">{question}</th>
                <td class="diagnostics-answer">{answer}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
