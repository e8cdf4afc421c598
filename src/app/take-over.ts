/** Has the WebContainer answer, when the reader asks for it: it is booted if need be, and takes over as it always does. */
import type { BootState } from '../engines/webcontainer/boot-state.ts'
import type { Session } from '../session/session.ts'
import type { EngineChoice } from './engine-choice.ts'

/** `answers`: it does now. `not-ready`: it did not boot. `hindered`: something runs or lives that cannot be handed over. */
export type TakeOver = 'answers' | 'not-ready' | 'hindered'

type FunctionSession = Pick<Session, '$engineName' | 'deploy' | 'run'>

/** Boots it, deploys what stands in the editor, and tells who answers then. */
export async function takeOver(session: FunctionSession, choice: EngineChoice): Promise<TakeOver> {
  if (choice.$setting.get() === 'off') choice.choose('ask')
  await choice.begin()
  const boot = await booted(choice)
  if (boot.kind !== 'ready') return 'not-ready'
  if (session.$engineName.get() !== 'webcontainer') {
    session.deploy()
    // In turn behind the deployment.
    await session.run([])
  }
  return session.$engineName.get() === 'webcontainer' ? 'answers' : 'hindered'
}

/** The boot's end, whichever. */
function booted({ $boot }: EngineChoice): Promise<BootState> {
  return new Promise(resolve => {
    const look = (state: BootState | null): boolean => {
      const ended = state !== null && state.kind !== 'booting'
      if (ended) resolve(state)
      return ended
    }
    if (look($boot.get())) return
    const release = $boot.listen(state => {
      if (look(state)) release()
    })
  })
}
