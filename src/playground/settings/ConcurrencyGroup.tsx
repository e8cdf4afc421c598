/** Reserved concurrency, versions, provisioned concurrency. */
import { useState } from 'preact/hooks'
import type { Playground } from '../../session/playground.ts'
import { useStore } from '../../ui/use-store.ts'
import { Choice, Group, ResultLine, TextField, useResult } from './fields.tsx'
import type { SaySetting } from './texts.ts'

interface Props {
  readonly session: Playground
  readonly say: SaySetting
}

export function ConcurrencyGroup(props: Props) {
  return (
    <Group title={props.say('concurrency')} testId="concurrency">
      <Reservation {...props} />
      <Versions {...props} />
      <Provisioning {...props} />
    </Group>
  )
}

/** The number that was typed; null for nothing, NaN for anything else. */
const numberOf = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed))

function Reservation({ session, say }: Props) {
  const reserved = useStore(session.$reserved)
  const [typed, setTyped] = useState<string | null>(null)
  const { result, take } = useResult()
  const text = typed ?? (reserved === null ? '' : String(reserved))
  const wanted = numberOf(text)
  const apply = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (Number.isNaN(wanted)) return
    take(await session.reserve(wanted), say(wanted === null ? 'reserve.deleted' : 'reserve.done'))
  }
  return (
    <form onSubmit={event => void apply(event)}>
      <TextField
        label={say('reserved')}
        about={say('reserved.none')}
        wrong={Number.isNaN(wanted) ? say('number') : null}
        value={text}
        numeric
        onChange={setTyped}
        testId="reserved-concurrency"
      />
      <button type="submit" class="button button-quiet" data-testid="reserve">
        {say('reserve')}
      </button>
      <ResultLine result={result} />
    </form>
  )
}

function Versions({ session, say }: Props) {
  const versions = useStore(session.$versions)
  const { result, take } = useResult()
  const publish = async (): Promise<void> => {
    const reply = await session.publish()
    const version = reply?.ok === true && reply.result.type === 'published' ? reply.result.version : ''
    take(reply, say('published', { version }))
  }
  return (
    <div>
      <button type="button" class="button button-quiet" data-testid="publish-version" onClick={() => void publish()}>
        {say('publish')}
      </button>
      {versions.length === 0 && <small>{say('published.none')}</small>}
      <ResultLine result={result} />
    </div>
  )
}

function Provisioning({ session, say }: Props) {
  const versions = useStore(session.$versions)
  const [chosen, setChosen] = useState<string | null>(null)
  const [count, setCount] = useState('1')
  const { result, setResult, take } = useResult()
  const qualifier = chosen ?? versions.at(-1) ?? ''
  const apply = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (Number.isNaN(Number(count))) return
    setResult({ said: say('provision.working') })
    const reply = await session.provision(qualifier, Number(count))
    const { status = '', statusReason = null } =
      reply?.ok === true && reply.result.type === 'provisioned' ? reply.result : {}
    take(reply, say('provision.done', { status, reason: statusReason ?? '' }).trim())
  }
  if (versions.length === 0) return null
  return (
    <form onSubmit={event => void apply(event)}>
      <div class="field-row">
        <TextField
          label={say('provisioned')}
          value={count}
          wrong={Number.isNaN(Number(count)) ? say('number') : null}
          numeric
          onChange={setCount}
          testId="provisioned-concurrency"
        />
        <Choice
          label={say('provisioned.version')}
          value={qualifier}
          options={versions}
          name={version => version}
          onChange={setChosen}
          testId="provisioned-version"
        />
      </div>
      <button type="submit" class="button button-quiet" data-testid="provision">
        {say('provision')}
      </button>
      <ResultLine result={result} />
    </form>
  )
}
