import { expect, test } from 'vitest'
import { fitCanvas } from './fit.ts'

test.each([
  ['16:9', 1920, 1080, 960],
  ['16:10', 1280, 800, 864],
  ['4:3', 1024, 768, 720],
])('a window of %s is filled', (_, width, height, canvas) => {
  const fitted = fitCanvas(width, height)
  expect(fitted.width).toBeCloseTo(canvas)
  expect(fitted.width * fitted.zoom).toBeCloseTo(width)
  expect(540 * fitted.zoom).toBeCloseTo(height)
})

test('a window out of every ratio holds the canvas whole', () => {
  const wide = fitCanvas(3000, 600)
  expect(wide.width * wide.zoom).toBeLessThanOrEqual(3000)
  const tall = fitCanvas(390, 844)
  expect(tall.width * tall.zoom).toBeCloseTo(390)
  expect(540 * tall.zoom).toBeLessThanOrEqual(844)
})
