/** The timeline is scrubbed: by keyboard, by pointer, and back to now. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { invoke, LESSON, usePages } from './pages.ts'

const pages = usePages()

async function twoRequests(path = LESSON): Promise<Page> {
  const page = await pages.open(path)
  await invoke(page, '?message=hoge')
  await invoke(page, '?message=fuga')
  return page
}

describe('the timeline', () => {
  test('is scrubbed by keyboard; cards, values, response and log show that moment', async () => {
    const page = await twoRequests()
    const slider = page.getByRole('slider', { name: 'Moment shown' })
    expect(await slider.getAttribute('aria-valuetext')).toBe('Now')
    await slider.focus()
    await page.keyboard.press('Home')
    await page.getByText('No environment yet.').waitFor()
    const told = page.getByTestId('moment-about')
    const response = page.getByTestId('response-body')
    for (let steps = 0; (await response.count()) === 0; steps++) {
      expect(steps).toBeLessThan(20)
      const before = await told.innerText()
      await page.keyboard.press('ArrowRight')
      await page.waitForFunction(
        text => document.querySelector('[data-testid=moment-about]')?.textContent !== text,
        before,
      )
    }
    expect(await told.innerText()).toContain('env-1 has answered request 1')
    expect(await slider.getAttribute('aria-valuetext')).toContain('env-1 has answered request 1')
    expect(await response.innerText()).toBe('coldstart')
    const card = page.getByRole('group', { name: /^env-1/ })
    expect(await card.getByTestId('module-scope').innerText()).toContain('"hoge"')
    expect(await card.getByTestId('module-scope').innerText()).not.toContain('"fuga"')
    expect((await page.getByTestId('log').innerText()).match(/REPORT/g)).toHaveLength(1)
    await page.getByRole('button', { name: 'Now', exact: true }).click()
    await expect.poll(() => response.innerText()).toBe('warmstart, message=hoge')
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('Now')
  })

  test('is scrubbed by pointer, and a request returns to now', async () => {
    const page = await twoRequests(`/ja${LESSON}`)
    const box = await page.getByTestId('moment').boundingBox()
    const frozen = await page.locator('.kind-frozen').first().boundingBox()
    if (box === null || frozen === null) throw new Error('no slider, or nothing was frozen')
    await page.mouse.move(box.x + box.width - 8, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(frozen.x + frozen.width / 2, box.y + box.height / 2, { steps: 5 })
    await page.mouse.up()
    await page.getByTestId('now').waitFor()
    expect(await page.getByTestId('response-body').innerText()).toBe('coldstart')
    await page.getByTestId('query-string').fill('?message=x')
    await page.getByTestId('invoke').click()
    await page.locator('[data-testid=response][data-answered="3"]').waitFor()
    expect(await page.getByTestId('now').count()).toBe(0)
    expect(await page.getByTestId('response-body').innerText()).toBe('warmstart, message=fuga')
  })
})
