/** What stands around the lessons: the search, the glossary, links that carry code, work that is kept. */
import type { Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { invoke, LESSON, lastAnswer, usePages, writeCode } from './pages.ts'

const pages = usePages()

describe('the search', () => {
  test.each([
    ['/', 'reset', 'Reset', '/glossary/#reset'],
    ['/ja/', 'リセット', 'リセット', '/ja/glossary/#reset'],
  ])('on %s finds a word by keys alone', async (path, query, title, address) => {
    const page = await pages.open(path)
    await page.keyboard.press('/')
    await page.getByTestId('search-box').waitFor()
    await page.keyboard.type(query)
    await page.locator('#search-hits a.chosen', { hasText: title }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${address}`)
  })

  test('opens by Ctrl+K in a text box too, not by "/" there, and says when nothing is found', async () => {
    const page = await pages.open(LESSON)
    const box = page.getByRole('textbox', { name: 'Query string' })
    await box.press('/')
    expect(await page.getByTestId('search-box').count()).toBe(0)
    await box.press('Control+k')
    await page.getByTestId('search-box').fill('xyzzy')
    await page.getByText('Nothing found for “xyzzy”.').waitFor()
    await page.keyboard.press('Escape')
    expect(await box.evaluate(element => element === document.activeElement)).toBe(true)
  })

  test('finds a section of a lesson', async () => {
    const page = await pages.open('/')
    await page.getByTestId('search').click()
    await page.getByTestId('search-box').fill('queryStringParameters throws')
    await page.getByRole('link', { name: /An error does not clear it/ }).click()
    await page.waitForURL(`**${LESSON}#an-error-does-not-clear-it`)
  })
})

async function sharedAddress(page: Page): Promise<string> {
  await page.getByTestId('share').click()
  return page.getByTestId('share-link').inputValue()
}

describe('a link', () => {
  test('opens stopped, apart from one’s own work, and runs again when told', async () => {
    const page = await pages.open(LESSON)
    await writeCode(page, `let seen = 0; export const handler = async event => 'shared ' + ++seen`)
    await invoke(page, '?message=a')
    await invoke(page, '?message=b')
    const address = await sharedAddress(page)
    expect(await page.getByTestId('share-scenario').inputValue()).toContain('body: shared 2')
    const other = await pages.open(LESSON)
    await writeCode(other, `export const handler = async () => 'my own'`)
    await other.goto(address)
    await other.getByTestId('shared-notice').waitFor()
    expect(await other.locator('.editor-code:not([hidden])').innerText()).toContain('shared')
    expect(await other.getByTestId('response').getAttribute('data-answered')).toBe('0')
    await other.getByTestId('run-again').click()
    await other.locator('[data-testid=response][data-answered="2"]').waitFor()
    expect((await lastAnswer(other)).body).toBe('shared 2')
    await other.getByTestId('own-work').click()
    await other.waitForURL(`**${LESSON}`)
    expect((await invoke(other)).body).toBe('my own')
  })

  test('that was cut says so, and the page is as it was left', async () => {
    const page = await pages.open(`${LESSON}#run1=abc`)
    await page.getByText('The link cannot be opened').waitFor()
    expect((await invoke(page, '?message=x')).body).toBe('coldstart')
  })

  test('brings a playground’s settings', async () => {
    const page = await pages.open('/playground/')
    await page.getByTestId('function-configuration').locator('summary').click()
    await page.getByTestId('timeout').fill('7')
    await page.getByTestId('update-configuration').click()
    await page.getByText('Updated.').waitFor()
    const address = await sharedAddress(page)
    const other = await pages.open('/playground/')
    await other.goto(address)
    await other.getByTestId('run-again').click()
    await other.getByTestId('function-configuration').locator('summary').click()
    await expect.poll(() => other.getByTestId('timeout').inputValue()).toBe('7')
  })
})

describe('work', () => {
  test('goes into a file, is erased, and comes back; a wrong file changes nothing', async () => {
    const page = await pages.open(LESSON)
    await invoke(page, '?message=a')
    await page.goto(`${inject('site')}/`)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('export-work').click()])
    const state = page.locator('.lesson-list a[data-lesson^="020-"] .state')
    const before = await state.innerText()
    expect(before).toMatch(/^1 of/)
    page.once('dialog', dialog => void dialog.accept())
    await page.getByTestId('erase-work').click()
    await state.getByText('min').waitFor()
    const wrong = { name: 'wrong.json', mimeType: 'application/json', buffer: Buffer.from('{}') }
    await page.locator('[data-work] input').setInputFiles(wrong)
    await page.getByText('nothing changed: ').waitFor()
    await page.locator('[data-work] input').setInputFiles(await download.path())
    await state.getByText(before).waitFor()
  })
})

describe('files for machines', () => {
  test('list every page', async () => {
    const sitemap = await (await fetch(`${inject('site')}/sitemap.xml`)).text()
    for (const path of ['/playground/', '/ja/glossary/', LESSON]) expect(sitemap).toContain(`${path}</loc>`)
    const llms = await (await fetch(`${inject('site')}/llms.txt`)).text()
    expect(llms).toMatch(/^# Warmstart\n/)
    expect(llms).toContain(`/ja${LESSON}): ハンドラーの外の変数が生き残る`)
  })
})
