/** What the engine in this browser lacks for the last answer: WebContainer is offered for it, where the learner looks. */
import type { Picture } from '../emulator/folds/picture.ts'
import type { Session } from '../session/session.ts'
import type { EngineChoice } from './engine-choice.ts'

/** The module that the last answered invocation could not have; null where that was not what it failed of. */
export function lackedModule({ invocations, environments }: Picture): string | null {
  const last = invocations.findLast(({ ended, throttle }) => ended !== null || throttle !== null)
  if (last?.ended?.functionError == null) return null
  const environment = environments.find(({ id }) => id === last.environment)
  const notice = environment?.notices.findLast(({ kind }) => kind === 'missing-module')
  return notice?.kind === 'missing-module' ? notice.module : null
}

/** Puts the offer beside the answer; its code comes with the first module that is lacking. */
export function offerWhereLacking(session: Session, choice: EngineChoice): void {
  const release = session.$picture.listen(async picture => {
    if (lackedModule(picture) === null) return
    release()
    const { showEngineOffer } = await import('./EngineOffer.tsx')
    showEngineOffer({ session, choice })
  })
}
