import { describe, expect, test } from 'vitest'
import { requestFor } from './query.ts'

describe('the query box', () => {
  test.each([
    ['?message=hoge', '/?message=hoge'],
    ['message=hoge', '/?message=hoge'],
    ['？message＝hoge', '/?message=hoge'],
    ['  ?a=1＆b=2 ', '/?a=1&b=2'],
    ['', '/'],
    ['?', '/'],
    ['?x=%zz', '/?x=%zz'],
    ['?message=日本 語', '/?message=%E6%97%A5%E6%9C%AC%20%E8%AA%9E'],
  ])('sends %j to %s', (typed, url) => {
    expect(requestFor(typed).url).toBe(url)
  })
})
