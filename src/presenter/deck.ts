/**
 * A *deck* is the slides of a lesson and where the talk stands on them. What a speaker does is a {@link DeckCommand};
 * {@link obey} gives the state after it and the *runs* that the session is then to do, and does none of them itself.
 */
import type { Slide, SlideStep } from '../lesson/slide.ts'

/** A step that does something to the function. */
export type Run = Exclude<SlideStep, { readonly focus: string }>

/** What the session is to do: go on with a run, or begin anew and do these one after another. */
export type DeckAction =
  | { readonly type: 'run'; readonly run: Run }
  | { readonly type: 'restart'; readonly runs: readonly Run[] }

/** Where the talk stands. Everything a window shows of the deck follows from it. */
export interface DeckState {
  /** Counted from 0. */
  readonly slide: number
  /** Steps of the slide that were taken. */
  readonly step: number
  readonly blackout: boolean
  readonly contrast: boolean
  /** Steps of size away from the usual, within {@link CODE_SIZES}. */
  readonly codeSize: number
}

export type DeckCommand =
  | {
      readonly name:
        | 'next'
        | 'back'
        | 'first'
        | 'last'
        | 'reset'
        | 'type'
        | 'blackout'
        | 'contrast'
        | 'larger'
        | 'smaller'
    }
  | { readonly name: 'go'; readonly slide: number; readonly step: number }

export interface Obeyed {
  readonly state: DeckState
  readonly actions: readonly DeckAction[]
}

/** How far the code can be made smaller and larger. */
export const CODE_SIZES = { smallest: -3, largest: 6 } as const

export const FIRST: DeckState = { slide: 0, step: 0, blackout: false, contrast: false, codeSize: 0 }

/** The state after `command`, and what the session is to do. */
export function obey(slides: readonly Slide[], state: DeckState, command: DeckCommand): Obeyed {
  switch (command.name) {
    case 'next':
      return goOn(slides, state)
    case 'back':
      return still(goBack(slides, state))
    case 'first':
      return jump(slides, state, 0, 0)
    case 'last':
      return jump(slides, state, slides.length - 1, 0)
    case 'go':
      return jump(slides, state, command.slide, command.step)
    case 'reset':
      return reset(slides, state)
    case 'type':
      return typeNext(slides, state)
    default:
      return still(look(state, command.name))
  }
}

const still = (state: DeckState): Obeyed => ({ state, actions: [] })

function goOn(slides: readonly Slide[], state: DeckState): Obeyed {
  const step = slides[state.slide]?.steps[state.step]
  if (step !== undefined) return { state: { ...state, step: state.step + 1 }, actions: runOf(step) }
  const next = slides[state.slide + 1]
  if (next === undefined) return still(state)
  const actions: DeckAction[] = next.continues ? [] : [{ type: 'restart', runs: [] }]
  return { state: { ...state, slide: state.slide + 1, step: 0 }, actions }
}

/** One step back shows what was shown; what ran is not undone: `reset` does that. */
function goBack(slides: readonly Slide[], state: DeckState): DeckState {
  if (state.step > 0) return { ...state, step: state.step - 1 }
  const before = slides[state.slide - 1]
  return before === undefined ? state : { ...state, slide: state.slide - 1, step: before.steps.length }
}

/** A jump leaves the function as it would be, had the talk come here step by step. */
function jump(slides: readonly Slide[], state: DeckState, slide: number, step: number): Obeyed {
  const to = Math.min(Math.max(slide, 0), slides.length - 1)
  const taken = Math.min(Math.max(step, 0), slides[to]?.steps.length ?? 0)
  const after = { ...state, slide: to, step: taken }
  return { state: after, actions: [{ type: 'restart', runs: runsUpTo(slides, to, taken) }] }
}

/** Back to before the last step that ran something. */
function reset(slides: readonly Slide[], state: DeckState): Obeyed {
  const taken = slides[state.slide]?.steps.slice(0, state.step) ?? []
  const last = taken.findLastIndex(isRun)
  return jump(slides, state, state.slide, Math.max(last, 0))
}

/** Takes the next step that changes the code, and what lies before it. */
function typeNext(slides: readonly Slide[], state: DeckState): Obeyed {
  const steps = slides[state.slide]?.steps ?? []
  const index = steps.findIndex((step, at) => at >= state.step && 'code' in step)
  const step = steps[index]
  if (step === undefined) return still(state)
  return { state: { ...state, step: index + 1 }, actions: steps.slice(state.step, index + 1).flatMap(runOf) }
}

function look(state: DeckState, name: 'blackout' | 'contrast' | 'larger' | 'smaller'): DeckState {
  if (name === 'blackout') return { ...state, blackout: !state.blackout }
  if (name === 'contrast') return { ...state, contrast: !state.contrast }
  const size = state.codeSize + (name === 'larger' ? 1 : -1)
  return { ...state, codeSize: Math.min(Math.max(size, CODE_SIZES.smallest), CODE_SIZES.largest) }
}

const isRun = (step: SlideStep): step is Run => !('focus' in step)

function runOf(step: SlideStep): readonly DeckAction[] {
  return isRun(step) ? [{ type: 'run', run: step }] : []
}

/** Everything that ran before: from the last slide that begins anew. */
function runsUpTo(slides: readonly Slide[], slide: number, step: number): readonly Run[] {
  const begin = slides.slice(0, slide + 1).findLastIndex(({ continues }) => !continues)
  const before = slides.slice(Math.max(begin, 0), slide).flatMap(({ steps }) => steps)
  return [...before, ...(slides[slide]?.steps.slice(0, step) ?? [])].filter(isRun)
}

/** The lines that are pointed at; null where all are alike. */
export function focusOf(slides: readonly Slide[], { slide, step }: DeckState): string | null {
  const last = slides[slide]?.steps.slice(0, step).findLast(taken => 'focus' in taken)
  return last !== undefined && 'focus' in last ? last.focus : null
}

/** The next step of the talk, or null at its end. */
export function nextStep(
  slides: readonly Slide[],
  { slide, step }: DeckState,
): SlideStep | { readonly slide: Slide } | null {
  const own = slides[slide]?.steps[step]
  if (own !== undefined) return own
  const next = slides[slide + 1]
  return next === undefined ? null : { slide: next }
}
