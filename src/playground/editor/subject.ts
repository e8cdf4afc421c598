/** What the editor knows of the session: the files of one function, which of them is open, and two commands. */
import type { ReadableAtom } from 'nanostores'

/** Path to text: `{ 'index.mjs': '…' }`. */
export type Files = Readonly<Record<string, string>>

/** The function whose code is edited. The session gives one. */
export interface EditedFunction {
  /** As configured: `index.handler`. */
  readonly handler: string
  readonly $files: ReadableAtom<Files>
  readonly $activeFile: ReadableAtom<string>
  /** Makes `path` the open file. */
  open(path: string): void
  /** Takes the new text of one file; called at every change a person makes. */
  edit(path: string, text: string): void
  invoke(): void
  deploy(): void
}

/** Offsets in UTF-16 units of the open file's text; `anchor` is where the selection began. */
export interface TextSelection {
  readonly anchor: number
  readonly focus: number
}

/** What code is typed into: Monaco or a text area. It follows the subject's files and open file by itself. */
export interface Surface {
  /** Moves the keyboard here and, if one is given, the selection. */
  focus(selection: TextSelection | null): void
  /** Scrolls to where the static code was scrolled to; px. */
  scrollTo(top: number, left: number): void
  /** Types as a person would: replaces the selection, can be undone. */
  type(text: string): void
  dispose(): void
}

/** Makes a surface in `host`. `leaveHint` is the id of the sentence that says how the keyboard gets out. */
export type MountSurface = (host: HTMLElement, subject: EditedFunction, leaveHint: string) => Surface
