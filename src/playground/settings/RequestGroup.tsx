/** The request: to the function URL with method, headers and body, or to the Invoke API with an event. */
import { MOST_AT_ONCE, wrongHeaders } from '../../session/draft.ts'
import type { Playground } from '../../session/playground.ts'
import { useStore } from '../../ui/use-store.ts'
import { Choice, Group, TextField } from './fields.tsx'
import type { SaySetting } from './texts.ts'

const KINDS = ['url', 'event'] as const
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']
const TYPES = ['RequestResponse', 'Event', 'DryRun'] as const

interface Props {
  readonly session: Playground
  readonly say: SaySetting
}

export function RequestGroup({ session, say }: Props) {
  const draft = useStore(session.$draft)
  const versions = useStore(session.$versions)
  return (
    <Group title={say('request')} testId="request" open>
      <Choice
        label={say('kind')}
        value={draft.kind}
        options={KINDS}
        name={kind => say(`kind.${kind}`)}
        onChange={kind => session.draft({ kind })}
        testId="request-kind"
      />
      {draft.kind === 'url' ? <UrlFields session={session} say={say} /> : <EventFields session={session} say={say} />}
      <div class="field-row">
        <Choice
          label={say('qualifier')}
          value={draft.qualifier}
          options={['', ...versions]}
          name={version => (version === '' ? say('qualifier.latest') : version)}
          onChange={qualifier => session.draft({ qualifier })}
          testId="qualifier"
        />
        <TextField
          label={say('times')}
          value={String(draft.times)}
          numeric
          onChange={typed => {
            const times = Number(typed)
            if (Number.isInteger(times) && times >= 1) session.draft({ times: Math.min(times, MOST_AT_ONCE) })
          }}
          testId="times"
        />
      </div>
    </Group>
  )
}

function UrlFields({ session, say }: Props) {
  const { method, headers, body } = useStore(session.$draft)
  const wrong = wrongHeaders(headers)
  return (
    <>
      <Choice
        label={say('method')}
        value={method}
        options={METHODS}
        name={each => each}
        onChange={chosen => session.draft({ method: chosen })}
        testId="method"
      />
      <TextField
        label={say('headers')}
        about={say('headers.form')}
        wrong={wrong.length > 0 ? say('headers.wrong', { lines: wrong.join(', ') }) : null}
        rows={2}
        value={headers}
        onChange={typed => session.draft({ headers: typed })}
        testId="headers"
      />
      <TextField
        label={say('body')}
        rows={2}
        value={body}
        onChange={typed => session.draft({ body: typed })}
        testId="body"
      />
    </>
  )
}

function EventFields({ session, say }: Props) {
  const { event, invocationType, tenantId } = useStore(session.$draft)
  return (
    <>
      <TextField
        label={say('event')}
        wrong={isJson(event) ? null : say('event.wrong')}
        rows={4}
        value={event}
        onChange={typed => session.draft({ event: typed })}
        testId="event"
      />
      <Choice
        label={say('type')}
        value={invocationType}
        options={TYPES}
        name={type => say(`type.${type}`)}
        onChange={type => session.draft({ invocationType: type })}
        testId="invocation-type"
      />
      <TextField
        label={say('tenantId')}
        value={tenantId}
        onChange={typed => session.draft({ tenantId: typed })}
        testId="tenant-id"
      />
    </>
  )
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    // Said beside the field.
    return false
  }
}
