/**
 * What the platform itself writes into a log stream, in the function's log format: the lines of log-lines.ts, or the
 * `platform.*` events of the JSON format (lambda-semantics 1.8), with the fields of lines recorded on nodejs22.x in 2026-10.
 *
 * Of the events the JSON format shows what AWS lists for the system log level INFO, which is the one a function has when
 * none is set (AWS `monitoring-cloudwatchlogs-log-level`): a phase that went well leaves no `…RuntimeDone`, an
 * on-demand init that went well no `initReport`. There is no event for END.
 */
import type { Environment } from './environment.ts'
import type { PhaseStatus } from './events.ts'
import { BYTES_PER_MB, EMPTY_FUNCTION_MEMORY_MB } from './limits.ts'
import {
  endLine,
  initReportLine,
  initStartLine,
  type Report,
  RUNTIME_VERSION_LABELS,
  reportLine,
  runtimeVersionArn,
  startLine,
} from './log-lines.ts'
import { arnOf, type World } from './world.ts'

/** How an init phase went. Times in ms. */
export interface InitOutcome {
  readonly phase: 'init' | 'invoke'
  readonly status: PhaseStatus
  readonly durationMs: number
  readonly errorType: string | null
}

/** An environment's first line. */
export function writeInitStart(world: World, environment: Environment): void {
  const { configuration, function: functionName, version: functionVersion } = environment.revision
  if (configuration.logFormat === 'Text') {
    environment.writeLine(initStartLine(configuration.runtime, world.runtimeVersionHash), null)
    return
  }
  const { initializationType } = environment
  const runtimeVersion = RUNTIME_VERSION_LABELS[configuration.runtime]
  const versions = { runtimeVersion, runtimeVersionArn: runtimeVersionArn(world.runtimeVersionHash) }
  const record = {
    ...{ initializationType, phase: 'init', ...versions, functionName, functionVersion },
    instanceId: instanceId(environment),
    instanceMaxMemory: configuration.memorySize * BYTES_PER_MB,
  }
  writeEvent(world, environment, null, 'initStart', record)
}

/** The log stream with the function's name in it: `2026/10/08/name[$LATEST]…` (recorded 2026-10). */
function instanceId({ logStream, revision }: Environment): string {
  return logStream.replace('[', `${revision.function}[`)
}

/** An init that did not succeed, and one ahead of any request that did (lambda-semantics 1.1 #4, 1.3 #48). */
export function writeInitEnd(
  world: World,
  environment: Environment,
  outcome: InitOutcome,
  requestId: string | null,
): void {
  const { phase, status, durationMs, errorType } = outcome
  const { initializationType } = environment
  if (status === 'success' && (initializationType === 'on-demand' || phase === 'invoke')) return
  if (!isJson(environment)) {
    environment.writeLine(initReportLine({ phase, status, durationMs, errorType }), requestId)
    return
  }
  const record = { initializationType, phase, status, ...(errorType !== null && { errorType }) }
  if (status === 'error') writeEvent(world, environment, requestId, 'initRuntimeDone', record)
  writeEvent(world, environment, requestId, 'initReport', { ...record, metrics: { durationMs } })
}

/** START. */
export function writeStart(world: World, environment: Environment, requestId: string): void {
  const { version, function: name } = environment.revision
  if (!isJson(environment)) {
    environment.writeLine(startLine(requestId, version), requestId)
    return
  }
  const { tenantId } = environment
  const record = { requestId, functionArn: arnOf(name), version, ...(tenantId !== null && { tenantId }) }
  writeEvent(world, environment, requestId, 'start', record)
}

/** END and REPORT. */
export function writeReport(world: World, environment: Environment, report: Report): void {
  const { requestId, durationMs, failure } = report
  if (!isJson(environment)) {
    environment.writeLine(endLine(requestId), requestId)
    environment.writeLine(reportLine(report), requestId)
    return
  }
  const errorType = failure?.errorType ?? null
  const outcome = { status: failure?.status ?? 'success', ...(errorType !== null && { errorType }) }
  if (failure !== null) {
    const metrics = { durationMs, producedBytes: 0 }
    writeEvent(world, environment, requestId, 'runtimeDone', { requestId, ...outcome, metrics })
  }
  writeEvent(world, environment, requestId, 'report', { requestId, metrics: reportMetrics(report), ...outcome })
}

function reportMetrics({ durationMs, billedDurationMs, memorySizeMB, initDurationMs }: Report): object {
  const maxMemoryUsedMB = Math.min(EMPTY_FUNCTION_MEMORY_MB, memorySizeMB)
  const metrics = { durationMs, billedDurationMs, memorySizeMB, maxMemoryUsedMB }
  return initDurationMs === null ? metrics : { ...metrics, initDurationMs }
}

const isJson = ({ revision }: Environment): boolean => revision.configuration.logFormat === 'JSON'

function writeEvent(
  world: World,
  environment: Environment,
  requestId: string | null,
  name: string,
  record: object,
): void {
  const time = new Date(world.clock.now()).toISOString()
  environment.writeLine(JSON.stringify({ time, type: `platform.${name}`, record }), requestId)
}
