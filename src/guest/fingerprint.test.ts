import { expect, test } from 'vitest'
import { fingerprint } from './fingerprint.ts'
import type { GuestHost } from './host.ts'

// The walk asks nothing else of a host.
const host = { isProxy: () => false } as unknown as GuestHost

test('a buffer of any size is read by its bytes, not by its keys', () => {
  const buffer = new Uint8Array(256 * 1_048_576)
  const before = fingerprint(buffer, host)
  buffer[7] = 1
  expect(fingerprint(buffer, host)).not.toBe(before)
  expect(fingerprint(buffer.subarray(0, 100), host)).not.toBe(fingerprint(buffer.subarray(0, 101), host))
  expect(fingerprint(new DataView(buffer.buffer, 4, 8), host)).toBe(fingerprint(buffer.subarray(4, 12), host))
})
