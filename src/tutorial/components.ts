/** What lesson prose may use, by name. Static HTML; `tutorial.ts` brings it to life. */
import DeckSlide from './deck/DeckSlide.astro'
import SpeakerNotes from './deck/SpeakerNotes.astro'
import Exercise from './Exercise.astro'
import Hint from './Hint.astro'
import Notes from './Notes.astro'
import OpenTerminal from './OpenTerminal.astro'
import Output from './Output.astro'
import Predict from './Predict.astro'
import Shell from './Shell.astro'
import Simulated from './Simulated.astro'
import Slide from './Slide.astro'
import Step from './Step.astro'
import Term from './Term.astro'
import Try from './Try.astro'
import './tutorial.css'

export const proseComponents = {
  Exercise,
  Hint,
  Notes,
  OpenTerminal,
  Output,
  Predict,
  Shell,
  Simulated,
  Slide,
  Step,
  Term,
  Try,
}

/** The same for a deck: its slides carry title and steps. */
export const slideComponents = { ...proseComponents, Slide: DeckSlide }

/** The same for the speaker's window, which alone has the notes. */
export const speakerComponents = { ...slideComponents, Notes: SpeakerNotes }
