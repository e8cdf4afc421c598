/** Sentences of the session beside the picture: a refusal, new code, an engine that stopped. */

import type { EngineNotice } from '../../emulator/sandbox.ts'
import type { SessionNotice } from '../../session/notice.ts'
import type { Session } from '../../session/session.ts'
import { useStore } from '../../ui/use-store.ts'
import { RefusalText } from '../RefusalText.tsx'
import { type Say, sayIn } from '../texts.ts'

export function Notice({ session }: { readonly session: Session }) {
  const notice = useStore(session.$notice)
  const { environments } = useStore(session.$picture)
  const say = sayIn(session.subject.locale)
  // What an environment missed that is gone says nothing of the engine that answers now.
  const living = environments.filter(({ state }) => state !== 'reclaimed')
  const ofEngine = living.flatMap(({ notices }) => notices.map(each => engineText(each, say)))
  const ofSession = notice === null || notice.kind === 'refused' ? [] : [sessionText(notice, say)]
  return (
    <div class="notices" role="status" data-testid="notices">
      {notice?.kind === 'refused' && (
        <p class="notice">
          <RefusalText refusal={notice.refusal} locale={session.subject.locale} />
        </p>
      )}
      {[...ofSession, ...new Set(ofEngine)].map(text => (
        <p key={text} class="notice">
          {text}
        </p>
      ))}
    </div>
  )
}

function sessionText(notice: Exclude<SessionNotice, { kind: 'refused' }>, say: Say): string {
  switch (notice.kind) {
    case 'engine-failed':
      return say('notice.engineFailed', { reason: notice.reason })
    case 'device-limit':
      return say('notice.deviceLimit', { limit: notice.limit })
    case 'deployed':
      return say('notice.deployed')
    case 'published':
      return say('notice.published', { version: notice.version })
    case 'provisioned': {
      const { version, count, failed } = notice
      return failed === null
        ? say('notice.provisioned', { version, count })
        : say('notice.provisioningFailed', { version, reason: failed })
    }
    case 'not-saved':
      return say('notice.notSaved')
  }
}

function engineText(notice: EngineNotice, say: Say): string {
  switch (notice.kind) {
    case 'missing-module':
      return say('notice.missingModule', { module: notice.module })
    case 'fetch-off':
      return say('notice.fetchOff', { host: notice.host })
    case 'foreign-error-texts':
      return say('notice.foreignErrors', { browser: notice.browser })
  }
}
