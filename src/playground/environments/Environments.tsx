/** Every execution environment as a card: what it remembers, what lies in its `/tmp`, what it does now. */

import type { EnvironmentPicture, Picture } from '../../emulator/folds/picture.ts'
import type { Session } from '../../session/session.ts'
import { message } from '../../ui/message.ts'
import { useStore } from '../../ui/use-store.ts'
import { type Say, sayIn } from '../texts.ts'
import { EnvironmentCard } from './EnvironmentCard.tsx'
import { LateDatabase } from './LateDatabase.tsx'
import { OutsideStore } from './OutsideStore.tsx'
import './environments.css'

/** Reclaimed environments that stay on the page: the last ones. */
const RECLAIMED_SHOWN = 2

export function Environments({ session }: { readonly session: Session }) {
  const picture = useStore(session.view.$picture)
  const { locale } = session.subject
  const say = sayIn(locale)
  const { shown, hidden } = chooseShown(picture.environments)
  return (
    <section class="environments" aria-labelledby="environments-title" data-testid="execution-environments">
      <header class="panel-title">
        <h2 id="environments-title">{message(locale, 'environments.region')}</h2>
        {picture.invocations.length > 0 && <span data-testid="counts">{countsText(picture, say)}</span>}
      </header>
      {picture.database !== null && <LateDatabase database={picture.database} say={say} />}
      <div class="cards">
        {shown.map(environment => (
          <EnvironmentCard
            key={environment.id}
            environment={environment}
            now={nowFor(environment, picture)}
            say={say}
          />
        ))}
        <Placeholder picture={picture} say={say} />
      </div>
      <OutsideStore session={session} />
      {hidden > 0 && <p class="cards-more">{say('more', { count: hidden })}</p>}
    </section>
  )
}

function chooseShown(all: readonly EnvironmentPicture[]): { shown: readonly EnvironmentPicture[]; hidden: number } {
  const reclaimed = all.filter(({ state }) => state === 'reclaimed')
  const dropped = new Set(reclaimed.slice(0, -RECLAIMED_SHOWN))
  return { shown: all.filter(environment => !dropped.has(environment)), hidden: dropped.size }
}

/** Time moves on for idle environments alone: others need no new card when it does. */
function nowFor(environment: EnvironmentPicture, picture: Picture): number {
  return environment.state === 'frozen' ? picture.now : environment.since
}

function countsText({ counts, invocations }: Picture, say: Say): string {
  const parts = [say('counts', { invocations: invocations.length, cold: counts.cold, warm: counts.warm })]
  if (counts.reset > 0) parts.push(say('countsReset', { reset: counts.reset }))
  if (counts.throttled > 0) parts.push(say('countsThrottled', { throttled: counts.throttled }))
  return parts.join('')
}

/** Where the next environment would stand; shown while there is at most one. */
function Placeholder({ picture, say }: { readonly picture: Picture; readonly say: Say }) {
  const alive = picture.environments.filter(({ state }) => state !== 'reclaimed').length
  if (alive > 1) return null
  const next = `env-${picture.environments.length + 1}`
  const text =
    picture.environments.length === 0 ? say('placeholderFirst') : alive === 1 ? say('placeholderNext', { next }) : null
  return text === null ? null : <p class="card-placeholder">{text}</p>
}
