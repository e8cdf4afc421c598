/**
 * `npm run bench`: what a bare worker takes, what ours takes, and the budgets of DESIGN 9, in Node and in headless
 * Chromium. It prints; a figure over its budget does not fail it, something that broke does.
 */
import { availableParallelism } from 'node:os'
import { chromium } from 'playwright-core'
import { CHROMIUM_FLAGS, needChromium } from '../scripts/chromium.mjs'
import { benchChromium } from './chromium.ts'
import { table } from './figures.ts'
import { benchNode } from './node.ts'
import { benchSite } from './site.ts'

const inNode = await benchNode()
const browser = await chromium.launch({ executablePath: await needChromium(), args: [...CHROMIUM_FLAGS] })
const inChromium = await benchChromium(browser)
const onSite = await benchSite(browser)
const versions = [
  new Date().toISOString().slice(0, 10),
  `Node ${process.version}`,
  `Chromium ${browser.version()} (headless)`,
  `${availableParallelism()} CPUs`,
]
await browser.close()
process.stdout.write(`${versions.join(', ')}; medians unless said\n${table([...inNode, ...inChromium, ...onSite])}\n`)
