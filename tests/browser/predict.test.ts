/** Questions before a surprise, hints in stages, and terms that light the picture. */
import { describe, expect, test } from 'vitest'
import { invoke, LESSON, usePages } from './pages.ts'

const pages = usePages()

describe('a prediction', () => {
  test('reveals nothing when it is chosen; the run shows what happened beside it, and the moment in the picture', async () => {
    const page = await pages.open(LESSON)
    const question = page.locator('[data-predict="remembers"]')
    await question.getByText('warmstart, message=fuga').click()
    await invoke(page, '?message=hoge')
    expect(await question.locator('details').getAttribute('open'), 'the step is not seen yet').toBeNull()
    await invoke(page, '?message=fuga')
    await question.locator('details[open]').waitFor()
    const told = await question.innerText()
    expect(told).toMatch(/You predicted\s+warmstart, message=fuga\s+What happens\s+warmstart, message=hoge/)
    expect(told).not.toMatch(/wrong|incorrect|mistake/i)
    await invoke(page, '?message=piyo')
    await page.getByRole('button', { name: 'Show it in the picture' }).click()
    await page.getByTestId('now').waitFor()
    expect(await page.getByTestId('response-body').innerText()).toBe('warmstart, message=hoge')
  })

  test('is kept over a reload, and compared there too', async () => {
    const page = await pages.open(`/ja${LESSON}`)
    const question = page.locator('[data-predict="remembers"]')
    await question.getByText('coldstart', { exact: true }).click()
    await page.reload()
    expect(await question.locator('input').first().isChecked()).toBe(true)
    await invoke(page, '?message=hoge')
    await invoke(page, '?message=fuga')
    await question.locator('details[open]').waitFor()
    await page.reload()
    expect(await question.innerText()).toMatch(/あなたの予想\s+coldstart\s+実際の結果\s+warmstart, message=hoge/)
    expect(await page.getByRole('button', { name: '図で見る' }).count(), 'nothing ran on this visit').toBe(0)
  })

  test('that nobody made is answered on demand only', async () => {
    const page = await pages.open(LESSON)
    await invoke(page, '?message=hoge')
    await invoke(page, '?message=fuga')
    await page.locator('#step-remembers.done').waitFor()
    expect(await page.locator('[data-predict="remembers"] details').getAttribute('open')).toBeNull()
  })
})

test('hints come one after another', async () => {
  const page = await pages.open(LESSON)
  const hints = page.locator('.hint')
  expect(await hints.nth(1).isVisible()).toBe(false)
  await hints.nth(0).locator('summary').click()
  expect(await hints.nth(1).isVisible()).toBe(true)
})

test('pointing at a term lights its part of the picture', async () => {
  const page = await pages.open(LESSON)
  const outline = () =>
    page.locator('.card-placeholder').evaluate(element => getComputedStyle(element).getPropertyValue('outline-style'))
  expect(await outline()).toBe('none')
  await page.locator('[data-term="cold"]').first().hover()
  expect(await outline()).toBe('solid')
  await page.getByTestId('query-string').hover()
  expect(await outline()).toBe('none')
  // The same by keyboard …
  await page.locator('[data-term="cold"]').first().focus()
  expect(await outline()).toBe('solid')
  await page.getByTestId('query-string').focus()
  expect(await outline()).toBe('none')
})

test('a tap on a term lights it until another place is tapped', async () => {
  const page = await pages.open(LESSON, { hasTouch: true, viewport: { width: 390, height: 844 } })
  const lit = () => page.evaluate(() => document.documentElement.dataset['lit'] ?? null)
  await page.locator('[data-term="cold"]').first().tap()
  expect(await lit()).toBe('cold')
  await page.locator('h1').tap()
  expect(await lit()).toBe(null)
})
