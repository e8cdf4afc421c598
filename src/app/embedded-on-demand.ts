/** The embedded engine, whose code comes with the first command. */
import type { LessonSubject } from '../lesson/lesson.ts'
import type { Engine } from '../link/engine.ts'

export async function startOnDemand(account: LessonSubject['account']): Promise<Engine> {
  const { startEmbedded } = await import('./embedded.ts')
  return startEmbedded(account)
}
