/** The lesson with a database: what is loaded when, and what the picture tells of its connections. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { afterNextAnswer, LESSON, usePages } from './pages.ts'

const pages = usePages()
const WITH_DATABASE = '/lessons/120-lambda-and-a-database/'
/** Postgres's thread and files, and the package that talks to it. */
const BESIDE = /_engine\/(postgres|package-)/

/** Opens a lesson; the addresses that it asks for are kept. */
async function opened(path: string): Promise<{ page: Page; asked: () => readonly string[] }> {
  const asked: string[] = []
  const page = await pages.open(path, {
    prepare: async opening => void opening.on('request', request => asked.push(request.url())),
  })
  // What a browser fetches ahead is asked for when the page is idle.
  await page.waitForLoadState('networkidle')
  return { page, asked: () => asked.filter(url => BESIDE.test(url)) }
}

const databaseOf = (page: Page) => page.getByTestId('database')

describe('Postgres', () => {
  test('is not loaded by another lesson, before or after its first request', async () => {
    const { page, asked } = await opened(LESSON)
    await afterNextAnswer(page, 1, () => page.locator('.try').first().click())
    expect(asked()).toEqual([])
  })

  test('is loaded by the first request of its own lesson, and once', async () => {
    const { page, asked } = await opened(WITH_DATABASE)
    expect(asked()).toEqual([])
    const tries = page.locator('.try')
    for (const index of [0, 1, 2]) await afterNextAnswer(page, 1, () => tries.nth(index).click())
    expect(asked()).toHaveLength(5)
    await page.locator('[data-step="one-each"].done').waitFor()
    expect(await databaseOf(page).textContent()).toContain('3 of 20 connections taken')
    expect(
      await databaseOf(page)
        .getByRole('img', { name: /3 of 20 connections taken/ })
        .count(),
    ).toBe(1)
    expect(await databaseOf(page).textContent()).toContain('env-13 connections: 3 idle')
  })
})
