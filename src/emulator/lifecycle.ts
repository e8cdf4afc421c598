/**
 * The lifecycle of an execution environment: state × signal → state. What the table does not list is refused with an
 * error that names what was allowed. Picture, README diagram and tests are drawn from it.
 *
 * An environment is a record; its runtime is replaceable. `runtime-ended` is an environment without a runtime: its
 * `/tmp` and log stream live on, and the next invocation starts a runtime in it (lambda-semantics 1.1 #7, #8).
 */

/** What an execution environment does at a moment. */
export type EnvironmentState =
  /** Platform start-up and module code, before any invocation. */
  | 'initializing'
  /** A handler runs. */
  | 'running'
  /** Kept with its memory, nothing runs. */
  | 'frozen'
  /** Kept without a runtime: after a time-out, an exit, a crash, a failed init. */
  | 'runtime-ended'
  /** A runtime starts again inside an invocation (AWS: suppressed init). */
  | 'reinitializing'
  /** Gone for good. */
  | 'reclaimed'

/** What can happen to an execution environment. */
export type Signal =
  | 'init-succeeded'
  | 'init-failed'
  | 'init-timed-out'
  | 'invoke'
  | 'responded'
  | 'timed-out'
  | 'runtime-exited'
  | 'reclaim'

/** The whole lifecycle. A signal that a state does not list is illegal there. */
export const LIFECYCLE: Readonly<Record<EnvironmentState, Readonly<Partial<Record<Signal, EnvironmentState>>>>> = {
  initializing: {
    'init-succeeded': 'frozen',
    'init-failed': 'runtime-ended',
    'init-timed-out': 'runtime-ended',
    'runtime-exited': 'runtime-ended',
  },
  frozen: { invoke: 'running', 'runtime-exited': 'runtime-ended', reclaim: 'reclaimed' },
  running: { responded: 'frozen', 'timed-out': 'runtime-ended', 'runtime-exited': 'runtime-ended' },
  'runtime-ended': { invoke: 'reinitializing', reclaim: 'reclaimed' },
  reinitializing: {
    'init-succeeded': 'running',
    'init-failed': 'runtime-ended',
    'timed-out': 'runtime-ended',
    'runtime-exited': 'runtime-ended',
  },
  reclaimed: {},
}

/** A signal came that the environment's state does not allow: a defect of the emulator, never of the function. */
export class IllegalTransition extends Error {
  override readonly name = 'IllegalTransition'
  constructor(state: EnvironmentState, signal: Signal) {
    const allowed = Object.keys(LIFECYCLE[state])
    super(`An environment that is ${state} cannot take "${signal}"; it takes ${allowed.join(', ') || 'nothing'}.`)
  }
}

/** The state after `signal`. Throws {@link IllegalTransition} where the table lists none. */
export function nextState(state: EnvironmentState, signal: Signal): EnvironmentState {
  const next = LIFECYCLE[state][signal]
  if (next === undefined) throw new IllegalTransition(state, signal)
  return next
}
