/** The embedded engine for the page's functions; loaded with the first command. */
import { createEmbeddedEngine } from '../engines/embedded/index.ts'
import type { LessonSubject } from '../lesson/lesson.ts'
import type { Engine } from '../link/engine.ts'

/** Makes the engine; it starts when the session asks for its link. */
export function startEmbedded(account: LessonSubject['account']): Engine {
  return createEmbeddedEngine({ home: { account, clock: 'lesson', origin: Date.now(), seed: null } })
}
