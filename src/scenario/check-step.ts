/** Holds what came of a step against what it expects: invocations, the world, commands that are carried out or refused. */
import type { Refusal } from '../emulator/commands.ts'
import { checkInvocation, type Recalled } from './check-invocation.ts'
import { checkWorld } from './check-world.ts'
import { type Difference, describe } from './difference.ts'
import type { CommandExpectation, RefusalExpectation } from './expectations.ts'
import type { Outcome } from './outcome.ts'
import { compare, type Json, ownValue } from './predicates.ts'
import type { Action } from './scenario.ts'

const REFUSAL_KEYS = ['type', 'statusCode', 'message', 'key', 'hint'] as const
const PROVISION_KEYS = ['status', 'statusReason'] as const

/** Where what came of `action` is not as it expects; paths begin at the step. */
export function checkStep(action: Action, outcome: Outcome, others: Recalled): readonly Difference[] {
  if (action.kind === 'invoke' && outcome.kind === 'invoke') {
    const { refused, ...expected } = action.expect
    if (outcome.refusal !== null && refused === undefined && expected.statusCode === undefined) {
      return [unexpectedRefusal(outcome.refusal)]
    }
    return below('expect', [
      ...checkInvocation(expected, outcome.observation, others),
      ...checkRefusal(refused, outcome.refusal),
    ])
  }
  if (action.kind === 'expect' && outcome.kind === 'expect') {
    return below('expect', checkWorld(action.expect, outcome.picture, others))
  }
  const isCommand = action.kind !== 'idle' && action.kind !== 'invoke' && action.kind !== 'expect'
  return isCommand ? checkCommand(action, outcome, action.expect) : []
}

function checkCommand(action: Action, outcome: Outcome, expected: CommandExpectation): readonly Difference[] {
  const refusal = outcome.kind === 'refused' ? outcome.refusal : null
  return [
    ...below('expect', [
      ...checkRefusal(expected.refused, refusal),
      ...(outcome.kind === 'provision' ? checkKeys(expected, PROVISION_KEYS, outcome, []) : []),
    ]),
    ...checkVersion(action, outcome),
  ]
}

function checkVersion(action: Action, outcome: Outcome): readonly Difference[] {
  if (action.kind !== 'publish' || outcome.kind !== 'publish') return []
  if (action.version === null || action.version === outcome.version) return []
  return [{ path: ['publish'], expected: describe(action.version), seen: describe(outcome.version) }]
}

function checkRefusal(expected: RefusalExpectation | undefined, refusal: Refusal | null): readonly Difference[] {
  if (expected === undefined) return []
  const path = ['refused']
  if (refusal === null) return [{ path, expected: 'a refusal', seen: 'it was carried out' }]
  return checkKeys(expected, REFUSAL_KEYS, refusal, path)
}

function checkKeys<Key extends string>(
  expected: Readonly<Partial<Record<Key, Json | undefined>>>,
  keys: readonly Key[],
  facts: object,
  path: readonly string[],
): readonly Difference[] {
  return keys.flatMap(key => {
    const wanted = expected[key]
    const value = ownValue({ ...facts }, key) ?? null
    return wanted === undefined
      ? []
      : compare(wanted, { value, path: [...path, key], recall: () => undefined }, 'equal')
  })
}

function unexpectedRefusal(refusal: Refusal): Difference {
  const seen = `${refusal.statusCode} ${refusal.type}: ${refusal.message}`
  return { path: ['invoke'], expected: 'a request that Lambda accepts', seen }
}

function below(key: string, differences: readonly Difference[]): readonly Difference[] {
  return differences.map(difference => ({ ...difference, path: [key, ...difference.path] }))
}
