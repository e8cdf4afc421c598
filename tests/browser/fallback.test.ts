/**
 * The embedded engine where the browser lacks something: no SharedArrayBuffer (isolating headers are stripped on the
 * way), no worker in a sandboxed frame (WebKit), or neither. Played in Chromium.
 */
import type { Server } from 'node:http'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createSiteServer, listen } from '../../scripts/site-server.mjs'
import { afterNextAnswer, invoke, LESSON, type PageOptions, usePages, writeCode } from './pages.ts'

const pages = usePages()
let server: Server
let bareSite = ''

beforeAll(async () => {
  server = createSiteServer(join(import.meta.dirname, '../../dist'), {})
  bareSite = `http://localhost:${await listen(server, 0)}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** The frame's document without the script that proves that a worker starts there. */
async function withoutFrame(page: Page): Promise<void> {
  await page.route('**/_engine/frame*', route => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
}

const GATED = /timers gated/

describe.each([
  ['without SharedArrayBuffer', { bare: true, frame: true }],
  ['without a frame', { bare: false, frame: false }],
  ['without either', { bare: true, frame: false }],
])('%s', (_name, { bare, frame }) => {
  const open = (path: string): Promise<Page> => {
    const options: PageOptions = { site: bare ? bareSite : inject('site'), ...(!frame && { prepare: withoutFrame }) }
    return pages.open(path, options)
  }

  test('lesson 020 answers, remembers, loses, and the page says how its timers are stopped', async () => {
    const page = await open(LESSON)
    expect(await page.evaluate(() => typeof SharedArrayBuffer)).toBe(bare ? 'undefined' : 'function')
    expect((await invoke(page, '?message=hoge')).body).toBe('coldstart')
    expect((await invoke(page, '?message=fuga')).body).toBe('warmstart, message=hoge')
    expect((await invoke(page, '')).status).toMatch(/^502 .* warm · env-1$/)
    await afterNextAnswer(page, 2, () => page.getByTestId('invoke-twice-at-once').click())
    await page.getByRole('group', { name: /^env-2/ }).waitFor()
    await page.getByTestId('skip-15-minutes').click()
    await page.getByRole('group', { name: /^env-1 reclaimed/ }).waitFor()
    expect((await invoke(page, '?message=x')).body).toBe('coldstart')
    expect(await page.locator('iframe').count()).toBe(frame ? 1 : 0)
    const engine = await page.getByTestId('engine').innerText()
    if (bare) expect(engine).toMatch(GATED)
    else expect(engine).not.toMatch(GATED)
  })

  test('a busy loop and a timer that was left behind do as on Lambda', async () => {
    const page = await open(LESSON)
    await writeCode(
      page,
      `let ticks = 0
      export const handler = async ({ queryStringParameters: { message } }) => {
        if (message === 'busy') for (;;);
        if (message === 'leave') setInterval(() => ticks++, 10)
        return String(ticks)
      }`,
    )
    expect((await invoke(page, '?message=leave')).body).toBe('0')
    await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 300)))
    expect(Number((await invoke(page, '?message=look')).body), 'frozen: no time passed').toBeLessThanOrEqual(1)
    await invoke(page, '?message=busy')
    expect(await page.locator('.answer-error').innerText()).toContain('Task timed out after 3.00 seconds')
    expect(await invoke(page, '?message=look')).toEqual({ status: expect.stringContaining('reset'), body: '0' })
  })

  test('a function reaches nothing of the site', async () => {
    const page = await open(LESSON)
    await page.evaluate(() => localStorage.setItem('secret', 'mine'))
    await writeCode(page, ESCAPES)
    const reached: Record<string, string> = JSON.parse((await invoke(page)).body)
    expect(Object.entries(reached).filter(([, outcome]) => outcome !== 'refused')).toEqual([])
  })
})

/** Every way out that a worker of the site's own origin has. */
const ESCAPES = `
const tried = {}
const attempt = async (name, work) => {
  try { const value = await work(); tried[name] = value === undefined ? 'refused' : String(value) } catch { tried[name] = 'refused' }
}
const globals = ['document', 'window', 'parent', 'localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore',
  'BroadcastChannel', 'Worker', 'SharedWorker', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'Notification',
  'importScripts', 'navigator', 'location', 'postMessage', 'webkitRequestFileSystem', 'FileReaderSync', 'RTCPeerConnection', 'FontFace']
const seen = name => [globalThis, Object.getPrototypeOf(globalThis)].map(at => at[name])
export const handler = async () => {
  for (const name of globals) await attempt(name, () => seen(name).find(value => value !== undefined))
  for (const code of globals) await attempt('by Function: ' + code, () => new Function('return typeof ' + code + ' === "undefined" ? undefined : ' + code)())
  await attempt('fetch of the site', () => fetch('/'))
  await attempt('fetch of the site by address', () => fetch(new URL('/', import.meta.url.replace('file:', 'http:'))))
  await attempt('foreign fetch', () => fetch('https://example.com/'))
  await attempt('import of the site', () => import('/favicon.svg'))
  await attempt('scope getter', () => {
    for (let at = globalThis; at; at = Object.getPrototypeOf(at)) {
      const found = Object.getOwnPropertyDescriptor(at, 'indexedDB') ?? Object.getOwnPropertyDescriptor(at, 'caches')
      if (found) return found
    }
  })
  return tried
}`
