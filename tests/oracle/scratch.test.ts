import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mountsBelow, removeScratch } from './scratch.ts'

test('what is mounted below a folder is found, and nothing beside it', () => {
  const mounts = ['ext4 / rw', 'tmpfs /tmp/a/root rw', 'bind /tmp/a/root/usr ro', 'tmpfs /tmp/ab rw', '']
  expect(mountsBelow(mounts.join('\n'), '/tmp/a')).toEqual(['/tmp/a/root', '/tmp/a/root/usr'])
})

test.runIf(process.platform === 'linux')('a folder without mounts is removed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'warmstart-scratch-'))
  writeFileSync(join(folder, 'log'), '')
  removeScratch(folder)
  expect(existsSync(folder)).toBe(false)
})
