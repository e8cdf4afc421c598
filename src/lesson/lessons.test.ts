/** What the build does not notice: that both languages of a lesson say and ask the same, in the same order. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { lessonSchema } from './lesson-schema.ts'
import { slidesOfProse } from './slides-of-prose.ts'

const folder = new URL('../../lessons/', import.meta.url)
const lessons = readdirSync(folder)
const read = (lesson: string, file: string): string => readFileSync(new URL(`${lesson}/${file}`, folder), 'utf8')
const dataOf = (lesson: string) => lessonSchema.parse(parse(read(lesson, 'lesson.yaml')))

/** The blocks of a text by kind, with what must not differ between languages. */
function blocksOf(prose: string): readonly string[] {
  return prose
    .trim()
    .split(/\n{2,}/)
    .map(block => {
      const [, component] = /^<(\w+)/.exec(block) ?? []
      const fixed = block.match(/\b(?:step|id|query|answer|part|match|skip)=(?:"[^"]*"|\{\d+\})/g) ?? []
      return `${block.startsWith('## ') ? 'heading' : (component ?? 'text')} ${fixed.toSorted().join(' ')}`
    })
}

test.each(lessons)('%s has the same blocks in both languages', lesson => {
  const kindOf = (block: string) => block.replace(/^(Try|text) /, 'text ')
  const [english, japanese] = ['en.mdx', 'ja.mdx'].map(file => blocksOf(read(lesson, file)).map(kindOf))
  expect(japanese).toEqual(english)
})

test.each(lessons)('%s ticks every step of its data once, in order', lesson => {
  const ids = [...read(lesson, 'en.mdx').matchAll(/<Step id="([^"]+)"/g)].map(([, id]) => id)
  expect(ids).toEqual(dataOf(lesson).steps.map(({ id }) => id))
})

test('a number in front orders the lessons, and no two share one', () => {
  const numbers = lessons.map(lesson => /^(\d{3})-[a-z0-9-]+$/.exec(lesson)?.[1])
  expect(numbers).not.toContain(undefined)
  expect(new Set(numbers).size).toBe(numbers.length)
})

test('unknown keys and steps of the same id are refused', () => {
  const data: unknown = parse(read(lessons[0] ?? '', 'lesson.yaml'))
  const steps = [1, 2].map(() => ({ id: 'same', text: { en: 'x', ja: 'x' }, seen: [{ world: { alive: 1 } }] }))
  expect(lessonSchema.safeParse(Object.assign({}, data, { colour: 'red' })).success).toBe(false)
  expect(lessonSchema.safeParse(Object.assign({}, data, { steps })).error?.issues[0]?.message).toMatch(/same id/)
})

test.each([
  ['README.md', 'en'],
  ['README.ja.md', 'ja'],
] as const)('%s lists the lessons with their minutes', (file, locale) => {
  const rows = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').match(/^\| \d{3} \|.*$/gm) ?? []
  const cellsOf = (row: string) => row.split('|').map(cell => cell.trim())
  expect(rows.map(cellsOf).map(([, number, title, , minutes]) => [number, title, minutes])).toEqual(
    lessons.map(lesson => {
      const { title, minutes } = dataOf(lesson)
      return [lesson.slice(0, 3), title[locale], String(minutes)]
    }),
  )
})

/** What the deck takes from a slide's tag, which must not differ between languages. */
const slidesOf = (prose: string): readonly string[] =>
  [...prose.matchAll(/<Slide (.*)>$/gm)].map(([, tag = '']) => tag.replace(/title="[^"]*"/, ''))

test.each(lessons)('%s has the same slides in both languages', lesson => {
  expect(slidesOf(read(lesson, 'ja.mdx'))).toEqual(slidesOf(read(lesson, 'en.mdx')))
})

/** More than this nobody reads while somebody speaks. */
const WORDS_ON_A_SLIDE = 40
/** Letters that are about as much text as one English word. */
const LETTERS_PER_WORD = 3

test.each(lessons)('%s projects few words', lesson => {
  const wordsOn = (language: 'en' | 'ja'): readonly number[] =>
    [...read(lesson, `${language}.mdx`).matchAll(/<Slide [^\n]*>(.*?)<\/Slide>/gs)].map(([, slide = '']) => {
      const words = slide
        .replace(/<Notes>.*?<\/Notes>/s, '')
        .replace(/<[^>]*>/g, '')
        .trim()
      return language === 'en' ? words.split(/\s+/).length : Math.round(words.length / LETTERS_PER_WORD)
    })
  for (const words of [...wordsOn('en'), ...wordsOn('ja')]) expect(words).toBeLessThanOrEqual(WORDS_ON_A_SLIDE)
})

/** More lines cannot be read from the last row. */
const CODE_LINES_ON_A_SLIDE = 14

test.each(lessons)('%s projects few lines of code', lesson => {
  const slides = slidesOfProse(read(lesson, 'en.mdx'))
  const versions = new Set(slides.flatMap(({ steps }) => steps.flatMap(step => ('code' in step ? [step.code] : []))))
  for (const version of slides.length === 0 ? [] : ['start', ...versions]) {
    const lines = read(lesson, `${version}/${dataOf(lesson).file}`)
      .trimEnd()
      .split('\n')
    expect(lines.length, `${version}/${dataOf(lesson).file}`).toBeLessThanOrEqual(CODE_LINES_ON_A_SLIDE)
  }
})
