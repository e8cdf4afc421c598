import { expect, test } from 'vitest'
import { plainProse } from './plain-prose.ts'

test.each([
  ['Send <Try query="?message=hoge" />. A <Term of="cold">cold start</Term>.', 'Send ?message=hoge . A cold start.'],
  [
    'Lambda **froze** the *one* `env-1`, see [the guide](https://example.org/).',
    'Lambda froze the one env-1, see the guide.',
  ],
  [
    `<Predict\n  step="x"\n  question="What will it answer?"\n  options={['a > b', 'c']}\n  answer={1}\n>\nBecause of it.\n</Predict>`,
    'What will it answer? Because of it.',
  ],
  ['<Step id="cold-start" />', ''],
  ['<Try event={{ any: 1 }} /> and on', 'and on'],
])('%j reads %j', (mdx, text) => {
  expect(plainProse(mdx)).toBe(text)
})
