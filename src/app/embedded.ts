/** The embedded engine for the page's functions; loaded with the first command. */
import { frameUrl, guestUrl, homeUrl } from 'virtual:warmstart-engine'
import { PUBLISHED_RUNTIME_START_MS } from '../emulator/limits.ts'
import { createEmbeddedEngine } from '../engines/embedded/index.ts'
import type { LessonSubject } from '../lesson/lesson.ts'
import type { Engine } from '../link/engine.ts'

/** Makes the engine; it starts when the session asks for its link. */
export function startEmbedded(account: LessonSubject['account']): Engine {
  const platform = { runtimeMs: PUBLISHED_RUNTIME_START_MS }
  const home = { account, clock: 'lesson', origin: Date.now(), seed: null, platform } as const
  return createEmbeddedEngine({ homeUrl, frameUrl, guestUrl, home })
}
