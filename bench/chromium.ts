/** The bench in Chromium: a bare worker against an environment of the embedded engine, in one page. */
import type { Browser, Page } from 'playwright-core'
import { listen } from '../scripts/site-server.mjs'
import { type Figure, median } from './figures.ts'
import type { Measures } from './page.ts'
import { createPageServer } from './page-server.ts'

const COLD_SAMPLES = 15
const WARM_SAMPLES = 300

export async function benchChromium(browser: Browser): Promise<Figure[]> {
  const server = await createPageServer()
  const port = await listen(server, 0)
  const page = await browser.newPage()
  try {
    await page.goto(`http://localhost:${port}/`)
    return await measure(page)
  } finally {
    await page.close()
    server.closeAllConnections()
    server.close()
  }
}

async function measure(page: Page): Promise<Figure[]> {
  const raw = {
    cold: median(await run(page, 'rawCold', COLD_SAMPLES)),
    warm: median(await run(page, 'rawWarm', WARM_SAMPLES)),
  }
  const spare = await run(page, 'coldStarts', COLD_SAMPLES)
  const bare = await run(page, 'hurriedColdStarts', COLD_SAMPLES)
  const again = await run(page, 'warm', WARM_SAMPLES)
  const line = (what: string, rawMs: number, samples: readonly number[], budget: number | null): Figure => {
    return { where: 'Chromium', what, raw: rawMs, ours: median(samples), budget, samples: samples.length }
  }
  return [
    line('cold start, spare guest', raw.cold, spare, 15),
    line('cold start, no spare', raw.cold, bare, 60),
    line('warm round trip', raw.warm, again, null),
  ]
}

function run(page: Page, name: keyof Measures, samples: number): Promise<number[]> {
  return page.evaluate<number[]>(`warmstartBench.${name}(${samples})`)
}
