/** The log stream of the environment that answered last. Text, never HTML; long streams are cut at the front. */

import type { LogLine, Picture } from '../../emulator/folds/picture.ts'
import type { Session } from '../../session/session.ts'
import { message } from '../../ui/message.ts'
import { useStore } from '../../ui/use-store.ts'
import { type Say, sayIn } from '../texts.ts'
import './logs.css'

/** Lines and characters of a line that are put on the page. */
const LINES_SHOWN = 120
const LINE_CHARS_SHOWN = 2_000

export function Log({ session }: { readonly session: Session }) {
  const picture = useStore(session.view.$picture)
  const { locale } = session.subject
  const say = sayIn(locale)
  const environment = lastEnvironment(picture)
  return (
    <section class="log" aria-labelledby="log-title" data-testid="log">
      <header class="panel-title">
        <h2 id="log-title">{message(locale, 'log.region')}</h2>
        {environment !== undefined && <span>{environment.id}</span>}
      </header>
      {environment === undefined ? (
        <p class="log-empty">{say('noLog')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
        <div class="log-lines" tabIndex={0} role="log" aria-label={environment.id} aria-live="off" translate={false}>
          {environment.log.slice(-LINES_SHOWN).map(line => (
            <Line key={line.seq} line={line} say={say} />
          ))}
        </div>
      )}
    </section>
  )
}

function lastEnvironment({ environments, invocations }: Picture) {
  const id = invocations.findLast(({ environment }) => environment !== null)?.environment
  return environments.find(environment => environment.id === id)
}

function Line({ line, say }: { readonly line: LogLine; readonly say: Say }) {
  const text = line.line.slice(0, LINE_CHARS_SHOWN)
  const [word = ''] = line.source === 'platform' ? text.split(' ', 1) : ['']
  return (
    <p class={`log-line from-${line.source}`}>
      {word !== '' && <b>{word}</b>}
      {text.slice(word.length)}
      {line.line.length > LINE_CHARS_SHOWN && <em>{say('log.cut', { count: line.line.length })}</em>}
    </p>
  )
}
