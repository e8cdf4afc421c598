/** The free playground: every control of the emulator does what AWS's API of that name does, and is kept. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { afterNextAnswer, invoke, lastAnswer, usePages, writeCode } from './pages.ts'

const pages = usePages()
const PLAYGROUND = '/playground/'

async function unfold(page: Page, group: string): Promise<void> {
  await page.getByTestId(group).locator('summary').click()
}

const ECHO = `import { name } from './lib/name.mjs'
export const handler = async (event, context) => ({ name, event, version: context.functionVersion, tenant: context.tenantId })`

describe('files', () => {
  test('are added, renamed and deleted, and kept over a reload', async () => {
    const page = await pages.open(PLAYGROUND)
    await page.getByTestId('add-file').click()
    await page.getByTestId('file-path').fill('../out.mjs')
    await page.getByTestId('file-ok').click()
    await page.getByText('Write a path such as lib/a.mjs.').waitFor()
    await page.getByTestId('file-path').fill('lib/first.mjs')
    await page.getByTestId('file-ok').click()
    await writeCode(page, `export const name = 'kept'`)
    await page.getByTestId('rename-file').click()
    await page.getByTestId('file-path').fill('lib/name.mjs')
    await page.getByTestId('file-ok').click()
    await page.getByRole('tab', { name: 'index.mjs' }).click()
    await writeCode(page, ECHO)
    expect(JSON.parse((await invoke(page, '?a=1')).body)).toMatchObject({ name: 'kept', version: '$LATEST' })
    await page.reload()
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['index.mjs', 'lib/name.mjs'])
    await page.getByRole('tab', { name: 'lib/name.mjs' }).click()
    await page.getByTestId('delete-file').click()
    await page.getByTestId('file-ok').click()
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['index.mjs'])
    expect((await invoke(page)).body).toContain('Internal Server Error')
    await page.reload()
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['index.mjs'])
  })
})

describe('requests', () => {
  test('go to the function URL with method, headers, path and body', async () => {
    const page = await pages.open(PLAYGROUND)
    await writeCode(page, 'export const handler = async event => event')
    await page.getByTestId('method').selectOption('POST')
    await page.getByTestId('headers').fill('X-Mine: 1\nnot a header')
    await page.getByText('Not a header: not a header.').waitFor()
    await page.getByTestId('headers').fill('X-Mine: 1')
    await page.getByTestId('body').fill('{"n":2}')
    const event = JSON.parse((await invoke(page, '/path?q=3')).body)
    expect(event).toMatchObject({
      rawPath: '/path',
      queryStringParameters: { q: '3' },
      headers: { 'x-mine': '1' },
      body: '{"n":2}',
      requestContext: { http: { method: 'POST' } },
    })
  })

  test('go to the Invoke API with an event, and AWS refuses what is no JSON', async () => {
    const page = await pages.open(PLAYGROUND)
    await page.getByTestId('request-kind').selectOption('event')
    await page.getByTestId('event').fill('{"n": 1,}')
    await page.getByTestId('invoke').click()
    await page.getByText('InvalidRequestContentException').waitFor()
    await page.getByTestId('event').fill('{"n": 1}')
    await afterNextAnswer(page, 1, () => page.getByTestId('invoke').click())
    expect(JSON.parse((await lastAnswer(page)).body)).toEqual({ invocations: 1, received: { n: 1 } })
    await page.reload()
    expect(await page.getByTestId('event').inputValue()).toBe('{"n": 1}')
  })

  test('go out as many at once as are asked for', async () => {
    const page = await pages.open(PLAYGROUND)
    await page.getByTestId('times').fill('4')
    await afterNextAnswer(page, 4, () => page.getByRole('button', { name: 'Invoke 4 at once' }).click())
    expect(await page.getByRole('group', { name: /^env-\d frozen/ }).count()).toBe(4)
  })
})

describe('configuration', () => {
  test('is updated as AWS updates it, and refused in its words where it is out of range', async () => {
    const page = await pages.open(PLAYGROUND)
    await invoke(page)
    await unfold(page, 'function-configuration')
    await page.getByTestId('memorySize').fill('64')
    await page.getByTestId('update-configuration').click()
    await page.getByText(/Value '64' at 'memorySize' failed .* Give a whole number of MB from 128 to 10240/).waitFor()
    await page.getByTestId('memorySize').fill('256')
    await page.getByTestId('update-configuration').click()
    await page.getByText('Updated. The next request starts a new environment.').waitFor()
    expect((await invoke(page)).status).toContain('cold · env-2')
    await unfold(page, 'environment-variables')
    await page.getByTestId('variables').fill('AWS_REGION=here')
    await page.getByTestId('update-variables').click()
    await page.getByText(/reserved keys .* Choose another name/).waitFor()
  })

  test('of concurrency throttles, and a published version is provisioned and invoked', async () => {
    const page = await pages.open(PLAYGROUND)
    await unfold(page, 'concurrency')
    await page.getByTestId('reserved-concurrency').fill('0')
    await page.getByTestId('reserve').click()
    await page.getByText('Reserved. No environment is recycled.').waitFor()
    expect((await invoke(page)).status).toContain('429 Too Many Requests')
    await page.getByTestId('reserved-concurrency').fill('')
    await page.getByTestId('reserve').click()
    await page.getByText('The reservation is deleted.').waitFor()
    await page.getByTestId('publish-version').click()
    await page.getByText('Version 1 is published.').waitFor()
    await page.getByTestId('provisioned-concurrency').fill('2')
    await page.getByTestId('provision').click()
    await page.getByText('READY.', { exact: true }).waitFor()
    await page.getByTestId('qualifier').selectOption('1')
    expect((await invoke(page)).status).toContain('warm')
  })

  test('of the account starts over', async () => {
    const page = await pages.open(PLAYGROUND)
    await invoke(page)
    await unfold(page, 'account')
    await page.getByTestId('idle-retention').fill('20m')
    await page.getByTestId('tenant-isolation').selectOption('PER_TENANT')
    await page.getByTestId('start-over').click()
    await page.getByText('Started over').waitFor()
    await page.getByTestId('request-kind').selectOption('event')
    await page.getByTestId('invoke').click()
    await page.getByTestId('notices').getByText('Say for which tenant: tenantId.').waitFor()
    await page.getByTestId('tenant-id').fill('blue')
    await afterNextAnswer(page, 1, () => page.getByTestId('invoke').click())
    await page.getByTestId('time-to-skip').fill('15m')
    await page.getByTestId('skip').click()
    await afterNextAnswer(page, 1, () => page.getByTestId('invoke').click())
    expect((await lastAnswer(page)).status).toContain('warm · env-1')
  })
})
