/**
 * What only real Node gives, on the built site over the double: a terminal from which curl reaches the function, packages
 * of npm, and the offer where the engine in the browser lacks a module. Nothing of it is loaded before the learner acts.
 */
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { attachDouble, type Double } from '../webcontainer/double/attach-double.ts'
import { headlessAnswer } from '../webcontainer/double/vendor.ts'
import { afterNextAnswer, invoke, LESSON, lastAnswer, usePages, writeCode } from './pages.ts'

const pages = usePages()
const PATIENCE_MS = 60_000

let doubles: Double[] = []
afterEach(async () => {
  await Promise.all(doubles.map(double => double.close()))
  doubles = []
})

/** Opens a page with the vendor played; `loaded` are the scripts and styles of the site that came so far. */
async function open(path: string): Promise<{ page: Page; loaded: string[] }> {
  const loaded: string[] = []
  pages.expectOnConsole(/stackblitz\.com|Failed to load resource|ERR_/)
  const page = await pages.open(path, {
    engine: 'ask',
    prepare: async page => {
      page.on('request', request => loaded.push(request.url()))
      doubles.push(await attachDouble(page))
      await page.route('https://stackblitz.com/**', async route => {
        const answer = await headlessAnswer('ready')
        if (answer !== null) await route.fulfill(answer)
      })
    },
  })
  return { page, loaded }
}

/** Types a line into the terminal, as a person does. */
async function type(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line)
  await page.keyboard.press('Enter')
}

describe('what only real Node gives', { timeout: PATIENCE_MS * 2 }, () => {
  test('a terminal opens a shell, whose curl reaches the function; its requests show as any', async () => {
    const { page, loaded } = await open(LESSON)
    expect((await invoke(page, '?message=hoge')).body).toBe('coldstart')
    await page.waitForLoadState('networkidle')
    expect(loaded.filter(url => /stackblitz|xterm|terminal/i.test(url))).toEqual([])
    await page.getByTestId('open-terminal').click()
    const terminal = page.getByRole('region', { name: 'Terminal' })
    await terminal.getByText('A real shell').waitFor({ timeout: PATIENCE_MS })
    expect(loaded.some(url => /xterm/.test(url))).toBe(true)
    expect(await page.getByTestId('engine').innerText()).toMatch(/WebContainer/)
    const line = await terminal.getByTestId('terminal-curl').innerText()
    await afterNextAnswer(page, 1, () => type(page, line))
    expect(await lastAnswer(page)).toEqual({ status: expect.stringContaining('cold · env-2'), body: 'coldstart' })
    await afterNextAnswer(page, 1, () => type(page, line.replace('hoge', 'fuga')))
    expect((await lastAnswer(page)).body).toBe('warmstart, message=hoge')
    // What curl printed, as a screen reader has it.
    await terminal.locator('.xterm-accessibility').getByText('warmstart, message=hoge').first().waitFor()
    await page.locator('[data-step=curl].done').waitFor()
    await expectNoTrap(page)
  })

  test('packages are installed where package.json asks for them, and imported', async () => {
    const { page } = await open('/playground/')
    await addFile(page, 'vendor/greeting/package.json', '{ "name": "greeting", "version": "1.0.0" }')
    await addFile(page, 'vendor/greeting/index.js', "module.exports = () => 'hello from npm'")
    await addFile(page, 'package.json', '{ "dependencies": { "greeting": "file:./vendor/greeting" } }')
    await page.getByRole('tab', { name: 'index.mjs' }).click()
    await writeCode(page, "import greet from 'greeting'\nexport const handler = async () => greet()")
    expect((await invoke(page)).body).toContain('Internal Server Error')
    const offer = page.getByTestId('engine-offer')
    await offer.getByText('“greeting” is not among').waitFor()
    await offer.getByRole('button', { name: 'Switch to WebContainer' }).click()
    await page.getByTestId('install-note').getByText('npm installed greeting').waitFor({ timeout: PATIENCE_MS })
    await offer.getByText('WebContainer answers now').waitFor({ timeout: PATIENCE_MS })
    expect((await invoke(page)).body).toBe('hello from npm')
    // One that cannot be had is told, with what to do; the function goes on as far as it can.
    await page.getByRole('tab', { name: 'package.json', exact: true }).click()
    // The editor closes brackets that are typed over others.
    await writeCode(page, '')
    await page.keyboard.press('Delete')
    await writeCode(page, '{ "dependencies": { "gone": "file:./gone.tgz" } }')
    await page.getByTestId('invoke').click()
    const note = page.getByTestId('install-note')
    await note.getByText('npm could not install').waitFor({ timeout: PATIENCE_MS })
    expect(await note.innerText()).toMatch(/Check names and versions.*gone\.tgz/)
    await note.getByRole('button', { name: 'Dismiss' }).click()
    await note.waitFor({ state: 'hidden' })
  })

  test('a module that the engine in the browser lacks is had by one press', async () => {
    const { page } = await open(LESSON)
    const code = "import v8 from 'node:v8'\nexport const handler = async () => typeof v8.serialize"
    await writeCode(page, code)
    expect((await invoke(page)).status).toContain('502')
    const offer = page.getByTestId('engine-offer')
    await offer.getByText('“v8” is a module of Node.js').waitFor()
    await offer.getByRole('button', { name: 'Switch to WebContainer' }).click()
    await offer.getByText('WebContainer answers now').waitFor({ timeout: PATIENCE_MS })
    expect((await invoke(page)).body).toBe('function')
    await offer.waitFor({ state: 'hidden' })
  })
})

/** Tab leads on, Shift+Tab back, Escape out; closing leads to what opened it. */
async function expectNoTrap(page: Page): Promise<void> {
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
  const input = page.getByRole('textbox', { name: /^Terminal input/ })
  for (const [key, where] of [
    ['Tab', 'Close'],
    ['Escape', 'Close'],
    ['Shift+Tab', 'Terminal'],
  ] as const) {
    await input.focus()
    await page.keyboard.press(key)
    expect(await focused(), key).toBe(where)
  }
  await page.getByTestId('terminal').getByRole('button', { name: 'Close' }).click()
  await page.getByTestId('terminal').waitFor({ state: 'detached' })
  expect(await focused()).toBe('Open a terminal')
}

async function addFile(page: Page, path: string, text: string): Promise<void> {
  await page.getByTestId('add-file').click()
  await page.getByTestId('file-path').fill(path)
  await page.getByTestId('file-ok').click()
  await page.getByRole('tab', { name: path, exact: true }).waitFor()
  await writeCode(page, text)
}
