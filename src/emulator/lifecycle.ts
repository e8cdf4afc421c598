/**
 * The lifecycle of an execution environment: state × signal → state. What the table does not list is refused with an
 * error that names what was allowed. Picture, README diagram and tests are drawn from it.
 */
export type EnvironmentState = 'initializing' | 'running' | 'frozen' | 'runtime-ended' | 'reinitializing' | 'reclaimed'
