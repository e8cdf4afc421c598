/** The form that sends a request: the command it stands for, Invoke, and what a page puts beside it. */
import type { ComponentChildren } from 'preact'
import type { Session } from '../../session/session.ts'
import { message } from '../../ui/message.ts'
import { useStore } from '../../ui/use-store.ts'
import { isConverting, keyNames } from './keys.ts'
import './invoke.css'

interface Props {
  readonly session: Session
  readonly class: string
  readonly command: ComponentChildren
  readonly children?: ComponentChildren
}

export function RequestForm({ session, class: className, command, children }: Props) {
  const { locale } = session.subject
  const submit = (event: Event): void => {
    event.preventDefault()
    session.invoke()
  }
  return (
    <form class={className} aria-label={message(locale, 'invoke.region')} onSubmit={submit}>
      {command}
      <button type="submit" class="button" data-testid="invoke">
        {message(locale, 'invoke.button')}
        <span class="key" aria-hidden="true">
          {keyNames().invoke}
        </span>
      </button>
      {children}
    </form>
  )
}

export function QueryBox({ session }: { readonly session: Session }) {
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

/** The Enter that ends an input method's conversion is no Enter. */
function keepConversion(event: KeyboardEvent): void {
  if (event.key === 'Enter' && isConverting(event)) event.preventDefault()
}
