/** The request as the curl command it stands for, and the buttons that send it and move time. */

import type { Session } from '../../session/session.ts'
import { message } from '../../ui/message.ts'
import { useStore } from '../../ui/use-store.ts'
import { sayIn } from '../texts.ts'
import { keyNames } from './keys.ts'
import './invoke.css'

const SKIPPED_MS = 900_000

interface Props {
  readonly session: Session
}

export function InvokeBar({ session }: Props) {
  const { locale } = session.subject
  const say = sayIn(locale)
  const undeployed = useStore(session.$undeployed)
  const submit = (event: Event): void => {
    event.preventDefault()
    session.invoke()
  }
  return (
    <form class="invoke-bar" aria-label={message(locale, 'invoke.region')} onSubmit={submit}>
      <div class="curl" translate={false}>
        <span class="curl-long" aria-hidden="true">
          {say('curl.before')}
        </span>
        <span class="curl-short" aria-hidden="true">
          {say('curl.short')}
        </span>
        <QueryBox session={session} />
        <span aria-hidden="true">'</span>
      </div>
      <button type="submit" class="button" data-testid="invoke">
        {message(locale, 'invoke.button')}
        <span class="key" aria-hidden="true">
          {keyNames().invoke}
        </span>
      </button>
      {undeployed && (
        <button type="button" class="button button-quiet" data-testid="deploy" onClick={() => session.deploy()}>
          {message(locale, 'invoke.deploy')}
        </button>
      )}
      <button
        type="button"
        class="button button-quiet"
        data-testid="invoke-twice-at-once"
        onClick={() => session.invokeTwice()}
      >
        {message(locale, 'invoke.twice')}
      </button>
      <button
        type="button"
        class="button button-quiet"
        data-testid="skip-15-minutes"
        onClick={() => session.skip(SKIPPED_MS)}
      >
        {message(locale, 'invoke.skip')}
      </button>
    </form>
  )
}

export function QueryBox({ session }: Props) {
  const query = useStore(session.$query)
  return (
    <input
      class="query"
      type="text"
      data-testid="query-string"
      aria-label={message(session.subject.locale, 'invoke.query')}
      value={query}
      placeholder="?"
      spellcheck={false}
      autocomplete="off"
      autocapitalize="off"
      onInput={event => session.$query.set(event.currentTarget.value)}
      onKeyDown={keepConversion}
    />
  )
}

/** The Enter that ends an input method's conversion is no Enter: some browsers report it only by the old key code. */
function keepConversion(event: KeyboardEvent): void {
  if (event.key === 'Enter' && isConverting(event)) event.preventDefault()
}

/** Key code of any key that an input method takes for itself. */
const CONVERTING_KEY_CODE = 229

export function isConverting(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === CONVERTING_KEY_CODE
}
