/** The living half of a slide: what the playground shows of the function, at projector size, and the last answer. */
import type { InvocationPicture } from '../emulator/folds/picture.ts'
import { Environments } from '../playground/environments/Environments.tsx'
import { requestText } from '../playground/invoke/Response.tsx'
import { Timeline } from '../playground/timeline/Timeline.tsx'
import { deckText } from '../presenter/texts.ts'
import type { Session } from '../session/session.ts'
import { useStore } from '../ui/use-store.ts'

/** Characters of an answer that fit on the line. */
const ANSWER_SHOWN = 90

export function DeckPicture({ session }: { readonly session: Session }) {
  return (
    <>
      <Environments session={session} />
      <Timeline session={session} />
    </>
  )
}

export function DeckAnswer({ session }: { readonly session: Session }) {
  const { invocations } = useStore(session.$picture)
  const { locale } = session.subject
  const last = invocations.findLast(({ ended, throttle }) => ended !== null || throttle !== null)
  return (
    <p class="deck-answer" role="status" aria-label={deckText(locale, 'answer')} data-testid="deck-answer">
      {last === undefined ? <span>{deckText(locale, 'noAnswer')}</span> : <Exchange invocation={last} />}
    </p>
  )
}

function Exchange({ invocation }: { readonly invocation: InvocationPicture }) {
  const { ended, throttle, start } = invocation
  const body = throttle ?? ended?.http?.body.text ?? ended?.payload?.text ?? ''
  return (
    <>
      <span translate={false}>{requestText(invocation)}</span> →{' '}
      {ended?.http != null && <span>{ended.http.status} </span>}
      <b class={start ?? 'throttled'} translate={false}>
        {body.slice(0, ANSWER_SHOWN)}
      </b>
    </>
  )
}
