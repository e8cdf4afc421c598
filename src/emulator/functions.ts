/** What changes a function without invoking it: code, configuration, reserved concurrency, versions. */
import { requestAllowance, scalingAllowance } from './allowance.ts'
import type { CommandResult, ConfigureCommand, DeployCommand, PublishCommand, ReserveCommand } from './commands.ts'
import { type ConfigurationRequest, configure, DEFAULT_CONFIGURATION } from './configuration.ts'
import type { ReclaimReason } from './events.ts'
import { unreservedConcurrency, unreservedMinimum } from './placement.ts'
import { checkRange } from './ranges.ts'
import { invalidParameter } from './refusals.ts'
import { arnOf, type FunctionRecord, functionNamed, type Revision, type World } from './world.ts'

const DONE: CommandResult = { type: 'done' }

/** First label of function URLs here; later functions get a number behind it. */
const URL_ID = 'warm4x'

/** UpdateFunctionCode, or CreateFunction where there is none: later requests go to new environments (1.3 #49). */
export function deploy(world: World, command: DeployCommand): CommandResult {
  const { function: name, files } = command
  if (files.length === 0) {
    throw invalidParameter(
      'files',
      'Uploaded file must be a non-empty zip',
      'Deploy one file at least, such as index.mjs.',
    )
  }
  const known = world.functions.get(name)
  const before = known?.latest.configuration ?? DEFAULT_CONFIGURATION
  const configuration = configure(before, command.configuration ?? {})
  if (known !== undefined) checkTenantIsolation(known, command.configuration ?? {})
  const revision: Revision = { function: name, version: '$LATEST', files, configuration }
  const record = known ?? newFunction(world, name, revision)
  const reserved = known === undefined ? configuration.reservedConcurrency : null
  // Before anything happens: a refusal leaves no function behind.
  if (reserved !== null) checkReservation(world, record, reserved)
  world.functions.set(name, record)
  replaceLatest(world, record, revision, 'new-code')
  world.emit({ type: 'function-deployed', function: name, files, configuration })
  if (reserved !== null) reserve(world, { type: 'reserve', function: name, concurrency: reserved })
  return DONE
}

/** UpdateFunctionConfiguration: a new revision too, so later requests go to new environments. */
export function updateConfiguration(world: World, command: ConfigureCommand): CommandResult {
  const record = functionNamed(world, command.function)
  const { latest } = record
  const configuration = configure(latest.configuration, command.configuration)
  checkTenantIsolation(record, command.configuration)
  replaceLatest(world, record, { ...latest, configuration }, 'new-configuration')
  world.emit({ type: 'function-configured', function: record.name, configuration })
  return DONE
}

/** PutFunctionConcurrency (a number) or DeleteFunctionConcurrency (null). Recycles nothing (1.3 #43, #45). */
export function reserve(world: World, { function: name, concurrency }: ReserveCommand): CommandResult {
  const record = functionNamed(world, name)
  if (concurrency !== null) checkReservation(world, record, concurrency)
  record.reserved = concurrency
  record.requests = concurrency === null ? null : requestAllowance(concurrency)
  world.emit({ type: 'concurrency-reserved', function: name, concurrency })
  return DONE
}

/**
 * PublishVersion: the latest code and configuration under a number, with environments of its own. Where neither changed
 * since the last version, it is that version (AWS `configuration-versions`).
 */
export function publish(world: World, { function: name }: PublishCommand): CommandResult {
  const record = functionNamed(world, name)
  const last = [...record.versions.values()].at(-1)
  if (last !== undefined && isSame(last, record.latest)) return { type: 'published', version: last.version }
  const version = String(record.versions.size + 1)
  record.versions.set(version, { ...record.latest, version })
  world.emit({ type: 'version-published', function: name, version })
  return { type: 'published', version }
}

const isSame = (a: Revision, b: Revision): boolean =>
  JSON.stringify([a.files, a.configuration]) === JSON.stringify([b.files, b.configuration])

function newFunction(world: World, name: string, latest: Revision): FunctionRecord {
  const urlId = world.functions.size === 0 ? URL_ID : `${URL_ID}${world.functions.size + 1}`
  return {
    name,
    arn: arnOf(name),
    urlId,
    latest,
    versions: new Map(),
    provisioned: new Map(),
    reserved: null,
    scaling: scalingAllowance(world.account.scalingRate),
    requests: null,
  }
}

/** Fixed when the function is created (1.4). */
function checkTenantIsolation({ latest }: FunctionRecord, { tenantIsolation }: ConfigurationRequest): void {
  if (tenantIsolation === undefined || tenantIsolation === latest.configuration.tenantIsolation) return
  const message = 'Tenant isolation mode cannot be changed after the function was created.'
  throw invalidParameter('tenantIsolation', message, 'Create another function with the tenant isolation you want.')
}

function replaceLatest(world: World, record: FunctionRecord, revision: Revision, reason: ReclaimReason): void {
  const old = record.latest
  record.latest = revision
  for (const environment of world.environments) if (environment.revision === old) environment.retire(reason)
}

const RESERVABLE = {
  from: 0,
  hint: 'Give a whole number of 0 or more: 0 stops the function.',
  member: 'reservedConcurrentExecutions',
}

function checkReservation(world: World, record: FunctionRecord, concurrency: number): void {
  checkRange('concurrency', concurrency, RESERVABLE)
  const provisioned = [...record.provisioned.values()].reduce((sum, count) => sum + count, 0)
  if (concurrency < provisioned) {
    // Leading and double space as recorded (1.3 #45).
    const message = ` ReservedConcurrentExecutions  ${concurrency} should not be lower than function's total provisioned concurrency [${provisioned}].`
    throw invalidParameter('concurrency', message, `Reserve ${provisioned} or more, or provision less.`)
  }
  checkUnreserved(world, record, concurrency)
}

function checkUnreserved(world: World, record: FunctionRecord, concurrency: number): void {
  const left = unreservedConcurrency(world, record) - concurrency
  const minimum = unreservedMinimum(world)
  if (left >= minimum) return
  const message = `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimum}].`
  const most = Math.max(0, concurrency - (minimum - left))
  throw invalidParameter('concurrency', message, `Reserve ${most} or less: the rest of the account needs ${minimum}.`)
}
