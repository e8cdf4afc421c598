/**
 * A *lesson* is content as data: its texts in every language, the *function* it studies, the *steps* a learner ticks
 * off and the *sources* of what it claims. A step is done when its *sightings* were seen in order (`ticks.ts`).
 *
 * Lessons live in `lessons/<nnn-slug>/`: `lesson.yaml` (`lesson-schema.ts`), `scenario.yaml` (function and account),
 * `start/` (its files), `en.mdx` and `ja.mdx`. The build reads them (`lessons.ts`); the page gets a {@link LessonSubject}.
 */
import type { AccountConfiguration, ConfigurationRequest } from '../emulator/configuration.ts'
import type { InvocationExpectation, WorldExpectation } from '../scenario/expectations.ts'

/** A text in every language of the site. */
export type Localized = Readonly<Record<'en' | 'ja', string>>

/** Something to be seen: an invocation that ended, or the world as it is. */
export type Sighting =
  /**
   * `id` names the invocation for `sameAs` and `notSameAs` of later sightings of the step. `from: shell` wants a request
   * that a program in the container sent to the function URL.
   */
  | {
      readonly invocation: InvocationExpectation
      readonly id?: string | undefined
      readonly from?: 'shell' | undefined
    }
  | { readonly world: WorldExpectation }

export interface LessonStep {
  /** Kebab case, unique in the lesson; progress is saved under it. */
  readonly id: string
  readonly text: Localized
  /** At least one, in the order they must be seen. */
  readonly seen: readonly Sighting[]
  /** True for one that not every page can offer: it is not counted, and not kept. */
  readonly optional?: true | undefined
}

/** Where a claim of the lesson comes from. */
export interface Source {
  readonly claim: Localized
  readonly title: string
  /** Null for what has no address, such as a talk. */
  readonly url: string | null
  /** The day on which the page was read: `2026-11-23`. */
  readonly read?: string | undefined
}

/** Path below `/var/task` to text: `{ 'index.mjs': '…' }`. */
export type LessonFiles = Readonly<Record<string, string>>

/** What the page hands to the client: everything a session needs to study the lesson's function. Plain data. */
export interface LessonSubject {
  /** The folder's name: `020-the-second-request-remembers`. Work is saved under it. */
  readonly lesson: string
  readonly locale: 'en' | 'ja'
  readonly files: LessonFiles
  /** Files of the lesson's solution; empty where it has none. Those of `files` that it lacks stay. */
  readonly solution: LessonFiles
  /** The file shown first. */
  readonly activeFile: string
  readonly configuration: ConfigurationRequest
  readonly account: Partial<AccountConfiguration>
  /** What the query box holds at first: `?message=hoge`. */
  readonly query: string
  readonly steps: readonly Pick<LessonStep, 'id' | 'seen' | 'optional'>[]
}
