/** A lesson as slides, and the windows of one talk: one run, shown everywhere. */
import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { usePages } from './pages.ts'

const pages = usePages()
const DECK = '/present/020-the-second-request-remembers/'
const SPEAKER = `${DECK}speaker/`

const shown = (page: Page): Promise<string> => page.locator('.slide:not([hidden]) h2').innerText()
const answer = (page: Page, text: RegExp): Promise<void> =>
  page.getByTestId('deck-answer').first().filter({ hasText: text }).waitFor({ timeout: 20_000 })

/** Presses → until the answer to the slide's request is there. */
async function press(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Another window of the same browser. */
async function openBeside(context: BrowserContext, page: Page, path: string): Promise<Page> {
  const beside = await context.newPage()
  await beside.goto(new URL(path, page.url()).href)
  return beside
}

/** Everything the picture says, to compare windows with. */
const picture = (page: Page): Promise<string> => page.locator('[data-picture]').first().innerText()

describe('a deck', () => {
  test('runs the lesson’s function step by step, and points at lines', async () => {
    const page = await pages.open(DECK)
    expect(await shown(page)).toBe('The second request remembers')
    await press(page, ['PageDown'])
    expect(await page.locator('.line.focus').count()).toBe(1)
    await press(page, ['PageDown'])
    await answer(page, /\?message=hoge → 200 coldstart/)
    await press(page, ['PageDown', ' '])
    await answer(page, /\?message=fuga → 200 warmstart, message=hoge/)
    expect(await picture(page)).toContain('someGlobalValue')
    expect(page.url()).toContain('#experiment/4')
  })

  test('comes back to a slide and a step by its address, with what ran before', async () => {
    const page = await pages.open(`${DECK}#experiment/4`)
    await answer(page, /warmstart, message=hoge/)
    await press(page, ['r'])
    await answer(page, /coldstart/)
    await press(page, ['r'])
    await page.getByTestId('deck-answer').filter({ hasText: 'The answer appears here.' }).waitFor()
  })

  test('turns no page while somebody types', async () => {
    const page = await pages.open(DECK)
    await press(page, ['e', 'Enter'])
    await page.locator('.editor-box[data-mounted]').waitFor()
    await page.keyboard.type('fob? ')
    expect(await page.locator('.editor-code:not([hidden])').innerText()).toContain('fob? ')
    expect(await shown(page)).toBe('The second request remembers')
    expect(page.url()).not.toContain('/1')
    await press(page, ['Escape', 'PageDown'])
    expect(page.url()).toContain('#experiment/1')
  })

  test('shows black, contrast, larger code, its slides and its keys', async () => {
    const page = await pages.open(DECK)
    await press(page, ['b'])
    expect(await page.locator('[data-black]').isVisible()).toBe(true)
    await press(page, ['.', 'c', '+'])
    expect(await page.locator('[data-black]').isVisible()).toBe(false)
    expect(await page.locator('html').getAttribute('data-contrast')).toBe('high')
    await press(page, ['o'])
    await page
      .getByRole('dialog', { name: 'Slides' })
      .getByRole('link', { name: /Then it is gone/ })
      .click()
    expect(await shown(page)).toBe('Then it is gone')
    await press(page, ['?'])
    expect(await page.getByRole('dialog', { name: 'Keys' }).innerText()).toContain('black screen')
  })

  test('loads no notes', async () => {
    const page = await pages.open(DECK)
    expect(await page.content()).not.toContain('Ask the room')
  })

  test.each([
    ['16:9', 1280, 720],
    ['4:3', 1024, 768],
    ['16:10', 1280, 800],
  ])('fits a projector of %s', async (_, width, height) => {
    const page = await pages.open(DECK, { viewport: { width, height } })
    const box = await page.locator('[data-canvas]').boundingBox()
    expect(box?.width).toBeCloseTo(width, -1)
    expect(box?.height).toBeCloseTo(height, -1)
  })
})

describe('the windows of a talk', () => {
  test('run once and show the same, from whichever the step was asked, after a reload too', async () => {
    const stage = await pages.open(DECK)
    const speaker = await openBeside(stage.context(), stage, SPEAKER)
    await speaker.getByText('1 other window follows').waitFor()
    await speaker.getByRole('button', { name: /^Next →/ }).click()
    await speaker.keyboard.press('PageDown')
    await answer(stage, /coldstart/)
    await answer(speaker, /coldstart/)
    await stage.keyboard.press('PageDown')
    await stage.keyboard.press('PageDown')
    await answer(speaker, /warmstart, message=hoge/)
    expect(await speaker.locator('[data-notes]:not([hidden])').innerText()).toContain('Ask the room')
    const late = await openBeside(stage.context(), stage, DECK)
    await answer(late, /warmstart, message=hoge/)
    await speaker.reload()
    await answer(speaker, /warmstart, message=hoge/)
    const pictures = await Promise.all([stage, speaker, late].map(picture))
    expect(new Set(pictures).size).toBe(1)
    expect(pictures[0]).toContain('2 invocations · 1 cold · 1 warm')
  })

  test('share what is typed', async () => {
    const stage = await pages.open(DECK)
    const speaker = await openBeside(stage.context(), stage, SPEAKER)
    await press(speaker, ['e', 'Enter'])
    await speaker.locator('.editor-box[data-mounted]').waitFor()
    await speaker.keyboard.type('// typed\n')
    await stage.locator('.editor-code').filter({ hasText: '// typed' }).waitFor()
  })

  test('keep the picture when frozen, go black, and go on', async () => {
    const stage = await pages.open(DECK)
    const speaker = await openBeside(stage.context(), stage, SPEAKER)
    await speaker.getByRole('button', { name: /^Freeze/ }).click()
    await stage.locator('[data-still]').waitFor()
    await press(speaker, ['PageDown', 'PageDown'])
    await answer(speaker, /coldstart/)
    expect(await stage.locator('[data-still] [data-testid=deck-answer]').innerText()).toContain(
      'The answer appears here.',
    )
    await speaker.getByRole('button', { name: /^Freeze/ }).click()
    await stage.locator('[data-still]').waitFor({ state: 'detached' })
    await answer(stage, /coldstart/)
    await press(speaker, ['b'])
    await stage.locator('[data-black]').waitFor()
  })

  test('go on in another when the one that ran the function is closed, and say so', async () => {
    const stage = await pages.open(DECK)
    const speaker = await openBeside(stage.context(), stage, SPEAKER)
    await press(speaker, ['PageDown', 'PageDown'])
    await answer(speaker, /coldstart/)
    await stage.close()
    await speaker.getByText('The window that ran the function was closed.').waitFor()
    await speaker.getByText('1 invocation · 1 cold · 0 warm').first().waitFor({ timeout: 20_000 })
    await press(speaker, ['PageDown', 'PageDown'])
    await answer(speaker, /warmstart, message=hoge/)
  })

  test('answer keys while a function loops for ever', async () => {
    const stage = await pages.open(DECK)
    await press(stage, ['e', 'Enter'])
    await stage.locator('.editor-box[data-mounted]').waitFor()
    await stage.keyboard.press('Control+A')
    await stage.keyboard.insertText('export const handler = () => { while (true) {} }')
    await press(stage, ['Escape', 'i'])
    await stage.getByText('running request 1').waitFor()
    const began = performance.now()
    await press(stage, ['b'])
    await stage.locator('[data-black]').waitFor()
    expect(performance.now() - began).toBeLessThan(1_000)
    await press(stage, ['b'])
    await answer(stage, /502/)
  })
})
