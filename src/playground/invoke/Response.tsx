/** The answer to the last request, and the ones before it in short. */

import type { InvocationPicture } from '../../emulator/folds/picture.ts'
import type { Session } from '../../session/session.ts'
import { message } from '../../ui/message.ts'
import { useStore } from '../../ui/use-store.ts'
import { milliseconds } from '../figures.ts'
import { type Say, sayIn } from '../texts.ts'

/** Earlier answers that are listed. */
const EARLIER_SHOWN = 5
/** Characters of a body that are put on the page. */
const BODY_SHOWN = 20_000

interface Props {
  readonly session: Session
}

export function Response({ session }: Props) {
  const { invocations } = useStore(session.view.$picture)
  const { locale } = session.subject
  const say = sayIn(locale)
  const answered = invocations.filter(isAnswered)
  const last = answered.at(-1)
  const open = invocations.findLast(invocation => !isAnswered(invocation))
  return (
    <section
      class="response"
      aria-labelledby="response-title"
      data-testid="response"
      data-answered={answered.length}
      data-asked={invocations.length}
    >
      <header class="panel-title">
        <h2 id="response-title">{message(locale, 'response.region')}</h2>
        {last !== undefined && <span>{say('to', { request: requestText(last) })}</span>}
      </header>
      {last === undefined ? (
        <p class="answer-card empty">{open ? say('waiting', { ordinal: open.ordinal }) : say('noResponse')}</p>
      ) : (
        <Answer invocation={last} say={say} />
      )}
      {/* What another engine has that this one lacks is offered here; who puts engines together fills it. */}
      <div data-engine-offer />
      <Earlier invocations={answered.slice(0, -1)} say={say} />
    </section>
  )
}

const isAnswered = ({ ended, throttle }: InvocationPicture): boolean => ended !== null || throttle !== null

/** What was asked, as short as it can be said. */
export function requestText({ request }: InvocationPicture): string {
  return request.kind === 'url' ? request.url.replace(/^\/\?/, '?') : request.payload
}

function Answer({ invocation, say }: { readonly invocation: InvocationPicture; readonly say: Say }) {
  const body = bodyOf(invocation)
  return (
    <div class="answer-card">
      <p class="answer-status" data-testid="response-status">
        {statusLine(invocation, say)}
      </p>
      <pre class="answer-body" data-testid="response-body" translate={false}>
        {body.text.slice(0, BODY_SHOWN)}
      </pre>
      {body.length > BODY_SHOWN && <p class="answer-status">{say('cut', { count: body.length })}</p>}
      {invocation.ended?.functionError && (
        <pre class="answer-error" translate={false}>
          {errorText(invocation)}
        </pre>
      )}
    </div>
  )
}

function Earlier({ invocations, say }: { readonly invocations: readonly InvocationPicture[]; readonly say: Say }) {
  if (invocations.length === 0) return null
  return (
    <ol class="earlier" aria-label={say('earlier')} translate={false}>
      {invocations
        .slice(-EARLIER_SHOWN)
        .toReversed()
        .map(invocation => (
          <li key={invocation.requestId}>
            <span>{invocation.ordinal}</span>
            <span class="earlier-body">{bodyOf(invocation).text.slice(0, 200)}</span>
            <span>{invocation.start === null ? say('throttled') : say(`start.${invocation.start}`)}</span>
          </li>
        ))}
    </ol>
  )
}

const REASONS: Readonly<Record<number, string>> = { 200: 'OK', 429: 'Too Many Requests', 502: 'Bad Gateway' }

/** `200 OK · 1.08 ms · warm · env-1` */
export function statusLine({ ended, start, environment, throttle }: InvocationPicture, say: Say): string {
  const status = throttle === null ? (ended?.http?.status ?? 200) : 429
  const reason = REASONS[status]
  const parts = [reason === undefined ? String(status) : `${status} ${reason}`]
  if (ended !== null) parts.push(milliseconds(ended.durationMs))
  parts.push(start === null ? say('throttled') : say(`start.${start}`))
  if (environment !== null) parts.push(environment)
  return parts.join(' · ')
}

function bodyOf({ ended, throttle }: InvocationPicture): { readonly text: string; readonly length: number } {
  if (throttle !== null) return { text: throttle, length: throttle.length }
  return ended?.http?.body ?? ended?.payload ?? { text: '', length: 0 }
}

/** Type, message and stack of a failed invocation, as the Invoke API gives them. */
function errorText({ ended }: InvocationPicture): string {
  const payload = ended?.payload?.text ?? ''
  try {
    return JSON.stringify(JSON.parse(payload), null, 2)
  } catch {
    // Cut for the list: shown as it is.
    return payload
  }
}
