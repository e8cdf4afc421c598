/** What came of a step. */
import type { InvokeFunctionCommand, Refusal } from '../emulator/commands.ts'
import type { ConfigurationRequest } from '../emulator/configuration.ts'
import type { Picture } from '../emulator/folds/picture.ts'
import type { Difference } from './difference.ts'
import type { InvocationObservation } from './observation.ts'
import type { Path } from './scenario.ts'

/** What an action led to, by its kind. */
export type Outcome =
  | {
      readonly kind: 'invoke'
      readonly command: InvokeFunctionCommand
      readonly observation: InvocationObservation
      /** Set when the API refused the request, which is then no invocation: an unknown version, an event that is too large. */
      readonly refusal: Refusal | null
    }
  | { readonly kind: 'idle'; readonly ms: number }
  | { readonly kind: 'deploy'; readonly function: string; readonly files: readonly string[] }
  | { readonly kind: 'configure'; readonly function: string; readonly configuration: ConfigurationRequest }
  | { readonly kind: 'reserve'; readonly function: string; readonly concurrency: number | null }
  | { readonly kind: 'publish'; readonly function: string; readonly version: string }
  | {
      readonly kind: 'provision'
      readonly function: string
      readonly qualifier: string
      readonly count: number
      readonly status: 'READY' | 'FAILED'
      readonly statusReason: string | null
    }
  /** A command that is no invocation was refused, as the scenario expects. */
  | { readonly kind: 'refused'; readonly command: string; readonly refusal: Refusal }
  | { readonly kind: 'expect'; readonly picture: Picture }

/** A step that was carried out. */
export interface StepOutcome {
  /** Its number in the file's `steps`, from 0; the steps of a `together` share theirs. */
  readonly step: number
  readonly path: Path
  readonly outcome: Outcome
  /** Empty when everything was as expected. Their paths begin at the step. */
  readonly differences: readonly Difference[]
}

/** Lambda refused something that the scenario asks for, so that it cannot go on. */
export class RefusedStep extends Error {
  override readonly name = 'RefusedStep'
  readonly refusal: Refusal
  /** Of what was refused. */
  readonly path: Path
  constructor(refusal: Refusal, path: Path) {
    super(`${refusal.type}: ${refusal.message}`)
    this.refusal = refusal
    this.path = path
  }
}
