/** What the editor knows of the session: the files of one function, which of them is open, and two commands. */
import type { ReadableAtom } from 'nanostores'

/** Path to text: `{ 'index.mjs': '…' }`. */
export type Files = Readonly<Record<string, string>>

/** The function whose code is edited. The session is one. */
export interface EditedFunction {
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

/** What the code is typed into: Monaco or a text area. */
export interface Surface {
  /** Takes over texts that changed elsewhere (Restore code, another tab) and the files that came and went. */
  update(files: Files): void
  open(path: string): void
  /** Moves the keyboard here, with the selection given or the one last had. */
  focus(selection?: TextSelection): void
  /** Types as a person would: replaces the selection, can be undone. */
  type(text: string): void
  dispose(): void
}

/** Makes a surface in `host`, showing `subject`'s open file. */
export type MountSurface = (host: HTMLElement, subject: EditedFunction, describedBy: string) => Surface
