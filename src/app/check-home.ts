/** The emulator that checks an exercise, the same in every engine: its clock jumps over waiting, nothing is simulated. */
import type { LessonSubject } from '../lesson/lesson.ts'
import type { HomeOptions } from '../link/home-options.ts'

/** Any fixed number, and any fixed time: a check repeats, as in CI. */
const CHECK_SEED = 20_240_601
const CHECK_ORIGIN = Date.UTC(2026, 0, 1)

/** What such an emulator starts with. */
export function checkHome(account: LessonSubject['account']): HomeOptions {
  return { account, clock: 'stepping', origin: CHECK_ORIGIN, seed: CHECK_SEED }
}
