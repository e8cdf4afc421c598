/** The embedded engine for the page's functions; loaded with the first command. */
import { beside, frameUrl, guestUrl, homeUrl } from 'virtual:warmstart-engine'
import type { HandOver } from '../emulator/hand-over.ts'
import { PUBLISHED_RUNTIME_START_MS } from '../emulator/limits.ts'
import { createEmbeddedEngine } from '../engines/embedded/index.ts'
import type { LessonSubject } from '../lesson/lesson.ts'
import type { Engine } from '../link/engine.ts'

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

/** Of checks: any fixed number, and any fixed time; so that a check repeats. */
const CHECK_SEED = 20_240_601
const CHECK_ORIGIN = Date.UTC(2026, 0, 1)

/** An engine for a check alone: its clock jumps over waiting, no platform time is simulated, as in CI. */
export function startEmbeddedCheck(account: LessonSubject['account']): Engine {
  const home = { account, clock: 'stepping', origin: CHECK_ORIGIN, seed: CHECK_SEED } as const
  return createEmbeddedEngine({ homeUrl, frameUrl, guestUrl, beside, home })
}
