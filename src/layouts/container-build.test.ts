import { afterEach, describe, expect, test, vi } from 'vitest'
import { containerBuild, containerOfPage } from './container-build.ts'

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

describe('the policy of a page', () => {
  afterEach(() => void vi.unstubAllEnvs())
  const directivesOf = (pinned: 'embedded' | 'webcontainer' | undefined): readonly string[] => {
    const directives: string[] = []
    containerOfPage({ insertDirective: directive => void directives.push(directive) }, pinned)
    return directives
  }

  test('is opened for the vendor where the engine may boot', () => {
    expect(directivesOf(undefined)).toEqual(['frame-src https://stackblitz.com', 'connect-src https://stackblitz.com'])
  })

  test('stays closed in a lesson that needs the embedded engine, and in a build without the other', () => {
    expect(directivesOf('embedded')).toEqual([])
    vi.stubEnv('WARMSTART_WEBCONTAINER', 'off')
    expect(directivesOf(undefined)).toEqual([])
  })
})
