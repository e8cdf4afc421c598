/**
 * Where prose and playground stand one below the other, the answer to a request sent from the prose would be out of
 * sight: a bar at the foot of the prose shows the last one and leads to it.
 */
import type { Session } from '../session/session.ts'
import type { Locale } from '../ui/locale.ts'
import { message } from '../ui/message.ts'

type Invocation = ReturnType<Session['$picture']['get']>['invocations'][number]

/** Brings the bar to life; returns a function that lets go of it. */
export function attachAnswerBar(bar: HTMLElement, $picture: Session['$picture'], locale: Locale): () => void {
  const about = bar.querySelector('[data-about]')
  const body = bar.querySelector('[data-body]')
  const onClick = (): void => {
    document.querySelector('[data-testid="response"]')?.scrollIntoView({ block: 'start' })
  }
  bar.addEventListener('click', onClick)
  const release = $picture.subscribe(picture => {
    const last = picture.invocations.at(-1)
    bar.hidden = last === undefined
    if (last === undefined || about === null || body === null) return
    about.textContent = describe(last, locale)
    body.textContent = last.ended?.http?.body.text ?? ''
  })
  return () => {
    bar.removeEventListener('click', onClick)
    release()
  }
}

function describe({ ended, start, environment }: Invocation, locale: Locale): string {
  if (ended === null) return message(locale, 'answer.waiting')
  const status = ended.http?.status ?? ended.status
  return [status, start === null ? null : message(locale, `start.${start}`), environment].filter(Boolean).join(' · ')
}
