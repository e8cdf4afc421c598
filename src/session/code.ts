/**
 * The code in the editor: the reader's, or the lesson's (its start or its solution). The reader's own is never lost: while
 * the lesson's stands in its place it is kept, and comes back on demand.
 */
import { atom, computed, type ReadableAtom } from 'nanostores'
import type { LessonFiles, LessonSubject } from '../lesson/lesson.ts'
import { type CodeStorage, loadCode, loadOwn, saveCode, saveOwn } from './saved-code.ts'

/** The files of one function, and whose they are. */
export class Code {
  readonly $files: ReturnType<typeof atom<LessonFiles>>
  /** The reader's code that the lesson's took the place of; null while there is none. */
  readonly $own: ReturnType<typeof atom<LessonFiles | null>>
  /** True while the code differs from the lesson's start. */
  readonly $changed: ReadableAtom<boolean>
  /** True while the lesson's solution stands there, unchanged. */
  readonly $solved: ReadableAtom<boolean>
  readonly #subject: LessonSubject
  readonly #storage: CodeStorage | null
  readonly #refused: () => void

  /** `refused` is called when the browser does not keep a change. */
  constructor(subject: LessonSubject, storage: CodeStorage | null, refused: () => void) {
    this.#subject = subject
    this.#storage = storage
    this.#refused = refused
    this.$files = atom(loadCode(storage, subject.lesson, subject.files))
    this.$own = atom(loadOwn(storage, subject.lesson))
    this.$changed = computed(this.$files, files => !isSame(files, subject.files))
    this.$solved = computed(this.$files, files => isSame(files, this.#solution()))
  }

  /** Takes new text for a file. */
  edit(path: string, text: string): void {
    if (this.$files.get()[path] === text) return
    this.#show({ ...this.$files.get(), [path]: text })
  }

  /** Puts other files in the place of all there are. */
  replace(files: LessonFiles): void {
    if (isSame(files, this.$files.get())) return
    this.#putAside()
    this.#show(files)
  }

  /** Adds an empty file. */
  add(path: string): void {
    this.#show({ ...this.$files.get(), [path]: '' })
  }

  /** Gives a file another path; it keeps its place among the others. */
  rename(from: string, to: string): void {
    const entries = Object.entries(this.$files.get())
    this.#show(Object.fromEntries(entries.map(([path, text]) => [path === from ? to : path, text])))
  }

  /** Deletes a file. */
  remove(path: string): void {
    const { [path]: _, ...rest } = this.$files.get()
    this.#show(rest)
  }

  /** Brings the lesson's start back. */
  restore(): void {
    this.#putAside()
    this.#show(this.#subject.files)
  }

  /** Shows the lesson's solution. */
  solve(): void {
    this.#putAside()
    this.#show(this.#solution())
  }

  /** Brings the reader's own code back. */
  bringBack(): void {
    const own = this.$own.get()
    if (own === null) return
    this.#keepOwn(this.#isTyped() ? this.$files.get() : null)
    this.#show({ ...this.#subject.files, ...own })
  }

  #solution(): LessonFiles {
    return { ...this.#subject.files, ...this.#subject.solution }
  }

  /** Somebody typed what stands there: it is neither start nor solution. */
  #isTyped(): boolean {
    return this.$changed.get() && !this.$solved.get()
  }

  #putAside(): void {
    if (this.#isTyped()) this.#keepOwn(this.$files.get())
  }

  #keepOwn(own: LessonFiles | null): void {
    this.$own.set(own)
    if (!saveOwn(this.#storage, this.#subject.lesson, own)) this.#refused()
  }

  #show(files: LessonFiles): void {
    this.$files.set(files)
    if (!saveCode(this.#storage, this.#subject.lesson, this.#subject.files, files)) this.#refused()
  }
}

function isSame(one: LessonFiles, other: LessonFiles): boolean {
  const paths = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...paths].every(path => one[path] === other[path])
}
