import { expect, test } from 'vitest'
import type { Checked } from './outcome.ts'
import { type Findings, reportText } from './report.ts'

const checked: readonly Checked[] = [
  { group: 'time', name: 'stands still', outcome: 'pass', ms: 12.4, detail: '' },
  { group: 'time', name: 'costs nothing', outcome: 'fail', ms: 300, detail: 'the answer:\n  expected 1 | 2' },
  { group: 'loads', name: 'a cycle', outcome: 'known', ms: 1, detail: 'stand-ins' },
]
const FINDINGS: Findings = {
  browser: 'Browser 1.0',
  page: 'http://localhost:4321/diagnostics/',
  time: '2026-11-25T00:00:00.000Z',
  isolated: true,
  engines: {
    embedded: { kind: 'done', checked, startMs: 120.6, about: 'frozen threads block' },
    'embedded-gated': { kind: 'running', checked: [], of: 9 },
    webcontainer: { kind: 'waiting' },
  },
  boot: [],
  answers: [],
}

test('a report counts, tells what failed in one line each, and the slowest', () => {
  const text = reportText(FINDINGS)
  expect(text).toContain('- Browser: Browser 1.0\n')
  expect(text).toContain('- Started in 121 ms; frozen threads block.\n- 1 passed, 1 failed, 1 known to differ; 0.3 s\n')
  expect(text).toContain('- FAILED: time: costs nothing: the answer: expected 1 | 2\n')
  expect(text).toContain('- differs: loads: a cycle: stand-ins\n')
  expect(text).toContain('- Slowest: costs nothing (300 ms), stands still (12 ms), a cycle (1 ms)\n')
  expect(text).toContain('- Ended on the way, after 0 of 9.\n')
})

test('a report never says more of the container than was tried', () => {
  expect(reportText(FINDINGS)).toContain('## WebContainer\n\n- Not tried.\n')
  const failed = {
    ...FINDINGS,
    boot: ['Boot: failed (silent): it did not boot'],
    engines: { ...FINDINGS.engines, webcontainer: { kind: 'failed', checked: [], reason: 'it did not boot' } as const },
  }
  const text = reportText(failed)
  expect(text).toContain('- Boot: failed (silent): it did not boot\n- It failed: it did not boot\n')
  expect(text).not.toContain('What was asked of the container')
})

test('answers of the container are rows of a table', () => {
  const answers = [{ question: 'Which | Node', answer: 'v22\nlinux', ms: 30.2 }]
  expect(reportText({ ...FINDINGS, answers })).toContain('| Which \\| Node | v22 linux | 30 |\n')
})
