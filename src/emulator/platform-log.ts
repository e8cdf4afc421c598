/**
 * What the platform itself writes into a log stream, in the function's log format: the lines of log-lines.ts, or the
 * `platform.*` events of the JSON format (lambda-semantics 1.8).
 *
 * Of the events the JSON format shows what AWS lists for the system log level INFO, which is the one a function has when
 * none is set (AWS `monitoring-cloudwatchlogs-log-level`): a phase that went well leaves no `…RuntimeDone`, an
 * on-demand init that went well no `initReport`. There is no event for END.
 */
import type { Environment } from './environment.ts'
import type { PhaseStatus } from './events.ts'
import { EMPTY_FUNCTION_MEMORY_MB } from './limits.ts'
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
import type { World } from './world.ts'

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
  const record = { initializationType, phase: 'init', ...versions, functionName, functionVersion }
  writeEvent(world, environment, null, 'initStart', record)
}

/** An init that did not succeed; in JSON also one of provisioned concurrency that did (lambda-semantics 1.3 #48). */
export function writeInitEnd(
  world: World,
  environment: Environment,
  outcome: InitOutcome,
  requestId: string | null,
): void {
  const { phase, status, durationMs, errorType } = outcome
  const { initializationType } = environment
  if (!isJson(environment)) {
    if (status === 'success') return
    environment.writeLine(initReportLine({ phase, status, durationMs, errorType }), requestId)
    return
  }
  if (status === 'success' && initializationType === 'on-demand') return
  const record = { initializationType, phase, status, ...(errorType !== null && { errorType }) }
  if (status === 'error') writeEvent(world, environment, requestId, 'initRuntimeDone', record)
  writeEvent(world, environment, requestId, 'initReport', { ...record, metrics: { durationMs } })
}

/** START. */
export function writeStart(world: World, environment: Environment, requestId: string): void {
  const { version } = environment.revision
  if (!isJson(environment)) {
    environment.writeLine(startLine(requestId, version), requestId)
    return
  }
  const { tenantId } = environment
  writeEvent(world, environment, requestId, 'start', { requestId, version, ...(tenantId !== null && { tenantId }) })
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
  const outcome = { requestId, status: failure?.status ?? 'success', ...(errorType !== null && { errorType }) }
  if (failure !== null) {
    writeEvent(world, environment, requestId, 'runtimeDone', { ...outcome, metrics: { durationMs, producedBytes: 0 } })
  }
  writeEvent(world, environment, requestId, 'report', { ...outcome, metrics: reportMetrics(report) })
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
