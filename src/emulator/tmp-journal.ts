/** `/tmp` of an environment as events tell it: the first change to a path at once, further ones when the phase ends. */
import type { TmpChange, TmpEntry } from './sandbox.ts'
import { textPreview } from './text.ts'
import { TmpStore } from './tmp-store.ts'

/** What a `tmp-changed` event says of a path. */
export interface TmpNews {
  readonly path: string
  readonly change: 'written' | 'deleted' | 'directory'
  readonly bytes: number
  readonly preview: string | null
  readonly used: number
}

/** Turns the changes of `/tmp` that a runtime reports into the store and into bounded events. */
export class TmpJournal {
  readonly #store = new TmpStore()
  readonly #tell: (news: TmpNews) => void
  readonly #told = new Set<string>()
  readonly #stale = new Set<string>()

  constructor(tell: (news: TmpNews) => void) {
    this.#tell = tell
  }

  apply(change: TmpChange): void {
    this.#store.apply(change)
    this.#changed(change.path)
    if (change.kind === 'rename') this.#changed(change.to)
  }

  /** Tells what changed since a path was first told of; the next phase starts afresh. */
  flush(): void {
    for (const path of this.#stale) this.#tellOf(path)
    this.#stale.clear()
    this.#told.clear()
  }

  entries(): TmpEntry[] {
    return this.#store.entries()
  }

  #changed(path: string): void {
    if (this.#told.has(path)) this.#stale.add(path)
    else this.#tellOf(path)
    this.#told.add(path)
  }

  #tellOf(path: string): void {
    const { used } = this.#store
    const found = this.#store.look(path)
    if (found === null) this.#tell({ path, change: 'deleted', bytes: 0, preview: null, used })
    else if (found.kind === 'directory') this.#tell({ path, change: 'directory', bytes: 0, preview: null, used })
    else {
      const bytes = found.kind === 'file' ? found.bytes : new Uint8Array(0)
      this.#tell({ path, change: 'written', bytes: bytes.length, preview: textPreview(bytes), used })
    }
  }
}
