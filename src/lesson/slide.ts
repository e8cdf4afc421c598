/**
 * A *slide* is a marked region of a lesson's prose (`<Slide>`): a title, the few words that are projected, and *steps*
 * that a speaker takes on it. Steps that *run* send requests, move time or put other code in the editor.
 */

/** One thing a speaker does: point at lines, send a request, send it twice at once, let time pass, change the code. */
export type SlideStep =
  /** Lines of the code, counted from 1: `1-3,7`. */
  | { readonly focus: string }
  /** A query with its question mark (empty for none), sent so many `times` at once. */
  | { readonly send: string; readonly times?: number | undefined; readonly shows?: string | undefined }
  /** As `send`, two at once. `shows` is what an answer of a request says: a run of the demo is held against it. */
  | { readonly twice: string; readonly shows?: string | undefined }
  /** Virtual ms that pass at once. */
  | { readonly skip: number }
  | { readonly code: 'start' | 'solution' }

export interface Slide {
  /** Kebab case, unique in the lesson; the slide's address. */
  readonly id: string
  readonly title: string
  /** What the plan of the talk gives it. */
  readonly minutes: number
  readonly steps: readonly SlideStep[]
  /** True where the slide goes on with what ran on the one before; else it begins with a function nobody has called. */
  readonly continues: boolean
}
