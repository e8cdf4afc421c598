/** The init phase: of a new environment, and of a replaced runtime inside an invocation (AWS: suppressed init). */
import type { Environment } from './environment.ts'
import type { PhaseStatus } from './events.ts'
import { exitErrorType, loggedErrorType, runtimeExited, timedOut } from './function-errors.ts'
import { BYTES_PER_MB, INIT_LIMIT_MS, PROVISIONED_INIT_LIMIT_MS } from './limits.ts'
import { printedMs } from './log-lines.ts'
import { writeInitEnd, writeInitStart } from './platform-log.ts'
import type { PhaseOutcome, Runtime } from './runtime.ts'
import type { FunctionErrorPayload, InitCommand } from './sandbox.ts'
import { environmentVariables } from './variables.ts'
import type { World } from './world.ts'

/** How an init went. `durationMs` has the simulated start of the runtime in it. */
export interface InitResult {
  readonly status: PhaseStatus
  readonly durationMs: number
  readonly errorType: string | null
  /** What the caller gets when this init was the invocation's last chance. */
  readonly error: ((requestId: string) => FunctionErrorPayload) | null
}

/** The init phase of a new environment: platform start, module code under its limit (lambda-semantics 1.1 #2, #4). */
export async function initialize(world: World, environment: Environment): Promise<InitResult> {
  const runtime = environment.startRuntime()
  await platformWait(world, world.platform.environmentMs)
  writeInitStart(world, environment)
  const deadline = world.clock.now() + initLimitMs(environment)
  const result = await runInit(world, environment, runtime, 'init', null, deadline)
  if (result.status === 'success') environment.signal('init-succeeded')
  return result
}

function initLimitMs({ initializationType, revision }: Environment): number {
  if (initializationType === 'on-demand') return INIT_LIMIT_MS
  return Math.max(PROVISIONED_INIT_LIMIT_MS, revision.configuration.timeout * 1_000)
}

/** A runtime starts again in `environment`, inside the invocation and under its time-out (1.1 #7, #9). */
export async function reinitialize(
  world: World,
  environment: Environment,
  requestId: string,
  deadline: number,
): Promise<InitResult> {
  environment.signal('invoke')
  const runtime = environment.startRuntime()
  const result = await runInit(world, environment, runtime, 'invoke', requestId, deadline)
  if (result.status === 'success') environment.signal('init-succeeded')
  return result
}

async function runInit(
  world: World,
  environment: Environment,
  runtime: Runtime,
  phase: 'init' | 'invoke',
  requestId: string | null,
  deadline: number,
): Promise<InitResult> {
  const simulatedMs = world.platform.runtimeMs
  world.emit({ type: 'init-started', environment: environment.id, phase, simulatedMs, requestId })
  const began = world.clock.now()
  await platformWait(world, Math.min(simulatedMs, deadline - began))
  const outcome = await runtime.init(initCommand(world, environment), deadline)
  const result = judge(outcome, simulatedMs, deadline - began, environment)
  writeInitEnd(world, environment, { ...result, phase }, requestId)
  const { status, durationMs, errorType } = result
  if (outcome.kind === 'inited') environment.showModuleScope(outcome.moduleScope, 'init', requestId)
  environment.tmp.flush()
  world.emit({ type: 'init-ended', environment: environment.id, phase, status, errorType, durationMs, simulatedMs })
  endFailed(environment, outcome, phase)
  return result
}

function judge(outcome: PhaseOutcome, simulatedMs: number, limitMs: number, environment: Environment): InitResult {
  if (outcome.kind === 'timed-out') {
    const { timeout } = environment.revision.configuration
    return { status: 'timeout', durationMs: limitMs, errorType: null, error: id => timedOut(id, timeout) }
  }
  const durationMs = printedMs(simulatedMs + outcome.ms)
  switch (outcome.kind) {
    case 'init-failed': {
      const errorType = loggedErrorType(outcome.error.errorType)
      return { status: 'error', durationMs, errorType, error: () => outcome.error }
    }
    case 'exited': {
      const { exit } = outcome
      return { status: 'error', durationMs, errorType: exitErrorType(exit), error: id => runtimeExited(id, exit) }
    }
    default:
      return { status: 'success', durationMs, errorType: null, error: null }
  }
}

function endFailed(environment: Environment, outcome: PhaseOutcome, phase: 'init' | 'invoke'): void {
  if (outcome.kind === 'timed-out') {
    if (phase === 'init') environment.endRuntime('init-timed-out', { kind: 'init-timeout' })
    else environment.endRuntime('timed-out', { kind: 'timeout' })
  } else if (outcome.kind === 'init-failed') {
    environment.endRuntime('init-failed', { kind: 'init-error', errorType: outcome.error.errorType })
  } else if (outcome.kind === 'exited') {
    environment.endRuntime('runtime-exited', { kind: 'exited', exit: outcome.exit })
  }
}

function initCommand(world: World, environment: Environment): InitCommand {
  const { configuration, files } = environment.revision
  return {
    type: 'init',
    now: world.clock.now(),
    handler: configuration.handler,
    runtime: configuration.runtime,
    files: [...files, ...world.packages.beside(files)],
    env: environmentVariables(environment),
    tmp: environment.tmp.entries(),
    tmpBytes: configuration.ephemeralStorage * BYTES_PER_MB,
    memoryBytes: configuration.memorySize * BYTES_PER_MB,
    logFormat: configuration.logFormat,
    stepping: true,
    allowedHosts: world.allowedHosts,
  }
}

/** Simulated platform time: someone waits for it, so that the clock flows or jumps. */
async function platformWait(world: World, ms: number): Promise<void> {
  if (ms <= 0) return
  const runner = world.clock.runner(() => {})
  runner.waits(Number.POSITIVE_INFINITY)
  await new Promise<void>(resolve => {
    world.clock.at(world.clock.now() + ms, () => resolve())
  })
  runner.end()
}
