/** Says politely, for those who do not see the picture, how each request went. */

import type { Session } from '../session/session.ts'
import { useStore } from '../ui/use-store.ts'
import { statusLine } from './invoke/Response.tsx'
import { sayIn } from './texts.ts'

export function Announcer({ session }: { readonly session: Session }) {
  const { invocations } = useStore(session.$picture)
  const say = sayIn(session.subject.locale)
  const last = invocations.findLast(({ ended, throttle }) => ended !== null || throttle !== null)
  const body = last?.ended?.http?.body.text.slice(0, 200) ?? ''
  return (
    <p class="visually-hidden" role="status" aria-live="polite">
      {last === undefined ? '' : `${last.ordinal}: ${statusLine(last, say)}. ${body}`}
    </p>
  )
}
