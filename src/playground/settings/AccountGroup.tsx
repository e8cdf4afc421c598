/** What is fixed while environments live: the account's settings and tenant isolation. Applying them starts over. */
import { useState } from 'preact/hooks'
import { type AccountConfiguration, DEFAULT_ACCOUNT, PLACEMENTS } from '../../emulator/configuration.ts'
import { formatDuration, parseDuration } from '../../scenario/durations.ts'
import type { Playground } from '../../session/playground.ts'
import { useStore } from '../../ui/use-store.ts'
import { Choice, Group, ResultLine, TextField, useResult } from './fields.tsx'
import type { SaySetting } from './texts.ts'

const COUNTS = ['concurrency', 'scalingRate'] as const
const DURATIONS = ['idleRetention', 'lifetime'] as const
const LABELS = { concurrency: 'accountConcurrency', scalingRate: 'scalingRate' } as const
const TEST_IDS = {
  concurrency: 'account-concurrency',
  scalingRate: 'scaling-rate',
  idleRetention: 'idle-retention',
  lifetime: 'lifetime',
} as const
const ISOLATIONS = ['off', 'PER_TENANT'] as const

/** The account's figures as they are typed. */
type Typed = Readonly<Record<(typeof COUNTS)[number] | (typeof DURATIONS)[number], string>>

const isNoCount = (typed: string): boolean => !Number.isInteger(Number(typed)) || Number(typed) < 1

interface Props {
  readonly session: Playground
  readonly say: SaySetting
}

export function AccountGroup({ session, say }: Props) {
  const account = { ...DEFAULT_ACCOUNT, ...useStore(session.$account) }
  const { tenantIsolation = null } = useStore(session.$configuration)
  const [typed, setTyped] = useState(() => textsOf(account))
  const [placement, setPlacement] = useState(account.placement)
  const [isolation, setIsolation] = useState<(typeof ISOLATIONS)[number]>(tenantIsolation ?? 'off')
  const { result, setResult } = useResult()
  const apply = async (event: Event): Promise<void> => {
    event.preventDefault()
    const figures = figuresOf(typed)
    if (figures === null) return
    const isolated = isolation === 'off' ? null : isolation
    session.$configuration.set({ ...session.$configuration.get(), tenantIsolation: isolated })
    await session.startOver({ ...figures, placement })
    setResult({ said: say('startOver.done') })
  }
  return (
    <Group title={say('account')} testId="account">
      <form onSubmit={event => void apply(event)}>
        <p class="group-about">{say('account.about')}</p>
        <Figures typed={typed} onChange={setTyped} say={say} />
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

interface FiguresProps {
  readonly typed: Typed
  onChange(typed: Typed): void
  readonly say: SaySetting
}

function Figures({ typed, onChange, say }: FiguresProps) {
  return (
    <>
      {COUNTS.map(key => (
        <TextField
          key={key}
          label={say(LABELS[key])}
          about={key === 'scalingRate' ? say('scalingRate.about') : undefined}
          wrong={isNoCount(typed[key]) ? say('number') : null}
          value={typed[key]}
          numeric
          onChange={text => onChange({ ...typed, [key]: text })}
          testId={TEST_IDS[key]}
        />
      ))}
      {DURATIONS.map(key => (
        <TextField
          key={key}
          label={say(key)}
          about={say(`${key}.about`)}
          wrong={parseDuration(typed[key].trim()) === null ? say('skip.wrong') : null}
          value={typed[key]}
          onChange={text => onChange({ ...typed, [key]: text })}
          testId={TEST_IDS[key]}
        />
      ))}
    </>
  )
}

function textsOf({ concurrency, scalingRate, idleRetention, lifetime }: AccountConfiguration): Typed {
  return {
    concurrency: String(concurrency),
    scalingRate: String(scalingRate),
    idleRetention: formatDuration(idleRetention),
    lifetime: formatDuration(lifetime),
  }
}

/** Null where one of them is wrong; the form says which. */
function figuresOf(typed: Typed): Omit<AccountConfiguration, 'placement' | 'database'> | null {
  const idleRetention = parseDuration(typed.idleRetention.trim())
  const lifetime = parseDuration(typed.lifetime.trim())
  if (COUNTS.some(key => isNoCount(typed[key])) || idleRetention === null || lifetime === null) return null
  return { concurrency: Number(typed.concurrency), scalingRate: Number(typed.scalingRate), idleRetention, lifetime }
}
