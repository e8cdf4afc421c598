/** The request as the curl command it stands for, and the buttons that send it and move time. */
import type { Session } from '../../session/session.ts'
import { message } from '../../ui/message.ts'
import { useStore } from '../../ui/use-store.ts'
import { sayIn } from '../texts.ts'
import { QueryBox, RequestForm } from './RequestForm.tsx'

const SKIPPED_MS = 900_000

interface Props {
  readonly session: Session
}

export function InvokeBar({ session }: Props) {
  const { locale } = session.subject
  const undeployed = useStore(session.$undeployed)
  return (
    <RequestForm session={session} class="invoke-bar" command={<Command session={session} />}>
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
    </RequestForm>
  )
}

function Command({ session }: Props) {
  const say = sayIn(session.subject.locale)
  return (
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
  )
}
