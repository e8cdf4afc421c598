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
