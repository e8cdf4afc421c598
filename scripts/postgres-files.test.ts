import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'

test('Node starts from the fresh database of the Postgres that is installed', () => {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const manifest: { version: string } = JSON.parse(readFileSync(`${dirname(entry)}/../package.json`, 'utf8'))
  const thread = readFileSync(new URL('../src/postgres/node-worker.ts', import.meta.url), 'utf8')
  expect(thread).toContain(`fresh-${manifest.version}.gz`)
})
