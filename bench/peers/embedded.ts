/** The same figures in headless Chromium: a bare worker, and the embedded engine, in one page. */
import type { Browser, Page } from 'playwright-core'
import { listen } from '../../scripts/site-server.mjs'
import { median } from '../figures.ts'
import type { Measures } from '../page.ts'
import { createPageServer } from '../page-server.ts'
import type { Row, Samples } from './row.ts'

/**
 * The rows of Chromium; the last one, called `spare`, finds a spare guest ready, as on the page. `framed` is what isolation
 * alone costs there, ms: a warm round trip of a bare worker behind the same sandboxed frame.
 */
export async function measureChromium(
  browser: Browser,
  samples: Samples,
  spare: string,
): Promise<{ readonly rows: readonly Row[]; readonly framed: number }> {
  const server = await createPageServer()
  const port = await listen(server, 0)
  const page = await browser.newPage()
  try {
    await page.goto(`http://localhost:${port}/`)
    const raw = { cold: 'rawCold', warm: 'rawWarm', overlapping: 'rawOverlapping' } as const
    const bare = await row(page, 'bare worker in Chromium', raw, samples)
    const none = { cold: 'hurriedColdStarts', warm: 'warm', overlapping: 'overlapping' } as const
    const ours = await row(page, 'Warmstart (embedded engine, Chromium)', none, samples)
    const ready = { ...ours, name: spare, cold: median(await run(page, 'coldStarts', samples.cold)) }
    const framed = median(await run(page, 'rawFramed', samples.warm))
    return { rows: [bare, ours, ready].map(each => ({ ...each, raw: bare })), framed }
  } finally {
    await page.close()
    server.closeAllConnections()
    server.close()
  }
}

type Names = Readonly<Record<'cold' | 'warm' | 'overlapping', keyof Measures>>

async function row(page: Page, name: string, names: Names, samples: Samples): Promise<Row> {
  const cold = await run(page, names.cold, samples.cold)
  const warm = await run(page, names.warm, samples.warm)
  const overlapping = await run(page, names.overlapping, samples.overlapping)
  return {
    name,
    isolation: 'thread',
    cold: median(cold),
    warm: median(warm),
    second: (warm.length / warm.reduce((sum, ms) => sum + ms, 0)) * 1_000,
    overlapping: median(overlapping),
    raw: null,
  }
}

function run(page: Page, measure: keyof Measures, count: number): Promise<number[]> {
  return page.evaluate<number[]>(`warmstartBench.${measure}(${count})`)
}
