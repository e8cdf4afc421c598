/** The code editor: the swap of static code for Monaco, what it knows, and how it is left. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { afterNextAnswer, LESSON, lastAnswer, usePages, writeCode } from './pages.ts'

const pages = usePages()
/** DESIGN 9; KB = 1000 bytes, Brotli. */
const EDITOR_KILOBYTES = 700
const TOUCH = { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } }

/** Where these words of the code stand on the screen, in px, and their colour. */
async function positions(page: Page, layer: '.editor-code:not([hidden])' | '.view-lines'): Promise<unknown> {
  return page.locator(layer).evaluate(
    (element, words) => {
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      const found: Record<string, [number, number, string]> = {}
      while (texts.nextNode()) {
        const text = texts.currentNode.textContent ?? ''
        for (const word of words) {
          if (!text.includes(word) || word in found) continue
          const range = document.createRange()
          range.setStart(texts.currentNode, text.indexOf(word))
          range.setEnd(texts.currentNode, text.indexOf(word) + word.length)
          const { x, y, height } = range.getBoundingClientRect()
          const { color } = getComputedStyle(texts.currentNode.parentElement ?? element)
          found[word] = [Math.round(x * 4) / 4, Math.round((y + height / 2) * 4) / 4, color]
        }
      }
      return found
    },
    ['someGlobalValue', 'handler', 'coldstart', 'response', '{', '?', '('],
  )
}

async function openEditor(page: Page): Promise<void> {
  await page.locator('.editor-code:not([hidden])').click()
  await page.locator('.editor-box[data-mounted=monaco]').waitFor()
  await page.waitForFunction(() => document.activeElement?.closest('.editor-host') !== null)
}

describe('the swap of static code for Monaco', () => {
  test('moves no character, changes no colour and shifts nothing', async () => {
    const page = await pages.open(LESSON)
    await page.evaluate(() => {
      const shifts: number[] = []
      Object.assign(window, { shifts })
      new PerformanceObserver(list => {
        for (const entry of list.getEntries()) {
          const sources: { readonly node: Element | null }[] = Reflect.get(entry, 'sources')
          // A caret that goes where it is put is no shift.
          if (!sources.every(({ node }) => node?.matches('.cursor'))) shifts.push(Reflect.get(entry, 'value'))
        }
      }).observe({ type: 'layout-shift', buffered: true })
    })
    const before = await positions(page, '.editor-code:not([hidden])')
    await openEditor(page)
    expect(before).toMatchObject({ someGlobalValue: expect.anything(), coldstart: expect.anything() })
    expect(await positions(page, '.view-lines')).toEqual(before)
    expect(await page.evaluate(() => Reflect.get(window, 'shifts'))).toEqual([])
  })

  test('puts the caret where the reader pressed, and keeps what was typed meanwhile', async () => {
    const page = await pages.open(LESSON)
    const word = page.locator('.editor-code:not([hidden]) span', { hasText: /^'coldstart'$/ }).first()
    await word.click({ position: { x: 1, y: 8 } })
    await page.locator('.editor-box[data-mounted]').waitFor()
    await page.waitForFunction(() => document.activeElement?.closest('.editor-host') !== null)
    await page.keyboard.insertText('X')
    await page.locator('.view-lines', { hasText: "body: X'coldstart'" }).waitFor()
  })

  test('starts by a typed key too', async () => {
    const page = await pages.open(LESSON)
    await page.locator('.editor-code:not([hidden])').focus()
    await page.keyboard.type('// ab')
    await page.locator('.view-line', { hasText: '// ablet someGlobalValue' }).waitFor()
  })
})

describe('Monaco', () => {
  test('weighs no more than its budget, and fetches TypeScript after the first edit only', async () => {
    const page = await pages.open(LESSON)
    const asked: string[] = []
    page.on('request', request => asked.push(new URL(request.url()).pathname))
    const files: string[] = await (await fetch(`${inject('site')}/editor-files.json`)).json()
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    const scripts = files
      .filter(file => file.endsWith('.js') && !file.includes('worker'))
      .filter(file => !loaded.some(name => name.endsWith(file)) || /monaco|highlighter/.test(file))
    const bytes = scripts.map(file => statSync(join(import.meta.dirname, '../../dist', `${file}.br`)).size)
    expect(scripts.length).toBeGreaterThan(1)
    expect(bytes.reduce((sum, size) => sum + size, 0) / 1_000).toBeLessThanOrEqual(EDITOR_KILOBYTES)
    await openEditor(page)
    expect(asked.filter(path => path.includes('language'))).toEqual([])
    const language = page.waitForRequest(/\/language\./)
    await page.keyboard.insertText(' ')
    await language
  })

  test('knows the event, the context, Node and its own files', async () => {
    const page = await pages.open(LESSON)
    await writeCode(page, "import fs from 'node:fs'\nexport const handler = async (event, context) => {\n")
    const offered = async (text: string): Promise<void> => {
      await page.keyboard.type(text)
      await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor()
    }
    const offers = (name: string): Promise<void> =>
      page.locator('.suggest-widget.visible .monaco-list-row', { hasText: name }).first().waitFor()
    await expect.poll(() => page.workers().length, { timeout: 20_000 }).toBeGreaterThan(0)
    await offered('event.queryS')
    await offers('queryStringParameters')
    await page.keyboard.press('Escape')
    await page.keyboard.type('\n')
    await offered('context.getR')
    await offers('getRemainingTimeInMillis')
    await page.keyboard.press('Escape')
    await page.keyboard.type('\n')
    await offered('fs.writeFileS')
    await offers('writeFileSync')
  })

  test('marks a mistake, and nothing in the code of the lesson', async () => {
    const page = await pages.open(LESSON)
    await openEditor(page)
    await page.keyboard.press('Control+End')
    await page.keyboard.type('\nconst wrong = 1; wrong = 2')
    await page.locator('.squiggly-error').first().waitFor({ timeout: 20_000 })
    expect(await page.locator('.squiggly-error').count()).toBe(1)
  })

  test('takes back what was typed, and Restore code as one step', async () => {
    const page = await pages.open(LESSON)
    await openEditor(page)
    await page.keyboard.press('Control+Home')
    await page.keyboard.insertText('mine;')
    await page.getByRole('button', { name: 'Restore code' }).click()
    await page.locator('.view-lines', { hasNotText: 'mine;' }).waitFor()
    await page.locator('.editor-host .view-lines').click()
    await page.keyboard.press('Control+Z')
    await page.locator('.view-lines', { hasText: 'mine;' }).waitFor()
    await page.keyboard.press('Control+Z')
    await page.locator('.view-lines', { hasNotText: 'mine;' }).waitFor()
  })

  test('changes its colours with the page', async () => {
    const page = await pages.open(LESSON, { colorScheme: 'light' })
    await openEditor(page)
    const background = (): Promise<string> =>
      page
        .locator('.monaco-editor-background')
        .first()
        .evaluate(element => getComputedStyle(element).backgroundColor)
    expect(await background()).toBe('rgb(255, 255, 255)')
    await page.getByRole('button', { name: /theme/i }).click()
    await expect.poll(background).toBe('rgb(13, 17, 23)')
  })

  test('shows several files as tabs, each with its own history and place', async () => {
    const page = await pages.open('/404.html')
    await page.route(`**${LESSON}`, async route => {
      const answer = await route.fetch()
      const body = (await answer.text()).replace(
        /("locale":"en","files":\{)/,
        '$1"lib/greet.mjs":"export const greet = () => \'hi\'",',
      )
      await route.fulfill({ response: answer, body })
    })
    await page.goto(inject('site') + LESSON)
    await page.getByRole('tab', { name: 'index.mjs' }).waitFor()
    await writeCode(page, "import { greet } from './lib/greet.mjs'\nexport const handler = async () => greet()")
    await page.getByRole('tab', { name: 'lib/greet.mjs' }).click()
    await page.locator('.view-lines', { hasText: "=> 'hi'" }).waitFor()
    await writeCode(page, "export const greet = () => 'good evening'")
    await afterNextAnswer(page, 1, () => page.getByTestId('invoke').click())
    expect((await lastAnswer(page)).body).toBe('good evening')
    await page.getByRole('tab', { name: 'lib/greet.mjs' }).press('ArrowRight')
    await page.locator('.view-lines', { hasText: 'import { greet }' }).waitFor()
  })
})

describe('the text area', () => {
  test('takes the place of Monaco under a finger', async () => {
    const page = await pages.open(LESSON, TOUCH)
    await page.locator('.editor-code:not([hidden])').tap()
    const area = page.getByTestId('editor-input')
    await area.waitFor()
    await area.fill("export const handler = async () => 'typed'")
    await afterNextAnswer(page, 1, () => page.getByTestId('invoke').tap())
    expect((await lastAnswer(page)).body).toBe('typed')
  })

  test('moves no character either, and Escape lets Tab leave it', async () => {
    const page = await pages.open(LESSON, TOUCH)
    const code = page.locator('.editor-code:not([hidden])')
    const start = await code
      .locator('.line')
      .first()
      .evaluate(line => {
        const range = document.createRange()
        range.selectNodeContents(line)
        const { left, top } = range.getBoundingClientRect()
        return { left, top: top - (line.closest('.editor-box')?.getBoundingClientRect().top ?? 0) }
      })
    await code.tap()
    const area = page.getByTestId('editor-input')
    const inset = await area.evaluate(element => {
      const { left } = element.getBoundingClientRect()
      const style = getComputedStyle(element)
      return {
        left: left + parseFloat(style.paddingLeft),
        top: parseFloat(style.paddingTop),
        line: style.lineHeight,
      }
    })
    expect(inset.line).toBe('21px')
    expect(Math.abs(inset.left - start.left)).toBeLessThan(1)
    expect(Math.abs(inset.top - start.top)).toBeLessThan(4)
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Tab')
    expect((await area.inputValue()).startsWith('  ')).toBe(true)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('.editor-host') === null)).toBe(true)
  })

  test('stands in for a Monaco that cannot be loaded, and says so', async () => {
    pages.expectOnConsole(/Failed to load resource/)
    const page = await pages.open('/404.html')
    await page.route(/\/_astro\/monaco\./, route => route.abort())
    await page.goto(inject('site') + LESSON)
    await writeCode(page, "export const handler = async () => 'plain'")
    await page.getByText('The code editor could not be loaded').waitFor()
    await afterNextAnswer(page, 1, () => page.getByTestId('invoke').click())
    expect((await lastAnswer(page)).body).toBe('plain')
  })
})
