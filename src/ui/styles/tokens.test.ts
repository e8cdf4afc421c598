import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const [light = '', dark = ''] = css.split('[data-theme="dark"]')

function tokensOf(block: string): Map<string, string> {
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]))
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map(start => Number.parseInt(color.slice(start, start + 2), 16) / 255)
    .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

const grounds = ['bg', 'panel', 'code', 'gone-bg']
const text = [
  ...['ink', 'mute'].flatMap(ink => grounds.map(ground => [ink, ground])),
  ...['cold', 'init', 'run', 'warm', 'reset', 'gone'].flatMap(state => [
    [state, `${state}-bg`],
    [state, 'panel'],
  ]),
  ...['cold-bg', 'init-bg', 'run-bg', 'warm-bg', 'reset-bg', 'flash'].map(ground => ['ink', ground]),
  ...[
    ['accent-ink', 'accent'],
    ['ok', 'panel'],
    ['ok', 'bg'],
    ['cold', 'bg'],
    ['panel', 'run'],
    ['panel', 'ok'],
  ],
]
const borders = [...grounds, 'bg'].flatMap(ground => [
  ['edge', ground],
  ['focus', ground],
])

const themes = { light: tokensOf(light), dark: tokensOf(dark) }

test.each(Object.entries(themes))('the %s theme defines every colour', (_, tokens) => {
  expect([...tokens.keys()].toSorted()).toEqual([...themes.light.keys()].toSorted())
  expect(tokens.size).toBeGreaterThan(20)
})

test.each(Object.entries(themes))('text of the %s theme reaches 4.5:1', (_, tokens) => {
  const weak = text.filter(([ink = '', ground = '']) => ratio(tokens, ink, ground) < 4.5)
  expect(weak).toEqual([])
})

test.each(Object.entries(themes))('borders and focus of the %s theme reach 3:1', (_, tokens) => {
  const weak = borders.filter(([edge = '', ground = '']) => ratio(tokens, edge, ground) < 3)
  expect(weak).toEqual([])
})

function ratio(tokens: Map<string, string>, one: string, other: string): number {
  const [first, second] = [tokens.get(one), tokens.get(other)]
  if (first === undefined || second === undefined) throw new Error(`No colour ${one} or ${other}.`)
  return contrast(first, second)
}
