/** Walks the first lessons as a learner does, in both languages: predict, press what the prose offers, edit, solve, tick by tick. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { afterNextAnswer, invoke, usePages, writeCode } from './pages.ts'

const pages = usePages()
const folder = new URL('../../lessons/', import.meta.url)
const LESSONS = readdirSync(folder).filter(lesson => lesson < '070')
const WALK_MS = 120_000

/** What the prose asks for in words, by the step that waits for it. */
const ASKED: Readonly<Record<string, (page: Page, code: string) => Promise<void>>> = {
  'slow-init': async (page, code) => {
    await writeCode(page, `await new Promise(done => setTimeout(done, 500));\n${code}`)
    await invoke(page)
    await invoke(page)
  },
  'read-only': async (page, code) => {
    await writeCode(page, code.replace("'/tmp/prices.txt'", "'./prices.txt'"))
    await invoke(page, '?visitor=hoge')
  },
}

/** Everything in the prose that waits for the learner, in its order; an optional step waits for nobody. */
const STOPS = '.prose :is(.try, [data-predict], [data-step]:not([data-optional]), [data-exercise])'

const codeOf = (lesson: string, version: string): string =>
  readFileSync(new URL(`${lesson}/${version}/index.mjs`, folder), 'utf8')

describe.each(['en', 'ja'] as const)('in %s', locale => {
  test.each(LESSONS)('lesson %s is walked to its end', { timeout: WALK_MS }, async lesson => {
    const page = await pages.open(`${locale === 'en' ? '' : '/ja'}/lessons/${lesson}/`)
    for (const stop of await page.locator(STOPS).all()) await goOn(page, stop, lesson)
    await page.locator('[data-tutorial][data-complete]').waitFor()
    const predictions = page.locator('[data-predict]')
    expect(await predictions.locator('details[open] .predict-verdict:not(:empty)').count()).toBe(
      await predictions.count(),
    )
    expect(await predictions.locator('[data-predicted]:visible').count()).toBe(await predictions.count())
  })
})

async function goOn(page: Page, stop: Locator, lesson: string): Promise<void> {
  const data = await stop.evaluate(element => ({ ...(element instanceof HTMLElement ? element.dataset : {}) }))
  if (data['predict'] !== undefined) await predict(stop)
  else if (data['step'] !== undefined) await tick(page, data['step'], lesson)
  else if (data['exercise'] !== undefined) await solve(page, stop, lesson)
  else if (data['trySkip'] !== undefined) await stop.click()
  else await afterNextAnswer(page, Number(data['tryTimes'] ?? 1), () => stop.click())
}

/** Predicts otherwise than it happens, so that what happened must be put beside it; choosing reveals nothing. */
async function predict(question: Locator): Promise<void> {
  await question.locator('label:not([data-right])').first().click()
  expect(await question.locator('details').getAttribute('open')).toBeNull()
  expect(await question.locator('[data-verdict]').textContent()).toBe('')
}

async function tick(page: Page, step: string, lesson: string): Promise<void> {
  await ASKED[step]?.(page, codeOf(lesson, 'start'))
  await page.locator(`#step-${step}.done`).waitFor()
}

/** Has the lesson's code checked, which is not enough, then the solution, written into the editor. */
async function solve(page: Page, exercise: Locator, lesson: string): Promise<void> {
  await writeCode(page, codeOf(lesson, 'start'))
  await exercise.getByTestId('check').click()
  await exercise.locator('[data-failed]').waitFor()
  await writeCode(page, codeOf(lesson, 'solution'))
  await exercise.getByTestId('check').click()
  await exercise.locator('.exercise-passed').waitFor()
}
