import { describe, expect, test } from 'vitest'
import { containerBuild } from './container-build.ts'

describe('the WebContainer engine in a build', () => {
  test.each([
    ['for this machine', {}, { apiKey: null, setting: null }],
    ['for a public address without a key', { SITE_URL: 'https://example.com' }, null],
    [
      'for a public address with a key',
      { SITE_URL: 'https://example.com', WEBCONTAINER_API_KEY: 'wc_api_x' },
      { apiKey: 'wc_api_x', setting: null },
    ],
    ['that asks', { WARMSTART_WEBCONTAINER: 'ask' }, { apiKey: null, setting: 'ask' }],
    ['that is off', { WARMSTART_WEBCONTAINER: 'off', WEBCONTAINER_API_KEY: 'wc_api_x' }, null],
    [
      'with variables that are empty',
      { WARMSTART_WEBCONTAINER: '', WEBCONTAINER_API_KEY: '' },
      { apiKey: null, setting: null },
    ],
  ])('%s', (_what, env, build) => {
    expect(containerBuild(env)).toEqual(build)
  })

  test('refuses a setting that does not exist, and names those that do', () => {
    expect(() => containerBuild({ WARMSTART_WEBCONTAINER: 'on' })).toThrow('"on"; it is auto, ask or off')
  })
})
