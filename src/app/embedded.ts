/** The embedded engine for the page's functions; loaded with the first command. */
import { beside, frameUrl, guestUrl, homeUrl } from 'virtual:warmstart-engine'
import type { HandOver } from '../emulator/hand-over.ts'
import { PUBLISHED_RUNTIME_START_MS } from '../emulator/limits.ts'
import { createEmbeddedEngine } from '../engines/embedded/index.ts'
import type { LessonSubject } from '../lesson/lesson.ts'
import type { Engine } from '../link/engine.ts'
import { checkHome } from './check-home.ts'

/** Makes the engine; it starts when the session asks for its link. */
export function startEmbedded(account: LessonSubject['account'], resume?: HandOver): Engine {
  const platform = { runtimeMs: PUBLISHED_RUNTIME_START_MS }
  const home = { account, clock: 'lesson', origin: Date.now(), seed: null, platform } as const
  return createEmbeddedEngine({
    homeUrl,
    frameUrl,
    guestUrl,
    beside,
    home: resume === undefined ? home : { ...home, resume },
  })
}

/** An engine for a check alone. */
export function startEmbeddedCheck(account: LessonSubject['account']): Engine {
  return createEmbeddedEngine({ homeUrl, frameUrl, guestUrl, beside, home: checkHome(account) })
}
