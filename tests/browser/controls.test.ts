/** What stands around the function: the lesson's code and one's own, real time, the list of shortcuts. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { invoke, LESSON, usePages, writeCode } from './pages.ts'

const pages = usePages()

const codeOf = (page: Page): Promise<string> => page.locator('.editor-code:not([hidden])').innerText()
const MINE = "export const handler = async () => 'mine'"

describe('code', () => {
  test('of one’s own comes back after the solution and after the start, also over a reload', async () => {
    const page = await pages.open(LESSON)
    expect(await page.getByTestId('my-code').isHidden()).toBe(true)
    await writeCode(page, MINE)
    await page.getByRole('button', { name: 'Solution' }).click()
    await invoke(page, '?message=a')
    expect((await invoke(page, '?message=b')).body).toBe('2')
    await page.reload()
    expect(await codeOf(page)).toContain('let count = 0')
    await page.getByRole('button', { name: 'Restore code' }).click()
    expect(await codeOf(page)).toMatch(/^let someGlobalValue/)
    await page.getByRole('button', { name: 'My code' }).click()
    expect(await codeOf(page)).toContain("'mine'")
    expect((await invoke(page)).body).toBe('mine')
    expect(await page.getByTestId('my-code').isHidden()).toBe(true)
  })
})

describe('real time', () => {
  test('runs while its switch is on, and stands again when it is off', async () => {
    const page = await pages.open(LESSON)
    await invoke(page, '?message=a')
    const card = page.getByRole('group', { name: /^env-1 frozen, warm/ })
    expect(await card.innerText()).toContain('idle 0:00')
    await page.getByRole('switch', { name: 'let real time run' }).check()
    await card.getByText(/idle 0:0[1-9]/).waitFor()
    await page.getByRole('switch', { name: 'let real time run' }).uncheck()
    const stands = await invoke(page, '?message=b')
    expect(stands.body).toBe('warmstart, message=a')
    expect(await card.innerText()).toContain('idle 0:00')
  })
})

describe('the list of shortcuts', () => {
  test('opens by "?" where nobody types, and gives the focus back when Escape closes it', async () => {
    const page = await pages.open(LESSON)
    const dialog = page.getByRole('dialog', { name: 'Shortcuts' })
    await page.getByRole('textbox', { name: 'Query string' }).focus()
    await page.keyboard.press('?')
    expect(await dialog.isVisible()).toBe(false)
    await page.getByTestId('shortcuts').focus()
    await page.keyboard.press('?')
    await dialog.waitFor()
    expect(await dialog.innerText()).toMatch(/Ctrl\s*↵\s*invoke/)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('shortcuts')
  })
})
