/**
 * The second engine on the built site: the vendor's address is played by the double, so that the unmodified client boots
 * there, or fails in each of its ways; the page works on all the same.
 */
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, inject, test } from 'vitest'
import { attachDouble, type Double } from '../webcontainer/double/attach-double.ts'
import type { Hostility } from '../webcontainer/double/hostility.ts'
import { type BootKind, headlessAnswer } from '../webcontainer/double/vendor.ts'
import { invoke, LESSON, usePages, writeCode } from './pages.ts'

const pages = usePages()
const VENDOR = 'https://stackblitz.com'
/** The deadline of a boot, and what a loaded machine adds. */
const PATIENCE_MS = 60_000

let doubles: Double[] = []
afterEach(async () => {
  await Promise.all(doubles.map(double => double.close()))
  doubles = []
})

/** Opens the lesson with the vendor played; gives what was asked of it so far. */
async function open(engine: 'auto' | 'ask' | 'off', kind: BootKind, hostility: Hostility = {}) {
  const asked: string[] = []
  // What a browser says of requests that this very test breaks off.
  pages.expectOnConsole(/stackblitz\.com|Failed to load resource|ERR_/)
  const page = await pages.open(LESSON, {
    engine,
    prepare: async page => {
      doubles.push(await attachDouble(page, hostility))
      await page.route(`${VENDOR}/**`, async route => {
        asked.push(route.request().url())
        if (kind === 'refused') return route.abort('connectionrefused')
        const answer = await headlessAnswer(kind)
        if (answer !== null) await route.fulfill(answer)
      })
    },
  })
  return { page, asked }
}

const chip = (page: Page): Promise<string> => page.getByTestId('engine').innerText()

describe('the second engine', { timeout: PATIENCE_MS * 2 }, () => {
  test.each(['off', 'ask'] as const)('in %s asks nothing of the vendor, and loads no client', async engine => {
    const { page, asked } = await open(engine, 'ready')
    const loaded: string[] = []
    page.on('request', request => loaded.push(request.url()))
    expect((await invoke(page, '?message=hoge')).body).toBe('coldstart')
    await page.waitForLoadState('networkidle')
    expect(asked).toEqual([])
    expect(loaded.filter(url => !url.startsWith(inject('site')))).toEqual([])
    expect(loaded.filter(url => /container/.test(url))).toEqual([])
    expect(await chip(page)).toBe('Engine: in this browser')
  })

  test('in auto asks nothing before the reader acts; then takes over with edited code, and the one list goes on', async () => {
    const { page, asked } = await open('auto', 'ready')
    await page.waitForLoadState('networkidle')
    expect(asked).toEqual([])
    expect((await invoke(page, '?message=hoge')).body).toBe('coldstart')
    await page.getByTestId('engine').click()
    const menu = page.getByTestId('engine-menu')
    await menu.getByText('Ready. It takes over').waitFor({ timeout: PATIENCE_MS })
    expect(asked.some(url => url.startsWith(`${VENDOR}/headless?`))).toBe(true)
    await menu.getByRole('button', { name: 'Close' }).click()
    // Without new code nothing changes hands.
    expect((await invoke(page, '?message=fuga')).body).toBe('warmstart, message=hoge')
    expect(await chip(page)).toBe('Engine: in this browser')
    // The engine in this browser has no such module.
    const code = `'node ' + vm.runInNewContext('version', { version: process.version }) + ', あ🍣'`
    await writeCode(page, `import vm from 'node:vm'; export const handler = async () => ${code}`)
    expect((await invoke(page, '')).body).toBe(`node ${process.version}, あ🍣`)
    expect(await chip(page)).toMatch(/^Engine: WebContainer/)
    await page.getByRole('group', { name: /^env-1 reclaimed/ }).waitFor()
    await page.getByRole('group', { name: /^env-2 frozen/ }).waitFor()
    // The check of the exercise runs where the page does.
    await page.getByTestId('check').click()
    await page.locator('[data-exercise][data-check="checked"]').waitFor({ timeout: PATIENCE_MS })
    expect(await page.locator('[data-seen]').innerText()).toContain(`node ${process.version}`)
  })

  test('loads the vendor’s client when it boots, and not before', async () => {
    const { page } = await open('ask', 'ready')
    const scripts: Promise<string>[] = []
    page.on('response', response => {
      if (response.request().resourceType() === 'script') scripts.push(response.text().catch(() => ''))
    })
    await page.reload({ waitUntil: 'networkidle' })
    await invoke(page, '?message=hoge')
    await page.getByTestId('engine').click()
    const menu = page.getByTestId('engine-menu')
    const start = menu.getByRole('button', { name: 'Start' })
    await start.waitFor()
    expect((await Promise.all(scripts)).filter(text => text.includes(CLIENT))).toEqual([])
    await start.click()
    await menu.getByText('Ready. It takes over').waitFor({ timeout: PATIENCE_MS })
    expect((await Promise.all(scripts)).filter(text => text.includes(CLIENT))).toHaveLength(1)
  })

  test('offline says so at once, and the page works on', async () => {
    const { page, asked } = await open('ask', 'ready')
    expect((await invoke(page, '?message=hoge')).body).toBe('coldstart')
    await page.getByTestId('engine').click()
    const menu = page.getByTestId('engine-menu')
    await menu.getByRole('button', { name: 'Start' }).waitFor()
    // Nothing of the engine was loaded so far.
    await page.context().setOffline(true)
    await menu.getByRole('button', { name: 'Start' }).click()
    await menu.getByText('The browser is offline').waitFor({ timeout: 5_000 })
    await menu.getByRole('button', { name: 'Close' }).click()
    expect(asked).toEqual([])
    expect((await invoke(page, '?message=fuga')).body).toBe('warmstart, message=hoge')
  })

  test('whose busy loops cannot be stopped times out, and offers a restart after the second', async () => {
    const { page } = await open('auto', 'ready', { lacks: ['terminate'] })
    await invoke(page, '?message=hoge')
    await page.getByTestId('engine').click()
    const menu = page.getByTestId('engine-menu')
    await menu.getByText('Ready. It takes over').waitFor({ timeout: PATIENCE_MS })
    await menu.getByRole('button', { name: 'Close' }).click()
    await writeCode(page, BUSY)
    expect((await invoke(page, '?message=look')).body).toBe('1')
    const note = page.getByTestId('engine-note').getByRole('button', { name: 'Restart WebContainer' })
    for (const offered of [0, 1]) {
      expect((await invoke(page, '?message=loop')).status).toMatch(/^502 /)
      expect(await page.locator('.answer-error').innerText()).toContain('Task timed out after 3.00 seconds')
      if (offered === 0) expect(await note.count()).toBe(0)
    }
    await note.click()
    await note.waitFor({ state: 'detached' })
    await page.getByTestId('engine').click()
    await menu.getByText(/Ready\. It takes over|It answers/).waitFor({ timeout: PATIENCE_MS })
    await menu.getByRole('button', { name: 'Close' }).click()
    expect((await invoke(page, '?message=look')).body, 'what ran there is gone with it').toBe('1')
    expect(await note.count()).toBe(0)
  })

  test('that does not boot, whatever the way, ends in one sentence with Retry, on a page that works', async () => {
    // At once: most of them wait for the deadline.
    await Promise.all(FAILURES.map(expectToFailCalmly))
  })
})

/** A text of the vendor's client that nothing of ours has. */
const CLIENT = 'Only a single WebContainer instance can be booted'

const BUSY = `let count = 0
export const handler = async ({ queryStringParameters: { message } }) => {
  if (message === 'loop') for (;;);
  return String(++count)
}`

/** Every way in which the client's own `boot()` stays pending for ever (reference 1.4). */
const FAILURES: readonly BootKind[] = ['silent', 'not-found', 'refused', 'no-corp', 'no-coep', 'never-answers']

async function expectToFailCalmly(kind: BootKind): Promise<void> {
  const { page } = await open('auto', kind)
  expect((await invoke(page, '?message=hoge')).body, kind).toBe('coldstart')
  const note = page.getByTestId('engine-note')
  await note.waitFor({ timeout: PATIENCE_MS })
  expect(await note.innerText(), kind).toContain('The engine in this browser goes on.')
  await note.getByRole('button', { name: 'Retry' }).waitFor()
  expect((await invoke(page, '?message=fuga')).body, kind).toBe('warmstart, message=hoge')
  await writeCode(page, "export const handler = async () => 'edited'")
  expect((await invoke(page, '')).body, kind).toBe('edited')
  await note.getByRole('button', { name: 'Dismiss' }).click()
  await note.waitFor({ state: 'hidden' })
}

test('the policy of a page allows the vendor where the engine is, and nowhere else', async () => {
  const policyOf = async (path: string): Promise<string> => {
    const html = await (await fetch(inject('site') + path)).text()
    return /http-equiv="content-security-policy" content="([^"]*)"/i.exec(html)?.[1] ?? ''
  }
  expect(await policyOf(LESSON)).toMatch(/frame-src 'self' https:\/\/stackblitz\.com;/)
  expect(await policyOf('/')).not.toContain('stackblitz')
})
