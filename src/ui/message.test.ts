import { expect, test } from 'vitest'
import { fill, message } from './message.ts'
import { en } from './messages/en.ts'
import { ja } from './messages/ja.ts'
import { pageEn } from './messages/page-en.ts'
import { pageJa } from './messages/page-ja.ts'
import { message as pageMessage } from './page-message.ts'

const placeholders = (template: string) => [...template.matchAll(/\{([^{}|]+)/g)].map(([, name]) => name).toSorted()

const english = Object.entries({ ...en, ...pageEn })
const japanese = Object.entries({ ...ja, ...pageJa })

test.each(english)('%s has the same parameters in both languages', (key, template) => {
  const translated = japanese.find(([name]) => name === key)?.[1] ?? ''
  expect(placeholders(translated)).toEqual(placeholders(template))
})

test('a parameter replaces its placeholder', () => {
  expect(pageMessage('en', 'home.minutes', { minutes: 6 })).toBe('6 min')
  expect(message('ja', 'home.continue', { number: 6 })).toBe('レッスン 6 を続ける')
})

test('a counted word is singular for one only', () => {
  const say = (count: number) => fill('{count|request|requests} sent', new Map([['count', count]]))
  expect([say(0), say(1), say(2)]).toEqual(['0 requests sent', '1 request sent', '2 requests sent'])
})

test('a placeholder without a value stays visible', () => {
  expect(fill('{missing}', new Map())).toBe('{missing}')
})
