/** A lesson on paper: what a handout needs, as it is now, and nothing to press. */
import { expect, test } from 'vitest'
import { usePages, writeCode } from './pages.ts'

const pages = usePages()

test('a lesson prints its hints, its sources and every file as it is now; no control and no solution', async () => {
  const page = await pages.open('/lessons/060-the-leak/', { colorScheme: 'dark' })
  await writeCode(page, '// changed by hand')
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  const printed = await page.locator('body').innerText()
  expect(printed).toContain('// changed by hand')
  expect(printed).toContain('export async function deliver')
  const isPrinted = (selector: string) => page.locator(selector).first().isVisible()
  expect(await isPrinted('.hint p')).toBe(true)
  expect(await isPrinted('.sources cite')).toBe(true)
  expect(await isPrinted('.predict-option')).toBe(true)
  expect(await isPrinted('.predict-answer')).toBe(false)
  expect(await isPrinted('.diff')).toBe(false)
  const controls = page.locator('button:not(.try, .term):visible, .workbench:visible, .site-nav a:visible')
  expect(await controls.count()).toBe(0)
  // Paper is white whatever the theme: ink on it is dark.
  const ink = await page.locator('h1').evaluate(element => getComputedStyle(element).color)
  expect(ink).toBe('rgb(29, 27, 24)')
})

test('the links of the header are a menu where it has no room for them', async () => {
  const page = await pages.open('/ja/lessons/060-the-leak/', { viewport: { width: 390, height: 844 } })
  const link = page.getByRole('link', { name: '用語集', exact: true })
  expect(await link.isVisible()).toBe(false)
  await page.getByRole('button', { name: 'メニュー' }).press('Enter')
  await link.click()
  await page.waitForURL('**/ja/glossary/')
})
