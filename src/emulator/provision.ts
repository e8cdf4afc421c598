/** Provisioned concurrency: environments of a version that are initialised ahead of any request (lambda-semantics 1.3 #46). */
import type { CommandResult, ProvisionCommand } from './commands.ts'
import { Environment } from './environment.ts'
import { initialize } from './init.ts'
import { unreservedConcurrency, unreservedMinimum } from './placement.ts'
import { checkRange } from './ranges.ts'
import { invalidParameter } from './refusals.ts'
import { type FunctionRecord, functionNamed, type Revision, revisionOf, type World } from './world.ts'

const PROVISIONABLE = {
  from: 1,
  hint: 'Give a whole number of 1 or more.',
  member: 'provisionedConcurrentExecutions',
}

/** PutProvisionedConcurrencyConfig; answers when every environment is ready, or one failed its init. */
export async function provision(world: World, command: ProvisionCommand): Promise<CommandResult> {
  const { function: name, qualifier, count } = command
  const record = functionNamed(world, name)
  if (qualifier === '$LATEST') {
    const message = 'Provisioned Concurrency Configs cannot be applied to unpublished function versions.'
    throw invalidParameter('qualifier', message, 'Publish a version first and provision that one.')
  }
  const revision = revisionOf(record, qualifier)
  if (revision.configuration.tenantIsolation !== null) {
    const message = 'Provisioned concurrency is not supported for functions with tenant isolation.'
    throw invalidParameter('qualifier', message, 'Provision a function without tenantIsolation.')
  }
  checkCount(world, record, qualifier, count)
  const told = { type: 'provisioning', function: name, qualifier, requested: count } as const
  record.provisioned.set(qualifier, count)
  world.emit({ ...told, status: 'IN_PROGRESS', statusReason: null })
  removeSurplus(world, revision, count)
  const missing = count - provisionedOf(world, revision).length
  const results = await Promise.all(Array.from({ length: missing }, () => startAhead(world, revision)))
  const failed = results.some(status => status !== 'success')
  const statusReason = failed ? 'FUNCTION_ERROR_INIT_FAILURE' : null
  const status = failed ? 'FAILED' : 'READY'
  world.emit({ ...told, status, statusReason })
  return { type: 'provisioned', status, statusReason }
}

async function startAhead(world: World, revision: Revision): Promise<string> {
  const start = { requestId: null, initializationType: 'provisioned-concurrency', tenantId: null } as const
  const environment = new Environment(world, revision, start)
  const { status } = await initialize(world, environment)
  if (status !== 'success') {
    environment.reclaim('provisioning-removed')
    return status
  }
  environment.limitLifetime(() => void replace(world, environment))
  environment.freeze([])
  environment.release()
  return status
}

/** A successor is initialised first, so that as many are ready as before (1.3 #46). Where that fails, it lives on. */
async function replace(world: World, environment: Environment): Promise<void> {
  const status = await startAhead(world, environment.revision)
  const isAlive = world.environments.has(environment) && environment.retired === null
  if (!isAlive) return
  if (status === 'success') environment.retire('lifetime')
  else environment.limitLifetime(() => void replace(world, environment))
}

function provisionedOf(world: World, revision: Revision): Environment[] {
  return [...world.environments].filter(
    environment => environment.revision === revision && environment.initializationType === 'provisioned-concurrency',
  )
}

function removeSurplus(world: World, revision: Revision, count: number): void {
  for (const environment of provisionedOf(world, revision).slice(count)) environment.retire('provisioning-removed')
}

function checkCount(world: World, record: FunctionRecord, qualifier: string, count: number): void {
  const { reserved, provisioned } = record
  checkRange('count', count, PROVISIONABLE)
  const elsewhere = [...provisioned].reduce((sum, [other, asked]) => (other === qualifier ? sum : sum + asked), 0)
  if (reserved === null) checkUnreserved(world, count, elsewhere)
  else if (count + elsewhere > reserved) {
    const message =
      'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function'
    throw invalidParameter('count', message, `Provision ${reserved - elsewhere} or less, or reserve more.`)
  }
}

/** Without a reservation it is taken from what the account's functions share (1.3 #43, #46). */
function checkUnreserved(world: World, count: number, elsewhere: number): void {
  const unreserved = unreservedConcurrency(world)
  if (count + elsewhere > unreserved) {
    const message = `Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [${unreserved}].`
    throw invalidParameter('count', message, `Provision ${unreserved - elsewhere} or less.`)
  }
  const minimum = unreservedMinimum(world)
  if (unreserved - count - elsewhere >= minimum) return
  const message = `Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimum}].`
  throw invalidParameter('count', message, `Provision ${Math.max(0, unreserved - minimum - elsewhere)} or less.`)
}
