/** Lighthouse over the built site: one line a page and device, held beside the budgets of DESIGN 9. Run by lighthouse.mjs. */
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { DIST } from './build-site.mjs'
import { CHROMIUM_FLAGS, needChromium } from './chromium.mjs'
import { createSiteServer, listen } from './site-server.mjs'

const PAGES = ['/', '/lessons/010-the-first-request/', '/ja/lessons/060-the-leak/', '/lessons/100-frozen-work/']
/** Which configuration each device takes, and its budgets; times in ms. A desktop has none for FCP and LCP. */
const DEVICES = {
  mobile: { config: null, performance: 99, fcp: 1_200, lcp: 1_400, cls: 0.005 },
  desktop: { config: 'desktop', performance: 100, fcp: Infinity, lcp: Infinity, cls: 0.005 },
}
/** What must be 100. The same on a busy machine as on a quiet one. */
const WHOLE = { accessibility: 'a11y', 'best-practices': 'practices', seo: 'SEO' }
const WIDTHS = [34, 8, 12, 6, 10, 5, 10, 10, 8]

const require = createRequire(join(process.env.LIGHTHOUSE_FOLDER ?? '', 'package.json'))
const load = async path => import(pathToFileURL(require.resolve(path)).href)
const { default: lighthouse, desktopConfig } = await load('lighthouse')
const { computeMedianRun } = await load('lighthouse/core/lib/median-run.js')
const { launch } = await load('chrome-launcher')

const { runs } = parseArgs({ options: { runs: { type: 'string', default: '3' } } }).values
const server = createSiteServer(DIST)
const port = await listen(server, 0)
const chrome = await launch({
  chromePath: await needChromium(),
  chromeFlags: [...CHROMIUM_FLAGS, '--headless=new'],
  logLevel: 'silent',
})
let failed = []
try {
  failed = await measureAll()
} finally {
  chrome.kill()
  server.closeAllConnections()
  server.close()
}
for (const line of failed) process.stdout.write(`${line}\n`)
process.exitCode = failed.length > 0 ? 1 : 0

async function measureAll() {
  const found = []
  for (const [device, budget] of Object.entries(DEVICES)) {
    for (const path of PAGES) {
      const result = await measure(`http://localhost:${port}${path}`, budget)
      if (device === 'mobile' && path === PAGES[0]) printHead(result)
      printLine([path, device, ...figures(result, budget)])
      found.push(...shortcomings(result).map(what => `${path} (${device}): ${what}`))
    }
  }
  return found
}

/** The run whose figures are in the middle of `--runs`. */
async function measure(url, { config }) {
  const results = []
  for (let run = 0; run < Number(runs); run++) {
    const settings = config === 'desktop' ? desktopConfig : undefined
    const result = await lighthouse(url, { port: chrome.port, logLevel: 'silent' }, settings)
    if (result === undefined || result.lhr.runtimeError !== undefined)
      throw new Error(`Lighthouse could not measure ${url}: ${result?.lhr.runtimeError?.message ?? 'no result'}`)
    results.push(result.lhr)
  }
  return computeMedianRun(results)
}

function printHead({ lighthouseVersion, environment, userAgent }) {
  const chromium = /Chrom\w+\/[\d.]+/.exec(environment.hostUserAgent ?? userAgent)?.[0].replace('/', ' ')
  const date = new Date().toISOString().slice(0, 10)
  const machine = `Node ${process.version}, ${availableParallelism()} CPUs`
  const of = `middle of ${runs}, * over its budget`
  process.stdout.write(`${date}, Lighthouse ${lighthouseVersion}, ${chromium} (headless), ${machine}; ${of}\n`)
  printLine(['page', 'device', 'performance', ...Object.values(WHOLE), 'FCP', 'LCP', 'CLS'])
}

function figures({ categories, audits }, { performance, fcp, lcp, cls }) {
  const score = name => Math.round(categories[name].score * 100)
  const value = name => audits[name].numericValue
  const least = (figure, budget) => `${figure}${figure < budget ? '*' : ' '}`
  const most = (figure, budget, text) => `${text}${figure > budget ? '*' : ' '}`
  const seconds = ms => `${(ms / 1_000).toFixed(2)} s`
  return [
    least(score('performance'), performance),
    ...Object.keys(WHOLE).map(name => least(score(name), 100)),
    most(value('first-contentful-paint'), fcp, seconds(value('first-contentful-paint'))),
    most(value('largest-contentful-paint'), lcp, seconds(value('largest-contentful-paint'))),
    most(value('cumulative-layout-shift'), cls, value('cumulative-layout-shift').toFixed(4)),
  ]
}

/** What keeps a page from 100 where it must be 100: audit, and the elements it names. */
function shortcomings({ categories, audits }) {
  return Object.keys(WHOLE).flatMap(category =>
    categories[category].auditRefs
      .map(({ id, weight }) => ({ audit: audits[id], weight }))
      .filter(({ audit, weight }) => weight > 0 && audit.score !== null && audit.score < 1)
      .map(({ audit }) => {
        const items = (audit.details?.items ?? []).map(item => item.node?.selector ?? item.description ?? item.source)
        return [`${category}: ${audit.id}, ${audit.title}`, ...items].join('\n    ')
      }),
  )
}

function printLine(cells) {
  const line = cells.map((cell, column) => (column < 2 ? cell.padEnd(WIDTHS[column]) : cell.padStart(WIDTHS[column])))
  process.stdout.write(`${line.join(' ').trimEnd()}\n`)
}
