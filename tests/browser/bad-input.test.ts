/** Whatever a function does: Lambda's answer, a page that answers clicks meanwhile, and a next Invoke that works. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { afterNextAnswer, invoke, LESSON, usePages, writeCode } from './pages.ts'

const pages = usePages()

/** Real ms within which the page must answer a click, whatever runs. */
const CLICK_MS = 100
/** Real ms until a frame that lost its process was found out and built again. */
const ANSWERED_MS = 30_000

const errorText = (page: Page): Promise<string> => page.locator('.answer-error').innerText()

const GOOD = "export const handler = async () => 'fine'"

describe('a function that', () => {
  test.each([
    // No bracket left open: the editor closes it or not, as its language has come by then or not.
    ['has a syntax error', 'export const handler = async () =>', 'Runtime.UserCodeSyntaxError'],
    ['exports no handler', 'export const other = 1', 'Runtime.HandlerNotFound'],
    ['exports something else as handler', 'export const handler = 1', 'Runtime.HandlerNotFound'],
    ['throws', "export const handler = async () => { throw new RangeError('no') }", 'RangeError'],
    ['never settles', 'export const handler = () => new Promise(() => {})', 'Runtime.ExitError'],
    ['exits', 'export const handler = async () => { process.exit(3) }', 'exit status 3'],
    [
      'returns itself',
      'export const handler = async () => { const a = {}; a.a = a; return a }',
      'Runtime.JSONStringifyError',
    ],
    ['returns a BigInt', 'export const handler = async () => 1n', 'Runtime.JSONStringifyError'],
    [
      'imports what is not there',
      "import x from 'left-pad'\nexport const handler = async () => x",
      'Cannot find package',
    ],
    [
      'imports a module this engine lacks',
      "import net from 'node:net'\nexport const handler = async () => net",
      'Cannot find package',
    ],
  ])('%s is answered as Lambda answers, and the next one works', async (_what, code, expected) => {
    const page = await pages.open(LESSON)
    await writeCode(page, code)
    expect((await invoke(page)).body).toBe('Internal Server Error')
    expect(await errorText(page)).toContain(expected)
    await writeCode(page, GOOD)
    expect((await invoke(page)).body).toBe('fine')
  })

  test('loops for ever is stopped at its time-out while the page answers clicks', async () => {
    const page = await pages.open(LESSON)
    await writeCode(
      page,
      "import fs from 'fs'\nexport const handler = async () => { fs.writeFileSync('/tmp/kept', 'x'); for (;;); }",
    )
    await afterNextAnswer(page, 1, async () => {
      await page.getByTestId('invoke').click()
      await page.getByRole('group', { name: /^env-1 running/ }).waitFor()
      expect(await clickMs(page)).toBeLessThan(CLICK_MS)
    })
    expect(await errorText(page)).toContain('Task timed out after 3.00 seconds')
    const card = page.getByRole('group', { name: /^env-1 timed out/ })
    expect(await card.getByTestId('tmp').innerText()).toContain('kept')
    await writeCode(page, GOOD)
    expect((await invoke(page)).body).toBe('fine')
  })

  test('prints 10 MB is cut and said to be', async () => {
    const page = await pages.open(LESSON)
    await writeCode(
      page,
      "export const handler = async () => { for (let i = 0; i < 1e5; i++) console.log('x'.repeat(100)); return 'printed' }",
    )
    expect((await invoke(page)).body).toBe('printed')
    expect(await page.getByTestId('log').innerText()).toContain('the rest is not shown')
    expect(await clickMs(page)).toBeLessThan(CLICK_MS)
  })

  test('fills its memory loses its runtime, not the page', async () => {
    const page = await pages.open(LESSON)
    await writeCode(
      page,
      'const all = []\nexport const handler = async () => { for (;;) all.push(new Array(1e5).fill(Math.random())) }',
    )
    // Playwright takes the end of the frame's process for the page's own; the protocol beside it still sees the page.
    const protocol = await page.context().newCDPSession(page)
    const inPage = async (expression: string): Promise<unknown> =>
      (await protocol.send('Runtime.evaluate', { expression, returnByValue: true })).result.value
    const press = (name: string): Promise<unknown> => inPage(`document.querySelector('[data-testid=${name}]').click()`)
    const answered = (): Promise<unknown> => inPage(`document.querySelector('[data-testid=response]').dataset.answered`)
    await press('invoke')
    await expect.poll(answered, { timeout: ANSWERED_MS }).toBe('1')
    const error = await inPage(`document.querySelector('.answer-error').textContent`)
    expect(error).toMatch(/Runtime\.(OutOfMemory|ExitError)|Sandbox\.Timedout/)
    await press('restore-code')
    await press('invoke')
    await expect.poll(answered, { timeout: ANSWERED_MS }).toBe('2')
    expect(await inPage(`document.querySelector('[data-testid=response-body]').textContent`)).toBe('coldstart')
  })

  test('keeps a proxy that throws, or breaks globals, does not break the picture', async () => {
    const page = await pages.open(LESSON)
    const traps =
      'const trap = new Proxy({}, { get() { throw 1 }, ownKeys() { throw 1 }, getPrototypeOf() { throw 1 } })'
    await writeCode(page, `${traps}\nlet n = 0\nexport const handler = async () => ++n`)
    await invoke(page)
    expect(await page.getByTestId('module-scope').innerText()).toMatch(/trap\s*<proxy>\s*n\s*0 →\s*1/)
    const breaks =
      'delete globalThis.JSON; globalThis.console = null; Array.prototype.map = null; globalThis.Date = null'
    await writeCode(page, `export const handler = async () => { ${breaks}; return 'broken' }`)
    await invoke(page)
    await writeCode(page, GOOD)
    expect((await invoke(page)).body).toBe('fine')
  })

  test('returns HTML gets it shown as text', async () => {
    const page = await pages.open(LESSON)
    await writeCode(
      page,
      `export const handler = async () => { console.log('<img src=x onerror=alert(1)>'); return '<b id=bold>x</b>' }`,
    )
    expect((await invoke(page)).body).toBe('<b id=bold>x</b>')
    expect(await page.locator('#bold').count()).toBe(0)
    expect(await page.getByTestId('log').innerText()).toContain('<img src=x onerror=alert(1)>')
  })

  test('is asked with a query that does not decode gets it as it was sent', async () => {
    const page = await pages.open(LESSON)
    await invoke(page, '?message=%zz')
    expect((await invoke(page, '?message=x')).body).toBe('warmstart, message=%zz')
  })
})

describe('a function that tries to get out', () => {
  test('reaches neither page nor storage, caches, channels, workers or network', async () => {
    const page = await pages.open(LESSON)
    await page.evaluate(() => localStorage.setItem('secret', 'mine'))
    const attempt = `
      const tried = {}
      const attempt = async (name, work) => { try { tried[name] = String(await work()) } catch (error) { tried[name] = 'refused' } }
      export const handler = async () => {
        await attempt('document', () => document)
        await attempt('parent', () => parent.document)
        await attempt('localStorage', () => localStorage.getItem('secret'))
        await attempt('indexedDB', () => indexedDB.open('x'))
        await attempt('caches', () => caches.open('x'))
        await attempt('channel', () => new BroadcastChannel('x'))
        await attempt('worker', () => new Worker('data:text/javascript,0'))
        await attempt('fetch', () => fetch('/'))
        await attempt('foreign fetch', () => fetch('https://example.com/'))
        await attempt('xhr', () => new XMLHttpRequest())
        await attempt('socket', () => new WebSocket('wss://example.com/'))
        return tried
      }`
    await writeCode(page, attempt)
    const { body } = await invoke(page)
    expect(new Set(Object.values(JSON.parse(body)))).toEqual(new Set(['refused']))
  })
})

/** Real ms from a click to the page having taken it. */
function clickMs(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>(resolve => {
        const began = performance.now()
        const button = document.querySelector<HTMLElement>('[data-testid=restore-code]')
        button?.addEventListener('focus', () => requestAnimationFrame(() => resolve(performance.now() - began)), {
          once: true,
        })
        button?.focus()
        if (document.activeElement !== button) requestAnimationFrame(() => resolve(performance.now() - began))
      }),
  )
}
