/** A browser for a test file, a fresh context for each test; what the page says on its console is kept and must be nothing. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { CHROMIUM_FLAGS, needChromium } from '../../scripts/chromium.mjs'

export interface Pages {
  /** Opens a path of the built site. */
  open(path: string, options?: PageOptions): Promise<Page>
  /** Lets this test's pages say what matches: a browser reports a request that a test breaks off by itself. */
  expectOnConsole(pattern: RegExp): void
}

export interface PageOptions extends BrowserContextOptions {
  /** Another server of the site. */
  readonly site?: string
  /** The setting of the second engine; off unless said, so that no test asks the vendor's host for anything. */
  readonly engine?: 'auto' | 'ask' | 'off'
  /** Changes what the page gets before it is opened. */
  prepare?(page: Page): Promise<void>
}

export const LESSON = '/lessons/020-the-second-request-remembers/'

export function usePages(): Pages {
  let browser: Browser
  let said: string[] = []
  let expected: RegExp | null = null
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: await needChromium(), args: [...CHROMIUM_FLAGS] })
  })
  afterAll(() => browser.close())
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    const errors = said.filter(text => expected?.test(text) !== true)
    said = []
    expected = null
    expect(errors).toEqual([])
  })
  return {
    open: async (path, { site = inject('site'), engine = 'off', prepare, ...options } = {}) => {
      const page = await (await browser.newContext(options)).newPage()
      page.on('console', message => {
        if (message.type() === 'error') said.push(message.text())
      })
      page.on('pageerror', error => said.push(error.message))
      await page.addInitScript(setting => {
        // Frames of functions have no storage.
        if (window === window.top) localStorage.setItem('warmstart.engine', setting)
      }, engine)
      await prepare?.(page)
      await page.goto(site + path)
      return page
    },
    expectOnConsole: pattern => {
      expected = pattern
    },
  }
}

/** Invokes and waits until the page shows the answer of that request. */
export async function invoke(page: Page, query?: string): Promise<{ status: string; body: string }> {
  if (query !== undefined) await page.getByTestId('query-string').fill(query)
  await afterNextAnswer(page, 1, () => page.getByTestId('invoke').click())
  return lastAnswer(page)
}

/** Does something and waits until `count` further requests are answered on the page. */
export async function afterNextAnswer(page: Page, count: number, act: () => Promise<void>): Promise<void> {
  const wanted = Number(await page.getByTestId('response').getAttribute('data-answered')) + count
  await act()
  await page.locator(`[data-testid=response][data-answered="${wanted}"]`).waitFor({ timeout: 20_000 })
}

export async function lastAnswer(page: Page): Promise<{ status: string; body: string }> {
  const status = await page.getByTestId('response-status').innerText()
  return { status, body: await page.getByTestId('response-body').innerText() }
}

/** Replaces the code in the editor, as a person does: click, select all, type. */
export async function writeCode(page: Page, text: string): Promise<void> {
  const mounted = page.locator('.editor-box[data-mounted]')
  await page.locator((await mounted.count()) > 0 ? '.editor-host' : '.editor-code:not([hidden])').click()
  await mounted.waitFor()
  await page.waitForFunction(() => document.activeElement?.closest('.editor-host') !== null)
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(text)
}
