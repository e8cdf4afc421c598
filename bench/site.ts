/** The bench of the built site in Chromium: a press of Invoke until its answer is on the screen, and many environments. */
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { createSiteServer, listen } from '../scripts/site-server.mjs'
import { PUBLISHED_RUNTIME_START_MS } from '../src/emulator/limits.ts'
import { type Figure, median, quantile } from './figures.ts'
import { pause } from './invocations.ts'
import { record } from './recorder.ts'

const LESSON = '020-the-second-request-remembers'
const FRESH_PAGES = 7
const PRESSES = 40
const ENVIRONMENTS = 50
/** Real ms of invoking with all environments on screen. */
const CROWD_MS = 5_000
/** Between two presses, real ms; odd, so that presses fall anywhere in a frame. */
const BETWEEN_PRESSES_MS = 61
const WAITING = `let n = 0
export const handler = async () => {
  await new Promise(resolve => setTimeout(resolve, 300))
  return String(++n)
}`

export async function benchSite(browser: Browser): Promise<Figure[]> {
  const server = createSiteServer(join(import.meta.dirname, '../dist'))
  const address = `http://localhost:${await listen(server, 0)}/lessons/${LESSON}/`
  try {
    return [await firstAnswer(browser, address), await warmPress(browser, address), await crowd(browser, address)]
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

async function firstAnswer(browser: Browser, address: string): Promise<Figure> {
  const times: number[] = []
  for (let sample = 0; sample < FRESH_PAGES; sample++) {
    const page = await open(await browser.newContext(), address)
    times.push((await press(page)) - PUBLISHED_RUNTIME_START_MS)
    await page.context().close()
  }
  return figure('first answer on a fresh page, beyond simulated time', times, 500)
}

/** What the browser alone needs from a press to the paint of an answer that is there at once. */
const BARE_PAGE = `data:text/html,<button data-testid=invoke onclick="answer.dataset.answered=answer.textContent=++n">Invoke</button>
<p id=answer data-testid=response data-answered=0><script>var n = 0</script>`

async function warmPress(browser: Browser, address: string): Promise<Figure> {
  const [raw, times] = [await presses(browser, BARE_PAGE), await presses(browser, address)]
  return { ...figure('warm invoke, press to painted (Event Timing)', times, 16), raw: median(raw) }
}

async function presses(browser: Browser, address: string): Promise<readonly number[]> {
  const page = await open(await browser.newContext(), address)
  await press(page)
  const times: number[] = []
  for (let sample = 0; sample < PRESSES; sample++) {
    await pause(BETWEEN_PRESSES_MS)
    times.push(await press(page))
  }
  await page.context().close()
  return times
}

/** One frame of 60 a second, with room for the clock's rounding. */
const FRAME_MS = 17

async function crowd(browser: Browser, address: string): Promise<Figure> {
  const context = await browser.newContext()
  await context.addInitScript(([key, files]) => localStorage.setItem(key, files), [
    `warmstart.code.${LESSON}`,
    JSON.stringify({ 'index.mjs': WAITING }),
  ] as const)
  const page = await open(context, address)
  await page.evaluate(pairs => {
    const twice = document.querySelector<HTMLElement>('[data-testid=invoke-twice-at-once]')
    for (let pair = 0; pair < pairs; pair++) twice?.click()
  }, ENVIRONMENTS / 2)
  await page.locator(`[data-testid=response][data-answered="${ENVIRONMENTS}"]`).waitFor({ timeout: 60_000 })
  const cards = await page.locator('.environment').count()
  if (cards !== ENVIRONMENTS) throw new Error(`${cards} environments are on the screen, not ${ENVIRONMENTS}.`)
  const frames = await invokingFrames(page)
  await context.close()
  const figures = { where: 'Chromium', raw: null, budget: FRAME_MS, samples: frames.length }
  const seconds = frames.reduce((sum, ms) => sum + ms, 0) / 1_000
  const what = `50 environments, invoking: 95 % of frames within (${(frames.length / seconds).toFixed(1)} frames a second)`
  return { ...figures, what, ours: quantile(frames, 0.95) }
}

async function invokingFrames(page: Page): Promise<readonly number[]> {
  await page.evaluate(() => {
    window.warmstartRecorder.recordsFrames = true
  })
  const until = performance.now() + CROWD_MS
  while (performance.now() < until) {
    await page.getByTestId('invoke-twice-at-once').click()
    await pause(BETWEEN_PRESSES_MS)
  }
  return page.evaluate(() => window.warmstartRecorder.frames)
}

/** A page of which nothing was used yet. */
async function open(context: BrowserContext, address: string): Promise<Page> {
  await context.addInitScript(record)
  const page = await context.newPage()
  await page.goto(address)
  return page
}

/** Presses Invoke; real ms until the answer is painted. */
async function press(page: Page): Promise<number> {
  const before = await page.evaluate(() => window.warmstartRecorder.answers.length)
  await page.getByTestId('invoke').click()
  await page.waitForFunction(count => window.warmstartRecorder.answers.length > count, before)
  return page.evaluate(() => window.warmstartRecorder.answers.at(-1) ?? Number.NaN)
}

function figure(what: string, times: readonly number[], budget: number): Figure {
  return { where: 'Chromium', what, raw: null, ours: median(times), budget, samples: times.length }
}
