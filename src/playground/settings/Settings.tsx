/** The playground's controls, grouped; all but the request are folded away at first. */
import type { ClockMode } from '../../emulator/commands.ts'
import type { Playground } from '../../session/playground.ts'
import { useStore } from '../../ui/use-store.ts'
import { AccountGroup } from './AccountGroup.tsx'
import { ConcurrencyGroup } from './ConcurrencyGroup.tsx'
import { ConfigurationGroup, VariablesGroup } from './FunctionGroups.tsx'
import { Choice, Group } from './fields.tsx'
import { RequestGroup } from './RequestGroup.tsx'
import './settings.css'
import { type SaySetting, saySettingsIn } from './texts.ts'

const CLOCKS: readonly ClockMode[] = ['lesson', 'real', 'stepping']

export function Settings({ session }: { readonly session: Playground }) {
  const say = saySettingsIn(session.subject.locale)
  return (
    <div class="settings">
      <RequestGroup session={session} say={say} />
      <ConfigurationGroup session={session} say={say} />
      <VariablesGroup session={session} say={say} />
      <ConcurrencyGroup session={session} say={say} />
      <TimeGroup session={session} say={say} />
      <AccountGroup session={session} say={say} />
    </div>
  )
}

function TimeGroup({ session, say }: { readonly session: Playground; readonly say: SaySetting }) {
  const clock = useStore(session.$clock)
  return (
    <Group title={say('time')} testId="time">
      <Choice
        label={say('clock')}
        about={clock === 'stepping' ? say('clock.about') : undefined}
        value={clock}
        options={CLOCKS}
        name={mode => say(`clock.${mode}`)}
        onChange={mode => session.setClock(mode)}
        testId="clock"
      />
    </Group>
  )
}
