/** The playground's request as the command it stands for, and the buttons that send it and move time. */
import { useState } from 'preact/hooks'
import { parseDuration } from '../../scenario/durations.ts'
import type { Playground } from '../../session/playground.ts'
import { message } from '../../ui/message.ts'
import { useStore } from '../../ui/use-store.ts'
import { type SaySetting, saySettingsIn } from '../settings/texts.ts'
import { sayIn } from '../texts.ts'
import { QueryBox, RequestForm } from './RequestForm.tsx'

interface Props {
  readonly session: Playground
}

export function RequestBar({ session }: Props) {
  const { locale } = session.subject
  const say = saySettingsIn(locale)
  const { kind, times } = useStore(session.$draft)
  const command = kind === 'url' ? <UrlCommand session={session} /> : <EventCommand session={session} say={say} />
  return (
    <div class="invoke-bar">
      <RequestForm session={session} class="request-form" command={command} />
      <button type="button" class="button button-quiet" data-testid="deploy" onClick={() => session.deploy()}>
        {message(locale, 'invoke.deploy')}
      </button>
      <button
        type="button"
        class="button button-quiet"
        data-testid="invoke-many-at-once"
        onClick={() => session.invokeTwice()}
      >
        {say('many', { times })}
      </button>
      <Skip session={session} say={say} />
    </div>
  )
}

function UrlCommand({ session }: Props) {
  const { method } = useStore(session.$draft)
  const say = sayIn(session.subject.locale)
  return (
    <div class="curl" translate={false}>
      <span class="curl-short curl-always" aria-hidden="true">
        {method === 'GET' ? say('curl.short') : say('curl.short').replace('curl', `curl -X ${method}`)}
      </span>
      <QueryBox session={session} />
      <span aria-hidden="true">'</span>
    </div>
  )
}

function EventCommand({ session, say }: Props & { readonly say: SaySetting }) {
  const { event } = useStore(session.$draft)
  return (
    <div class="curl" translate={false} title={say('bar.event.edit')}>
      <span>{say('bar.event')}</span>
      <b class="curl-event">{`'${event.replaceAll(/\s+/g, ' ')}'`}</b>
    </div>
  )
}

/** Any time: 300ms, 2s, 15m, 2h. */
function Skip({ session, say }: Props & { readonly say: SaySetting }) {
  const [typed, setTyped] = useState('15m')
  const ms = parseDuration(typed.trim())
  const submit = (event: Event): void => {
    event.preventDefault()
    if (ms !== null) session.skip(ms)
  }
  return (
    <form class="skip" onSubmit={submit}>
      <input
        type="text"
        aria-label={say('skip.label')}
        aria-invalid={ms === null ? 'true' : undefined}
        title={ms === null ? say('skip.wrong') : undefined}
        data-testid="time-to-skip"
        value={typed}
        spellcheck={false}
        autocomplete="off"
        onInput={event => setTyped(event.currentTarget.value)}
      />
      <button type="submit" class="button button-quiet" data-testid="skip" disabled={ms === null}>
        {say('skip')}
      </button>
    </form>
  )
}
