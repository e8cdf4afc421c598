import { describe, expect, test } from 'vitest'
import { FIRST_DRAFT } from './draft.ts'
import { parseSettings } from './saved-settings.ts'

describe('settings that were kept', () => {
  test('come back', () => {
    const kept = {
      draft: { ...FIRST_DRAFT, method: 'POST' },
      query: '?a=1',
      account: { concurrency: 5, lifetime: 60_000 },
    }
    expect(parseSettings(JSON.stringify(kept))).toEqual(kept)
  })

  test.each([
    ['a negative figure', { concurrency: -1 }],
    ['half an environment', { scalingRate: 0.5 }],
    ['a text', { lifetime: 'long' }],
    ['another placement', { placement: 'random' }],
  ])('with %s keep what else was typed', (_what, account) => {
    const parsed = parseSettings(JSON.stringify({ draft: { ...FIRST_DRAFT, method: 'POST' }, account }))
    expect(parsed).toEqual({ draft: { ...FIRST_DRAFT, method: 'POST' } })
  })

  test.each([null, '', 'null', '[1'])('that are none of ours (%s) are as at first', text => {
    expect(parseSettings(text)).toEqual({ draft: FIRST_DRAFT })
  })
})
