/** What is fixed while environments live: the account's settings and tenant isolation. Applying them starts over. */
import { useState } from 'preact/hooks'
import { DEFAULT_ACCOUNT, PLACEMENTS } from '../../emulator/configuration.ts'
import { formatDuration, parseDuration } from '../../scenario/durations.ts'
import type { Playground } from '../../session/playground.ts'
import { useStore } from '../../ui/use-store.ts'
import { Choice, Group, ResultLine, TextField, useResult } from './fields.tsx'
import type { SaySetting } from './texts.ts'

const ISOLATIONS = ['off', 'PER_TENANT'] as const

interface Props {
  readonly session: Playground
  readonly say: SaySetting
}

export function AccountGroup({ session, say }: Props) {
  const account = { ...DEFAULT_ACCOUNT, ...useStore(session.$account) }
  const { tenantIsolation = null } = useStore(session.$configuration)
  const [concurrency, setConcurrency] = useState(String(account.concurrency))
  const [retention, setRetention] = useState(formatDuration(account.idleRetention))
  const [placement, setPlacement] = useState(account.placement)
  const [isolation, setIsolation] = useState<(typeof ISOLATIONS)[number]>(tenantIsolation ?? 'off')
  const { result, setResult } = useResult()
  const executions = Number(concurrency)
  const isNoCount = !Number.isInteger(executions) || executions < 1
  const idleRetention = parseDuration(retention.trim())
  const apply = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (isNoCount || idleRetention === null) return
    session.$configuration.set({
      ...session.$configuration.get(),
      tenantIsolation: isolation === 'off' ? null : isolation,
    })
    await session.startOver({ concurrency: executions, idleRetention, placement })
    setResult({ said: say('startOver.done') })
  }
  return (
    <Group title={say('account')} testId="account">
      <form onSubmit={event => void apply(event)}>
        <p class="group-about">{say('account.about')}</p>
        <TextField
          label={say('accountConcurrency')}
          value={concurrency}
          wrong={isNoCount ? say('number') : null}
          numeric
          onChange={setConcurrency}
          testId="account-concurrency"
        />
        <TextField
          label={say('idleRetention')}
          about={say('idleRetention.about')}
          wrong={idleRetention === null ? say('skip.wrong') : null}
          value={retention}
          onChange={setRetention}
          testId="idle-retention"
        />
        <Choice
          label={say('placement')}
          about={say('placement.about')}
          value={placement}
          options={PLACEMENTS}
          name={each => say(`placement.${each}`)}
          onChange={chosen => setPlacement(chosen)}
          testId="placement"
        />
        <Choice
          label={say('tenantIsolation')}
          value={isolation}
          options={ISOLATIONS}
          name={each => say(`tenant.${each}`)}
          onChange={chosen => setIsolation(chosen)}
          testId="tenant-isolation"
        />
        <button type="submit" class="button button-quiet" data-testid="start-over">
          {say('startOver')}
        </button>
        <ResultLine result={result} />
      </form>
    </Group>
  )
}
