/** The link to an emulator in a page of a driven browser. What `evaluate` is given runs in the page and sees nothing of this file. */
import type { Page } from 'playwright-core'
import type { Command, CommandReply } from '../../emulator/commands.ts'
import type { EmulatorEvent } from '../../emulator/events.ts'
import type { HomeOptions } from '../../link/home-options.ts'
import { type Link, LinkLost } from '../../link/link.ts'
import { ENGINE_PAGE, type EnginePage, MESSAGE_UP, type PageCommand, type PageMessage } from './page-messages.ts'

interface Waiting {
  resolve(reply: CommandReply): void
  reject(reason: Error): void
}

/** Starts the engine of the page, which has loaded its script, and links to it. */
export async function linkToPage(page: Page, options: HomeOptions): Promise<Link> {
  const link = new PageLink(page)
  await page.exposeFunction(MESSAGE_UP, (message: PageMessage) => link.receive(message))
  await page.evaluate(
    ([name, given]) => {
      const engine: EnginePage = Reflect.get(globalThis, name)
      return engine.start(given)
    },
    [ENGINE_PAGE, options] as const,
  )
  return link
}

class PageLink implements Link {
  readonly #page: Page
  readonly #waiting = new Map<number, Waiting>()
  readonly #listeners = new Set<(events: readonly EmulatorEvent[]) => void>()
  #next = 1
  #batch: PageCommand[] = []
  #lost: LinkLost | null = null

  constructor(page: Page) {
    this.#page = page
    page.on('crash', () => this.#lose('The page with the engine crashed.'))
    page.on('close', () => this.#lose('The page with the engine was closed.'))
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

  async close(): Promise<void> {
    if (this.#lost !== null) return
    await this.#page.evaluate(name => {
      const engine: EnginePage = Reflect.get(globalThis, name)
      return engine.close()
    }, ENGINE_PAGE)
    this.#lose('The engine was closed.')
  }

  receive(message: PageMessage): void {
    if (message.type === 'events') {
      for (const listener of this.#listeners) listener(message.events)
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.type === 'reply') waiting?.resolve(message.reply)
    else waiting?.reject(new LinkLost(message.reason))
  }

  #flush(): void {
    const batch = this.#batch
    this.#batch = []
    this.#page
      .evaluate(
        ([name, commands]) => {
          const engine: EnginePage = Reflect.get(globalThis, name)
          engine.send(commands)
        },
        [ENGINE_PAGE, batch] as const,
      )
      .catch((error: unknown) => this.#lose(String(error)))
  }

  #lose(reason: string): void {
    this.#lost ??= new LinkLost(reason)
    for (const { reject } of this.#waiting.values()) reject(this.#lost)
    this.#waiting.clear()
  }
}
