/**
 * Which engine runs the function: the setting, remembered; and when the second engine boots. It boots behind the reader's
 * first action, blocks nothing, and takes over when edited code is deployed (`session/session.ts`).
 */
import { atom } from 'nanostores'
import * as z from 'zod/mini'
import type { ContainerListeners } from '../engines/webcontainer/boot.ts'
import type { BootState } from '../engines/webcontainer/boot-state.ts'
import type { ContainerProcess } from '../engines/webcontainer/container.ts'
import type { InstallState } from '../engines/webcontainer/install.ts'
import type { LessonSubject } from '../lesson/lesson.ts'
import type { Engine } from '../link/engine.ts'
import type { EngineFactory } from '../session/engine-seat.ts'
import type { Session } from '../session/session.ts'

/** `auto` boots by itself, `ask` when the reader says so, `off` never. */
export type EngineSetting = 'auto' | 'ask' | 'off'

/** Name of the setting in the browser's storage. */
export const ENGINE_KEY = 'warmstart.engine'

const settingSchema = z.enum(['auto', 'ask', 'off'])
const buildSchema = z.object({
  apiKey: z.nullable(z.string()),
  setting: z.nullable(z.enum(['auto', 'ask'])),
})

/** What the build wrote on the chip. */
export type ChipBuild = z.infer<typeof buildSchema>

/** Reads the chip's data; null where the build has no second engine. */
export function readBuild(data: string | undefined): ChipBuild | null {
  return data === undefined ? null : buildSchema.parse(JSON.parse(data))
}

/** The setting of a reader who chose none: by itself where it can work, which is this machine or a site with a key. */
export function defaultSetting({ apiKey, setting }: ChipBuild, hostname: string): EngineSetting {
  if (setting !== null) return setting
  return apiKey !== null || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname) ? 'auto' : 'off'
}

/** What the choice needs of the boot; its code is loaded when it is asked for. */
export interface ContainerParts {
  readonly state: BootState
  onState(listener: (state: BootState) => void): () => void
  onAbandoned(listener: (count: number) => void): () => void
  /** Who hears what happens in the container; whoever listened before does no more. */
  listen(listeners: ContainerListeners): void
  /** Opens a shell in the function's folder. Rejects where no container runs. */
  shell(size: { readonly cols: number; readonly rows: number }): Promise<ContainerProcess>
  begin(): void
  dispose(): Promise<void>
  readonly factory: EngineFactory
  /** An engine for a check of an exercise alone: another process of the same container. */
  check(account: LessonSubject['account']): Engine
}

/** The reader's choice on one page. */
export class EngineChoice {
  readonly $setting: ReturnType<typeof atom<EngineSetting>>
  /** Null until the boot's code was loaded. */
  readonly $boot = atom<BootState | null>(null)
  /** Busy runtimes that could not be stopped. */
  readonly $abandoned = atom(0)
  /** What npm does, or did last; null before its first installation. */
  readonly $install = atom<InstallState | null>(null)
  /** The port of the function URL in the container; null while none is served. */
  readonly $port = atom<number | null>(null)
  /** Carries out what comes to the function URL. */
  asked: NonNullable<ContainerListeners['asked']> = async () => null
  /** The failure whose sentence the reader has put away. */
  readonly $dismissed = atom<BootState | null>(null)
  readonly #load: () => Promise<ContainerParts>
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'> | null
  #container: ContainerParts | null = null
  /** Its code is on its way; a second begin waits for the same. */
  #connecting: Promise<ContainerParts | null> | null = null
  /** False when the reader changed his mind while the code was on its way. */
  #wanted = false
  #acted = false

  constructor(
    options: {
      readonly build: ChipBuild
      readonly hostname: string
      readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null
    },
    load: () => Promise<ContainerParts>,
  ) {
    const { build, hostname, storage } = options
    this.#load = load
    this.#storage = storage
    const kept = settingSchema.safeParse(storage?.getItem(ENGINE_KEY))
    this.$setting = atom(kept.success ? kept.data : defaultSetting(build, hostname))
  }

  /** The engine that may take over now; null while none is ready. */
  readonly successor = (): EngineFactory | null =>
    this.$boot.get()?.kind === 'ready' && this.$setting.get() !== 'off' ? (this.#container?.factory ?? null) : null

  /** An engine for a check in the container; null where none is ready. */
  check(account: LessonSubject['account']): Engine | null {
    return this.$boot.get()?.kind === 'ready' ? (this.#container?.check(account) ?? null) : null
  }

  /** Boots, where the setting lets it, as soon as the session's first request is answered. */
  follow(session: Pick<Session, '$pending'>): void {
    session.$pending.listen(pending => {
      if (pending > 0 || this.#acted) return
      this.#acted = true
      if (this.$setting.get() === 'auto') void this.begin()
    })
  }

  choose(setting: EngineSetting): void {
    this.$setting.set(setting)
    try {
      this.#storage?.setItem(ENGINE_KEY, setting)
    } catch {
      // Storage is full: the choice holds on this page.
    }
    if (setting === 'auto' && this.#acted) void this.begin()
    if (setting === 'off') this.#wanted = false
    const { kind = 'offered' } = this.$boot.get() ?? {}
    // A container that runs functions goes on until the page is left: what lives in it is not thrown away.
    if (setting === 'off' && (kind === 'booting' || kind === 'failed')) void this.#container?.dispose()
  }

  /** Boots now, or again. Never rejects: what fails is told by {@link $boot}. */
  async begin(): Promise<void> {
    this.#wanted = true
    this.#connecting ??= this.#connect()
    const container = await this.#connecting
    if (container === null) return
    if (this.#wanted) container.begin()
    else this.$boot.set(container.state)
  }

  /** Opens a shell in the container. Rejects where none runs. */
  shell(size: { readonly cols: number; readonly rows: number }): Promise<ContainerProcess> {
    if (this.#container === null) return Promise.reject(new Error('The container is not running.'))
    return this.#container.shell(size)
  }

  /** Ends the container and boots it again: what could not be stopped ends with it. */
  async restart(): Promise<void> {
    await this.end()
    await this.begin()
  }

  /** Ends the container, and with it what could not be stopped. */
  async end(): Promise<void> {
    await this.#container?.dispose()
    this.$abandoned.set(0)
    this.$port.set(null)
    this.$install.set(null)
  }

  /** Null where its code could not be loaded; another begin tries again. */
  async #connect(): Promise<ContainerParts | null> {
    this.$boot.set({ kind: 'booting', step: 'client', elapsedMs: 0 })
    try {
      const container = await this.#load()
      this.#container = container
      if (container.state.kind !== 'offered') this.$boot.set(container.state)
      container.onState(state => this.$boot.set(state))
      container.onAbandoned(count => this.$abandoned.set(count))
      container.listen({
        installing: state => this.$install.set(state),
        listening: port => this.$port.set(port),
        asked: request => this.asked(request),
      })
      return container
    } catch (error) {
      this.#connecting = null
      const reason = error instanceof Error ? error.message : String(error)
      // The same load fails where there is no network, which is the better word then.
      this.$boot.set({ kind: 'failed', why: navigator.onLine === false ? 'offline' : 'no-client', reason })
      return null
    }
  }
}
