/** What a person can do with lesson 020, in a real browser on the built site. */
import { describe, expect, test } from 'vitest'
import { afterNextAnswer, invoke, LESSON, lastAnswer, usePages, writeCode } from './pages.ts'

const pages = usePages()

describe('lesson 020', () => {
  test('answers coldstart, then remembers the first message, and shows it on the card', async () => {
    const page = await pages.open(LESSON)
    expect(await invoke(page, '?message=hoge')).toEqual({
      status: expect.stringMatching(/^200 OK · .* · cold · env-1$/),
      body: 'coldstart',
    })
    expect((await invoke(page, '?message=fuga')).body).toBe('warmstart, message=hoge')
    const card = page.getByRole('group', { name: /^env-1 frozen, warm/ })
    expect(await card.getByTestId('module-scope').innerText()).toMatch(/someGlobalValue\s*null → "hoge" →\s*"fuga"/)
    expect(await card.locator('.changed').innerText()).toBe('"fuga"')
    expect(await card.getByTestId('tmp').innerText()).toMatch(/\/tmp · 0 of 512 MB\s*empty/)
    expect(await page.getByTestId('log').innerText()).toMatch(/REPORT RequestId/)
  })

  test('starts a second environment with a memory of its own for two at once, and loses both after 15 minutes', async () => {
    const page = await pages.open(LESSON)
    await invoke(page, '?message=hoge')
    await afterNextAnswer(page, 2, () => page.getByRole('button', { name: 'Invoke twice at once' }).click())
    expect(
      await page
        .getByRole('group', { name: /^env-2/ })
        .getByTestId('module-scope')
        .innerText(),
    ).toContain('"hoge"')
    await page.getByRole('button', { name: 'Skip 15 minutes', exact: true }).click()
    await page.getByRole('group', { name: /^env-1 reclaimed/ }).waitFor()
    await page.getByRole('group', { name: /^env-2 reclaimed/ }).waitFor()
    expect((await invoke(page)).body).toBe('coldstart')
  })

  test('answers 502 without a query, and env-1 lives on', async () => {
    const page = await pages.open(LESSON)
    await invoke(page, '?message=hoge')
    const failed = await invoke(page, '')
    expect(failed).toEqual({ status: expect.stringMatching(/^502 .* · warm · env-1$/), body: 'Internal Server Error' })
    expect((await invoke(page, 'message=fuga')).body).toBe('warmstart, message=hoge')
  })

  test('deploys edited code before the request, in new environments, and keeps it over a reload', async () => {
    const page = await pages.open(LESSON)
    await invoke(page, '?message=hoge')
    await writeCode(page, "export const handler = async () => 'edited'")
    expect(await invoke(page)).toEqual({ status: expect.stringMatching(/ · cold · env-2$/), body: 'edited' })
    expect(await page.getByTestId('notices').innerText()).toContain('Deployed')
    await page.reload()
    expect(await page.locator('.editor-code:not([hidden])').innerText()).toContain("'edited'")
    expect((await invoke(page)).body).toBe('edited')
    await page.getByRole('button', { name: 'Restore code' }).click()
    expect((await invoke(page, '?message=a')).body).toBe('coldstart')
  })

  test('shows a file of /tmp on the card, keeps it for the next request and loses it with the environment', async () => {
    const page = await pages.open(LESSON)
    await writeCode(
      page,
      "import fs from 'node:fs'\nexport const handler = async () => {\nconst had = fs.existsSync('/tmp/note.txt')\nfs.writeFileSync('/tmp/note.txt', 'hi')\nreturn String(had)\n}",
    )
    expect((await invoke(page)).body).toBe('false')
    expect(
      await page
        .getByRole('group', { name: /^env-1/ })
        .getByTestId('tmp')
        .innerText(),
    ).toMatch(/note\.txt\s*hi\s*2 B/)
    expect((await invoke(page)).body).toBe('true')
    await page.getByRole('button', { name: 'Skip 15 minutes', exact: true }).click()
    await page.getByRole('group', { name: /^env-1 reclaimed/ }).waitFor()
    expect((await invoke(page)).body).toBe('false')
  })

  test('sends the request that the prose speaks of, and ticks its steps', async () => {
    const page = await pages.open(LESSON)
    await afterNextAnswer(page, 1, () => page.locator('[data-try="?message=hoge"]').first().click())
    await page.locator('#step-cold-start.done').waitFor()
    await afterNextAnswer(page, 1, () => page.locator('[data-try="?message=fuga"]').click())
    await page.locator('#step-remembers.done').waitFor()
    expect((await lastAnswer(page)).body).toBe('warmstart, message=hoge')
  })

  test('understands full-width signs, and does not send on the Enter that ends a conversion', async () => {
    const page = await pages.open(LESSON)
    expect((await invoke(page, '？message＝日本')).body).toBe('coldstart')
    expect((await invoke(page, '?message=x')).body).toBe('warmstart, message=日本')
    const box = page.getByRole('textbox', { name: 'Query string' })
    await box.focus()
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 })
    await cdp.send('Input.dispatchKeyEvent', {
      type: 'keyDown',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    })
    await cdp.send('Input.insertText', { text: '日本' })
    expect(await page.getByTestId('response').getAttribute('data-answered')).toBe('2')
    await afterNextAnswer(page, 1, () => page.keyboard.press('Enter'))
  })

  test('is worked by keyboard alone: Ctrl+Enter invokes, Escape and Tab leave the editor', async () => {
    const page = await pages.open(LESSON)
    await page.locator('.editor-code:not([hidden])').focus()
    await page.keyboard.press('Enter')
    await page.locator('.editor-box[data-mounted]').waitFor()
    await page.waitForFunction(() => document.activeElement?.closest('.editor-host') !== null)
    await afterNextAnswer(page, 1, () => page.keyboard.press('Control+Enter'))
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('.editor-host') === null)).toBe(true)
  })
})
