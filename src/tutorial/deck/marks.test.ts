import { expect, test } from 'vitest'
import { slidesIn } from './marks.ts'

test('slides are cut out of a lesson, and their notes out of them', () => {
  const html =
    '<p>prose</p><!--slide--><section>one<!--notes--><p>say</p><!--/notes-->!</section><!--/slide--><p>prose</p><!--slide-->two<!--/slide-->'
  expect(slidesIn(html)).toEqual([
    { words: '<section>one!</section>', notes: '<p>say</p>' },
    { words: 'two', notes: '' },
  ])
  expect(slidesIn('<p>none</p>')).toEqual([])
})
