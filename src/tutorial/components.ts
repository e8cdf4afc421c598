/** What lesson prose may use, by name. Static HTML; `tutorial.ts` brings it to life. */
import Exercise from './Exercise.astro'
import Hint from './Hint.astro'
import Output from './Output.astro'
import Predict from './Predict.astro'
import Simulated from './Simulated.astro'
import Step from './Step.astro'
import Term from './Term.astro'
import Try from './Try.astro'
import './tutorial.css'

export const proseComponents = { Exercise, Hint, Output, Predict, Simulated, Step, Term, Try }
