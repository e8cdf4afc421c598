/** The exercise of a lesson, as a learner meets it: fail, read what failed, solve, undo. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { invoke, LESSON, usePages, writeCode } from './pages.ts'

const pages = usePages()

/** Presses Check and waits until it has said something. */
async function check(page: Page): Promise<string> {
  await page.getByTestId('check').click()
  await page.locator('[data-exercise][data-check="checked"]').waitFor()
  return page.getByTestId('exercise-result').innerText()
}

const COUNTS_INSIDE =
  'export const handler = async () => { let count = 0; count += 1; return { statusCode: 200, body: String(count) } }'

describe('the exercise of lesson 020', () => {
  test('names the observation that failed, beside what was expected, and does not touch the page’s environments', async () => {
    const page = await pages.open(LESSON)
    await invoke(page, '?message=hoge')
    expect(await check(page)).toMatch(/Request 1 \(\?message=hoge\), the answer:\s+expected\s+1\s+seen\s+coldstart/)
    expect((await invoke(page, '?message=fuga')).status).toMatch(/warm · env-1$/)
  })

  test('says what a wrong answer misses that fails at the same place, in the reader’s language', async () => {
    const page = await pages.open(`/ja${LESSON}`)
    await writeCode(page, COUNTS_INSIDE)
    const said = await check(page)
    expect(said).toContain('2 回目のリクエスト (?message=fuga)、応答')
    expect(said).toContain('残るのはハンドラーの外に置いたものだけです。')
  })

  test('shows the solution as a diff, puts it in place of the learner’s code and brings that back', async () => {
    const page = await pages.open(LESSON)
    await writeCode(page, COUNTS_INSIDE)
    await page.getByText('Show a solution').click()
    expect(await page.locator('.diff-line.added').first().textContent()).toMatch(/added: .*let count = 0;/)
    await page.getByTestId('apply-solution').click()
    expect(await check(page)).toContain('It holds.')
    await page.getByTestId('undo-solution').click()
    expect(await check(page)).toContain('Not yet. Request 2 (?message=fuga)')
  })
})

describe('the run of a check', () => {
  test('is shown in the picture, step by step, and left for one’s own environments', async () => {
    const page = await pages.open(LESSON, { reducedMotion: 'reduce' })
    await invoke(page, '?message=mine')
    await check(page)
    await page.getByTestId('play-run').click()
    const bar = page.getByRole('region', { name: 'Run of the check' })
    await bar.waitFor()
    expect(await page.getByTestId('response-body').innerText(), 'at once at its end').toBe('coldstart')
    await page.getByRole('button', { name: 'To the beginning' }).click()
    await page.getByText('No environment yet.').waitFor()
    await page.getByRole('button', { name: 'One step forth' }).click()
    await page.getByText('before the first event').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Back to my environments' }).click()
    await bar.waitFor({ state: 'detached' })
    expect(
      await page
        .getByRole('group', { name: /^env-1/ })
        .getByTestId('module-scope')
        .innerText(),
    ).toContain('"mine"')
  })

  test('plays by itself, and gives way to a request', async () => {
    const page = await pages.open(`/ja${LESSON}`)
    await check(page)
    await page.getByTestId('play-run').click()
    await page.getByRole('button', { name: '一時停止' }).waitFor()
    await page.getByTestId('env-1').waitFor()
    await page.getByTestId('invoke').click()
    await page.getByTestId('watching').waitFor({ state: 'detached' })
    await page.locator('[data-testid=response][data-answered="1"]').waitFor()
  })
})
