/** The pages about the reader's own browser, on the built site: `/ready/`, and `/diagnostics/` with the vendor played by the double. */
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, inject, test } from 'vitest'
import { attachDouble, type Double } from '../webcontainer/double/attach-double.ts'
import { headlessAnswer } from '../webcontainer/double/vendor.ts'
import { usePages } from './pages.ts'

const pages = usePages()
const VENDOR = 'https://stackblitz.com'
/** All questions have answers, or an end, in this time. */
const CONTAINER_MS = 120_000

let double: Double | null = null
afterEach(async () => {
  await double?.close()
  double = null
})

/** Requests of other hosts. */
function elsewhere(asked: readonly string[]): readonly string[] {
  return asked.filter(url => url.startsWith('http') && !url.startsWith(inject('site')))
}

async function check(page: Page): Promise<{ readonly words: readonly string[]; readonly sentence: string }> {
  await page.getByTestId('check-this-browser').click()
  await page.locator('.ready[data-state=checked]').waitFor()
  const words = await page.locator('.ready li b').allInnerTexts()
  return { words, sentence: await page.getByTestId('ready-sentence').innerText() }
}

describe('/ready/', () => {
  test('runs nothing before its button is pressed; then says three times OK, and one sentence', async () => {
    const asked: string[] = []
    const page = await pages.open('/ready/', {
      prepare: async page => void page.on('request', r => asked.push(r.url())),
    })
    await page.waitForLoadState('networkidle')
    expect(asked.filter(url => url.includes('_engine'))).toEqual([])
    expect(await page.locator('.ready li b').allInnerTexts()).toEqual(Array(3).fill('not checked'))
    expect(await check(page)).toEqual({
      words: ['OK', 'OK', 'OK'],
      sentence: 'This browser is ready for the workshop.',
    })
    expect(elsewhere(asked)).toEqual([])
    expect(await page.locator('iframe').count(), 'the engine is ended').toBe(0)
  })

  test('in Japanese says what to do where a page of the workshop cannot be reached, and is right the next time', async () => {
    pages.expectOnConsole(/Failed to load resource|ERR_/)
    const page = await pages.open('/ja/ready/', {
      prepare: async page => void (await page.route('**/ja/lessons/030-*/', route => route.abort('connectionrefused'))),
    })
    const { words, sentence } = await check(page)
    expect(words).toEqual(['OK', 'OK', '要対応'])
    expect(sentence).toMatch(/^開けないページがあります。.*VPN/)
    await page.unroute('**/ja/lessons/030-*/')
    expect((await check(page)).words).toEqual(['OK', 'OK', 'OK'])
  })

  test('says what to do where functions do not run', async () => {
    pages.expectOnConsole(/Failed to load resource|ERR_/)
    const page = await pages.open('/ready/', {
      prepare: async page => void (await page.route('**/_engine/home*', route => route.abort())),
    })
    const { words, sentence } = await check(page)
    expect(words).toEqual(['to do', 'to do', 'OK'])
    expect(sentence).toContain('current Chrome, Edge, Firefox or Safari')
  })
})

describe('/diagnostics/', () => {
  test('tests the engine with and without shared memory, and writes a report', async () => {
    const asked: string[] = []
    const page = await pages.open('/diagnostics/?only=module scope', {
      prepare: async page => void page.on('request', request => asked.push(request.url())),
    })
    await page.getByTestId('test-embedded').click()
    const report = await page.getByTestId('report').inputValue()
    expect(report).toContain('frozen threads block; of another origin')
    expect(report).toContain('timers are gated; of another origin')
    expect(report.match(/14 passed, 0 failed, 0 known to differ/g)).toHaveLength(2)
    expect(report).toContain('## WebContainer\n\n- Not tried.')
    expect(elsewhere(asked)).toEqual([])
  })

  test('boots the container at a press alone, tests it, asks it, and boots it again after its end', {
    timeout: CONTAINER_MS,
  }, async () => {
    const asked: string[] = []
    const page = await pages.open('/diagnostics/?only=module scope', {
      prepare: async page => {
        double = await attachDouble(page)
        await page.route(`${VENDOR}/**`, async route => {
          asked.push(route.request().url())
          const answer = await headlessAnswer('ready')
          if (answer !== null) await route.fulfill(answer)
        })
      },
    })
    await page.waitForLoadState('networkidle')
    expect(asked).toEqual([])
    await page.getByTestId('test-container').click()
    const report = page.getByTestId('report')
    await report.waitFor({ timeout: CONTAINER_MS })
    const text = await report.inputValue()
    expect(text).toMatch(
      /- Boot: container \d+ ms, Node\.js v\d+\.\d+\.\d+ \d+ ms; threads wake from Atomics.wait: yes/,
    )
    expect(text).toMatch(/- Booted again after teardown\(\): container \d+ ms/)
    expect(text).toContain('14 passed, 0 failed, 0 known to differ')
    for (const answer of ANSWERS) expect(text).toMatch(answer)
    expect(await page.getByTestId('container-answers').locator('tbody tr').count()).toBe(11)
  })

  test('says why where the container does not boot, and the other engine is still tested', async () => {
    pages.expectOnConsole(/stackblitz\.com|Failed to load resource|ERR_/)
    const page = await pages.open('/diagnostics/?only=module scope', {
      prepare: async page => void (await page.route(`${VENDOR}/**`, route => route.abort('connectionrefused'))),
    })
    await page.getByTestId('test-container').click()
    await page.getByTestId('result-webcontainer').and(page.locator('[data-state=failed]')).waitFor()
    expect(await page.getByTestId('report').inputValue()).toMatch(/- Boot: failed \(unreachable\): /)
    await page.getByTestId('test-embedded').click()
    await page.locator('[data-testid=result-embedded-gated][data-state=done]').waitFor()
    expect(await page.getByTestId('report').inputValue()).toContain('14 passed, 0 failed')
  })
})

/** What a Linux terminal and the Node of this machine answer; a container may answer otherwise. */
const ANSWERS = [
  /\| Which Node\.js it is.* \| \{"node":"v\d+/,
  /\| Cooked terminal.* \| 1000: whole, 4000: whole, 4095: whole, 5000: as 4095, 20000: as 4095; echoed: yes \|/,
  /\| Raw terminal.* \| 4000: whole, 20000: whole, 200000: whole; echoed: no \|/,
  /\| A megabyte of output.* \| 1000000 of 1000000 characters in \d+ pieces/,
  /\| Whether child_process\.fork has messages \| a message of the child \|/,
  /\| Whether resourceLimits of a worker are enforced \| enforced: ERR_WORKER_OUT_OF_MEMORY \|/,
  /\| Whether worker\.terminate\(\) ends a busy loop \| \{"ended":"ended with 1"/,
  /\| Whether kill\(\) ends a process .* \| it ended with 137; another started in \d+ ms \|/,
]
