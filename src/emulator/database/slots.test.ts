import { describe, expect, test } from 'vitest'
import { INSTANCE_MEMORY_GIB, type InstanceClass, maxConnections } from './configuration.ts'
import { Slots } from './slots.ts'

describe('max_connections', () => {
  test.each([
    ['db.t4g.micro', 112],
    ['db.t4g.small', 225],
    ['db.t4g.medium', 450],
    ['db.t4g.large', 901],
    ['db.r7g.large', 1_802],
  ] as const)('of %s is %d by RDS’s formula', (instance, expected) => {
    expect(maxConnections({ instance })).toBe(expected)
  })

  test('is what the parameter group says, where it says so', () => {
    expect(maxConnections({ instance: 'db.t4g.micro', maxConnections: 40 })).toBe(40)
  })

  test('never passes 5,000', () => {
    const classes = Object.keys(INSTANCE_MEMORY_GIB) as InstanceClass[]
    for (const instance of classes) expect(maxConnections({ instance })).toBeLessThanOrEqual(5_000)
  })
})

describe('slots', () => {
  test('leave three for superusers and two for RDS', () => {
    const slots = new Slots({ instance: 'db.t4g.micro' })
    for (let taken = 0; taken < 107; taken++) expect(slots.take()).toBeNull()
    expect(slots.take()).toEqual({
      severity: 'FATAL',
      code: '53300',
      message: 'remaining connection slots are reserved for roles with privileges of the "rds_reserved" role',
    })
    slots.free()
    expect(slots.take()).toBeNull()
    expect(slots.take()).not.toBeNull()
    expect(slots.taken).toBe(107)
  })
})
