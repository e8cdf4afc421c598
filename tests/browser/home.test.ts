/** Home's recording: it stands at its end, is played and scrubbed, and nothing of an engine is ever asked for. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { usePages } from './pages.ts'

const pages = usePages()

const PICTURE = '[data-experiment]'
const LAST = 'My request thaws it: your lines are written inside my request.'

/** The log lines that are marked as late and can be seen. */
const marked = (page: Page) => page.locator(`${PICTURE} mark`).allInnerTexts()

function heard(page: Page): string[] {
  const asked: string[] = []
  page.on('request', request => asked.push(new URL(request.url()).pathname))
  return asked
}

async function openHeard(): Promise<{ page: Page; asked: string[] }> {
  let asked: string[] = []
  const page = await pages.open('/', {
    prepare: async prepared => {
      asked = heard(prepared)
    },
  })
  return { page, asked }
}

describe('home', () => {
  test('is at the telling moment without scripts, and offers nothing that needs them', async () => {
    const page = await pages.open('/ja/', { javaScriptEnabled: false })
    expect(await page.getByTestId('experiment-moment').innerText()).toContain('私のリクエスト')
    expect(await marked(page)).toEqual(['b5a3e17d… INFO mail to you sent', 'b5a3e17d… INFO receipt for you written'])
    expect(await page.getByText('Thank you, me').isVisible()).toBe(true)
    expect(await page.getByTestId('moment').isVisible()).toBe(false)
    expect(await page.getByTestId('experiment-play').isVisible()).toBe(false)
  })

  test('is scrubbed back by keyboard and played to the end; no engine is asked for', async () => {
    const { page, asked } = await openHeard()
    const moment = page.getByTestId('experiment-moment')
    expect(await moment.innerText()).toBe(LAST)
    await page.getByRole('slider', { name: 'Moment shown' }).focus()
    await page.keyboard.press('Home')
    await page.getByText('Nothing runs yet.').waitFor()
    expect(await marked(page)).toEqual([])
    expect(await page.getByText('Thank you, you').isVisible()).toBe(false)
    for (const told of ['Your request starts', 'Your request is answered', '5 minutes pass', 'My request thaws it']) {
      for (let steps = 0; !(await moment.innerText()).startsWith(told); steps++) {
        expect(steps, told).toBeLessThan(20)
        const before = await page.getByTestId('moment').getAttribute('aria-valuetext')
        await page.keyboard.press('ArrowRight')
        await page.waitForFunction(
          text => document.querySelector('[data-testid=moment]')?.getAttribute('aria-valuetext') !== text,
          before,
        )
      }
    }
    await page.keyboard.press('Home')
    await page.getByText('Nothing runs yet.').waitFor()
    await page.getByTestId('experiment-play').click()
    await page.getByText(LAST).waitFor()
    await page.getByRole('button', { name: 'Play' }).waitFor()
    expect(await marked(page)).toHaveLength(2)
    expect(asked.filter(path => path.includes('_engine'))).toEqual([])
  })

  test('does not move by itself, and has no Play where movement is not wanted', async () => {
    const { page, asked } = await openHeard()
    await page.waitForLoadState('networkidle')
    expect(asked.filter(path => /scrubber|scrub-controls/.test(path))).toEqual([])
    expect(await page.getByTestId('experiment-moment').innerText()).toBe(LAST)
    const still = await pages.open('/', { reducedMotion: 'reduce' })
    expect(await still.getByTestId('experiment-play').isVisible()).toBe(false)
    expect(await still.getByTestId('moment').isVisible()).toBe(true)
  })
})
