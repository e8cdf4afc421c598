/** The state of an environment in a word and a look. Colour only helps: each look has its own border or pattern too. */
import type { EnvironmentPicture } from '../../emulator/folds/picture.ts'
import type { Say } from '../texts.ts'

export type Look = 'init' | 'run' | 'warm' | 'reset' | 'gone'

export interface StateText {
  readonly look: Look
  readonly text: string
}

export function stateText(environment: EnvironmentPicture, say: Say): StateText {
  switch (environment.state) {
    case 'initializing':
      return { look: 'init', text: say('state.initializing') }
    case 'reinitializing':
      return { look: 'init', text: say('state.reinitializing') }
    case 'running':
      return { look: 'run', text: runningText(environment, say) }
    case 'frozen':
      return { look: 'warm', text: isWaiting(environment) ? say('state.provisioned') : say('state.frozen') }
    case 'runtime-ended':
      return { look: 'reset', text: endText(environment, say) }
    case 'reclaimed':
      return { look: 'gone', text: say('state.reclaimed') }
  }
}

function runningText({ late, running }: EnvironmentPicture, say: Say): string {
  return late.length > 0 ? say('state.runningLate') : say('state.running', { ordinal: running?.ordinal ?? 0 })
}

const isWaiting = ({ initializationType, served }: EnvironmentPicture): boolean =>
  initializationType === 'provisioned-concurrency' && served === 0

function endText({ runtimeEnd }: EnvironmentPicture, say: Say): string {
  if (runtimeEnd?.kind === 'timeout') return say('state.timedOut')
  if (runtimeEnd?.kind === 'exited') {
    return runtimeEnd.exit.kind === 'out-of-memory' ? say('state.outOfMemory') : say('state.exited')
  }
  return say('state.initFailed')
}
