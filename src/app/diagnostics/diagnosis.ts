/** One visit of `/diagnostics/`: what is tested, and how far it is. No DOM. */
import { atom, map } from 'nanostores'
import type { BootState } from '../../engines/webcontainer/boot-state.ts'
import type { Answered, EngineRun, TriedEngine } from './outcome.ts'
import { askContainer, QUESTION_COUNT } from './questions.ts'
import { containerBoot, containerMaker, embeddedMaker, runEngine, type Trial } from './run-engine.ts'

/** What the container is doing beside the cases. */
export type ContainerStage =
  | { readonly kind: 'idle' }
  | { readonly kind: 'boot'; readonly state: BootState }
  | { readonly kind: 'asking'; readonly count: number; readonly of: number }
  | { readonly kind: 'again' }

export class Diagnosis {
  readonly $runs = map<Record<TriedEngine, EngineRun>>({
    embedded: { kind: 'waiting' },
    'embedded-gated': { kind: 'waiting' },
    webcontainer: { kind: 'waiting' },
  })
  readonly $stage = atom<ContainerStage>({ kind: 'idle' })
  readonly $answers = atom<readonly Answered[]>([])
  /** What the report says of the boot. */
  readonly $boot = atom<readonly string[]>([])
  /** One thing at a time: timings would disturb one another. */
  readonly $busy = atom(false)
  readonly #trial: Trial

  constructor(trial: Trial) {
    this.#trial = trial
  }

  /** Tests the engine of this browser, with and without shared memory. */
  async testEmbedded(): Promise<void> {
    await this.#alone(async () => {
      await runEngine(embeddedMaker(true), this.#trial, run => this.$runs.setKey('embedded', run))
      await runEngine(embeddedMaker(false), this.#trial, run => this.$runs.setKey('embedded-gated', run))
    })
  }

  /** Boots the container, tests it, asks it, ends it and boots it once more. */
  async testContainer(apiKey: string | null): Promise<void> {
    await this.#alone(async () => {
      const boot = containerBoot(apiKey)
      const state = await this.#booted(boot)
      this.$boot.set([bootLine('Boot', state)])
      if (state.kind !== 'ready') {
        this.$runs.setKey('webcontainer', { kind: 'failed', checked: [], reason: bootLine('Boot', state) })
        return
      }
      await runEngine(containerMaker(boot), this.#trial, run => this.$runs.setKey('webcontainer', run))
      await this.#ask(boot)
      this.$stage.set({ kind: 'again' })
      await boot.dispose()
      const again = await this.#booted(boot)
      this.$boot.set([...this.$boot.get(), bootLine('Booted again after teardown()', again)])
      await boot.dispose()
    })
  }

  async #ask(boot: ReturnType<typeof containerBoot>): Promise<void> {
    const { container } = boot
    // It was lost on the way, as the run says.
    if (container === null) return
    this.$stage.set({ kind: 'asking', count: 1, of: QUESTION_COUNT })
    for await (const answer of askContainer(container)) {
      this.$answers.set([...this.$answers.get(), answer])
      const count = Math.min(this.$answers.get().length + 1, QUESTION_COUNT)
      this.$stage.set({ kind: 'asking', count, of: QUESTION_COUNT })
    }
  }

  /** The state in which the boot ends. */
  #booted(boot: ReturnType<typeof containerBoot>): Promise<BootState> {
    return new Promise(resolve => {
      const look = (state: BootState): void => {
        this.$stage.set({ kind: 'boot', state })
        if (state.kind === 'booting' || state.kind === 'offered') return
        release()
        resolve(state)
      }
      const release = boot.onState(look)
      boot.begin()
      if (boot.state.kind === 'unsupported' || boot.state.kind === 'ready') look(boot.state)
    })
  }

  async #alone(work: () => Promise<void>): Promise<void> {
    if (this.$busy.get()) return
    this.$busy.set(true)
    try {
      await work()
    } finally {
      this.$stage.set({ kind: 'idle' })
      this.$busy.set(false)
    }
  }
}

function bootLine(what: string, state: BootState): string {
  if (state.kind === 'ready') {
    const { node, blocking, hooks, asyncContext } = state.abilities
    const yes = (value: boolean): string => (value ? 'yes' : 'no')
    return `${what}: container ${Math.round(state.bootMs)} ms, Node.js ${node} ${Math.round(state.nodeMs)} ms; threads wake from Atomics.wait: ${yes(blocking)}; module hooks: ${yes(hooks)}; AsyncLocalStorage over await: ${yes(asyncContext)}`
  }
  if (state.kind === 'failed') return `${what}: failed (${state.why}): ${state.reason}`
  if (state.kind === 'lost') return `${what}: lost: ${state.reason}`
  return state.kind === 'unsupported' ? `${what}: unsupported here (${state.why})` : `${what}: ${state.kind}`
}
