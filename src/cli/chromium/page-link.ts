/** The link to an emulator in a page, by messages that somebody else carries. */
import type { Command, CommandReply } from '../../emulator/commands.ts'
import type { EmulatorEvent } from '../../emulator/events.ts'
import type { HomeOptions } from '../../link/home-options.ts'
import { type Link, LinkLost } from '../../link/link.ts'
import type { Isolation, MessageDown, MessageUp, PageCommand } from './page-messages.ts'

interface Waiting {
  resolve(reply: CommandReply): void
  reject(reason: Error): void
}

export class PageLink implements Link {
  readonly #post: (message: MessageDown) => void
  readonly #waiting = new Map<number, Waiting>()
  readonly #listeners = new Set<(events: readonly EmulatorEvent[]) => void>()
  readonly #started = Promise.withResolvers<void>()
  #next = 1
  #batch: PageCommand[] = []
  #lost: LinkLost | null = null

  /** `post` carries messages to the page in order. */
  constructor(post: (message: MessageDown) => void) {
    this.#post = post
    // Whoever does not wait for the start hears of its failure by the first command.
    this.#started.promise.catch(() => {})
  }

  /** Starts the engine in the page; rejects with the page's reason. */
  start(options: HomeOptions, isolation: Isolation): Promise<void> {
    this.#post({ type: 'start', options, isolation })
    return this.#started.promise
  }

  send(command: Command): Promise<CommandReply> {
    if (this.#lost !== null) return Promise.reject(this.#lost)
    const id = this.#next++
    if (this.#batch.length === 0) queueMicrotask(() => this.#flush())
    this.#batch.push({ id, command })
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
    })
  }

  subscribe(listener: (events: readonly EmulatorEvent[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The page goes with its browser, which whoever started it closes. */
  async close(): Promise<void> {
    this.lose('The engine was closed.')
  }

  /** Takes a message of the page. */
  receive(message: MessageUp): void {
    if (message.type === 'started') this.#started.resolve()
    else if (message.type === 'failed') this.lose(message.reason)
    else if (message.type === 'events') for (const listener of this.#listeners) listener(message.events)
    else this.#settle(message)
  }

  /** The page is gone. */
  lose(reason: string): void {
    this.#lost ??= new LinkLost(reason)
    this.#started.reject(this.#lost)
    for (const { reject } of this.#waiting.values()) reject(this.#lost)
    this.#waiting.clear()
  }

  #settle(message: MessageUp & { type: 'reply' | 'lost' }): void {
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.type === 'reply') waiting?.resolve(message.reply)
    else waiting?.reject(new LinkLost(message.reason))
  }

  #flush(): void {
    const commands = this.#batch
    this.#batch = []
    if (this.#lost === null) this.#post({ type: 'send', commands })
  }
}
