/** What the engine in this browser lacks for the last answer: WebContainer is offered for it, where the learner looks. */
import type { Picture } from '../emulator/folds/picture.ts'

/** The module that the last answered invocation could not have; null where that was not what it failed of. */
export function lackedModule({ invocations, environments }: Picture): string | null {
  const last = invocations.findLast(({ ended, throttle }) => ended !== null || throttle !== null)
  if (last?.ended?.functionError == null) return null
  const environment = environments.find(({ id }) => id === last.environment)
  const notice = environment?.notices.findLast(({ kind }) => kind === 'missing-module')
  return notice?.kind === 'missing-module' ? notice.module : null
}
