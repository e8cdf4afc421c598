/** Every page: isolated, accessible, silent on the console, in both languages and themes. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, inject, test } from 'vitest'
import { invoke, LESSON, usePages } from './pages.ts'

const pages = usePages()
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const PATHS = [
  '/',
  '/ja/',
  '/lessons/010-the-first-request/',
  '/ja/lessons/010-the-first-request/',
  LESSON,
  `/ja${LESSON}`,
  '/playground/',
  '/ja/playground/',
  '/glossary/',
  '/ja/glossary/',
  '/ready/',
  '/ja/ready/',
  '/diagnostics/',
  '/ja/diagnostics/',
]

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
}

describe.each(PATHS)('%s', path => {
  test.each(['light', 'dark'] as const)('has no accessibility violation in %s', async colorScheme => {
    const page = await pages.open(path, { colorScheme, bypassCSP: true })
    if (path.endsWith('020-the-second-request-remembers/') && path.startsWith('/lessons'))
      await invoke(page, '?message=x')
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll('details')) folded.open = true
    })
    await page.addScriptTag({ content: axe })
    const { violations } = await page.evaluate<AxeResult>(
      'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] })',
    )
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('  ')}`)).toEqual([])
  })

  test('fits 390, 1024, 1280 and 1440 pixels', async () => {
    const page = await pages.open(path)
    for (const width of [390, 1024, 1280, 1440]) {
      await page.setViewportSize({ width, height: 844 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  })
})

describe('the server', () => {
  test.each([
    ['a page', LESSON, {}, 200],
    ['a page that is not there', '/nowhere/', {}, 404],
  ])('isolates %s', async (_what, path, headers, status) => {
    const response = await fetch(inject('site') + path, { headers })
    expect(response.status).toBe(status)
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp')
  })

  test('isolates an answer that says not modified', async () => {
    const address = inject('site') + LESSON
    const etag = (await fetch(address)).headers.get('etag') ?? ''
    const response = await fetch(address, { headers: { 'if-none-match': etag } })
    expect(response.status).toBe(304)
    expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp')
  })
})

describe('a lesson page before the reader acts', () => {
  test('loads little, and nothing from elsewhere', async () => {
    // A text, for which the browser looks for an icon in vain: nothing that lessons share is in the cache yet.
    pages.expectOnConsole(/404 \(Not Found\)/)
    const page = await pages.open('/robots.txt')
    const loaded = new Map<string, { readonly bytes: number; readonly type: string }>()
    page.on('response', async response => {
      if (response.request().headers()['sec-purpose'] === 'prefetch') return
      const sizes = await response.request().sizes()
      loaded.set(response.url(), { bytes: sizes.responseBodySize, type: response.request().resourceType() })
    })
    await page.goto(inject('site') + LESSON, { waitUntil: 'networkidle' })
    const kilobytes = (...types: string[]): number =>
      [...loaded.values()].filter(({ type }) => types.includes(type)).reduce((sum, { bytes }) => sum + bytes, 0) / 1_000
    expect([...loaded.keys()].filter(url => !url.startsWith(inject('site')))).toEqual([])
    expect(kilobytes('script')).toBeLessThanOrEqual(40)
    expect(kilobytes('document', 'stylesheet')).toBeLessThanOrEqual(25)
    expect(kilobytes('font')).toBeLessThanOrEqual(35)
  })

  test('runs isolated, with guests in a frame of another origin', async () => {
    const page = await pages.open(LESSON)
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
    await invoke(page, '?message=x')
    expect(await page.locator('iframe[sandbox="allow-scripts"]').count()).toBe(1)
    expect(await page.getByTestId('engine').getAttribute('data-state')).toBe('ready')
  })
})
