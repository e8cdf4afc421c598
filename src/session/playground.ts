/** A session without a lesson: every control of the emulator, and what was set is kept beside the code. */
import { atom } from 'nanostores'
import type { CommandReply } from '../emulator/commands.ts'
import { type RequestDraft, requestOf, wrongHeaders } from './draft.ts'
import type { CodeStorage } from './saved-code.ts'
import { parseSettings, SETTINGS_KEY, type Settings } from './saved-settings.ts'
import { Session, type SessionOptions } from './session.ts'
import { FUNCTION, type StudyCommand } from './study-command.ts'

/** The function under study with every control: the request's form, configuration, concurrency, versions, account. */
export class Playground extends Session {
  readonly $draft: ReturnType<typeof atom<RequestDraft>>
  /** Published versions, in order. */
  readonly $versions = atom<readonly string[]>([])
  /** How many are reserved; null for none. */
  readonly $reserved = atom<number | null>(null)
  readonly #storage: CodeStorage | null

  constructor(options: SessionOptions) {
    const { subject, storage } = options
    const kept = parseSettings(storage?.getItem(SETTINGS_KEY) ?? null)
    const { configuration = subject.configuration, account = subject.account, query = subject.query } = kept
    super({ ...options, subject: { ...subject, configuration, account, query } })
    this.#storage = storage
    this.$draft = atom(kept.draft)
    for (const store of [this.$draft, this.$configuration, this.$account, this.$query]) {
      store.listen(() => this.#keep())
    }
    this.$engine.listen(({ kind }) => {
      if (kind === 'ready') return
      this.$versions.set([])
      this.$reserved.set(null)
    })
  }

  /** Changes a part of the request's form. */
  draft(part: Partial<RequestDraft>): void {
    this.$draft.set({ ...this.$draft.get(), ...part })
  }

  override invoke(): void {
    this.#invoke(1)
  }

  /** As many at once as the form says. */
  override invokeTwice(): void {
    this.#invoke(this.$draft.get().times)
  }

  /** As a session runs commands; versions and the reservation are kept in view. */
  override async run(commands: readonly StudyCommand[]): Promise<readonly (CommandReply | null)[]> {
    const replies = await super.run(commands)
    for (const [index, reply] of replies.entries()) {
      const command = commands[index]
      if (reply?.ok !== true) continue
      if (reply.result.type === 'published') this.$versions.set([...this.$versions.get(), reply.result.version])
      if (command?.type === 'reserve') this.$reserved.set(command.concurrency)
    }
    return replies
  }

  /** PutFunctionConcurrency; null for DeleteFunctionConcurrency. */
  reserve(concurrency: number | null): Promise<CommandReply | null> {
    return this.#one({ type: 'reserve', function: FUNCTION, concurrency })
  }

  /** UpdateFunctionConfiguration. */
  configure(configuration: Settings['configuration'] & {}): Promise<CommandReply | null> {
    return this.#one({ type: 'configure', function: FUNCTION, configuration })
  }

  /** PublishVersion of what is deployed; changed code is deployed before. */
  override publish(): Promise<CommandReply | null> {
    if (this.$undeployed.get()) this.deploy()
    return this.#one({ type: 'publish', function: FUNCTION })
  }

  /** PutProvisionedConcurrencyConfig; answered when it is READY or FAILED. */
  override provision(qualifier: string, count: number): Promise<CommandReply | null> {
    return this.#one({ type: 'provision', function: FUNCTION, qualifier, count })
  }

  async #one(command: StudyCommand): Promise<CommandReply | null> {
    const [reply = null] = await this.run([command])
    return reply
  }

  #invoke(times: number): void {
    const draft = this.$draft.get()
    // The form says which line is wrong.
    if (draft.kind === 'url' && wrongHeaders(draft.headers).length > 0) return
    const request = requestOf(draft, this.$query.get().trim())
    const qualifier = draft.qualifier === '' ? undefined : draft.qualifier
    void this.request(
      Array.from({ length: times }, () => request),
      qualifier,
    )
  }

  #keep(): void {
    const settings: Settings = {
      configuration: this.$configuration.get(),
      account: this.$account.get(),
      draft: this.$draft.get(),
      query: this.$query.get(),
    }
    try {
      this.#storage?.setItem(SETTINGS_KEY, JSON.stringify(settings))
    } catch {
      this.$notice.set({ kind: 'not-saved' })
    }
  }
}
