import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pictureTexts } from './social-picture-texts.ts'

const FOLDER = new URL('../public/social/', import.meta.url)
const MOST_BYTES = 40_000
const MEND = 'run npm run social-pictures'
const texts = pictureTexts()
const pictures = readdirSync(FOLDER).filter(name => name.endsWith('.png'))

test('each lesson and home has a picture in each language, and none is left over', () => {
  expect(pictures.toSorted(), MEND).toEqual(Object.keys(texts).toSorted())
})

test('the pictures say today’s titles and summaries', () => {
  expect(JSON.parse(readFileSync(new URL('texts.json', FOLDER), 'utf8')), MEND).toEqual(texts)
})

test.each(pictures)('%s is 1200 by 630 and small', name => {
  const bytes = readFileSync(new URL(name, FOLDER))
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630])
  expect(bytes.length).toBeLessThanOrEqual(MOST_BYTES)
})
