/**
 * Replays every scenario on the WebContainer engine over its double: the vendor's client in Chromium, the double's frame, a
 * Node 22 of this machine under a terminal. One container and page serve all; each scenario has a process of its own.
 */
import { afterAll, beforeAll, describe, test } from 'vitest'
import { replayOptions } from '../../src/cli/engines.ts'
import { type ContainerPage, createDoubleEngineOn, openContainerPage } from '../webcontainer/chromium-engine.ts'
import { NODE22 } from '../webcontainer/node22.ts'
import { expectToHoldOn, scenariosOf } from './scenarios.ts'

let page: ContainerPage
beforeAll(async () => {
  page = await openContainerPage(NODE22 === null ? {} : { node: NODE22 })
  await page.boot()
  await page.reached('ready')
})
afterAll(() => page.close())

describe.each(scenariosOf('webcontainer'))('%s', file => {
  test('holds on the WebContainer engine over its double', () =>
    expectToHoldOn(file, 'node', async ({ account }) => createDoubleEngineOn(page, replayOptions(account, false))))
})
