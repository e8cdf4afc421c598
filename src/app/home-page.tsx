/** The client root of home's picture. No engine is behind it: a recording is looked at. */
import { hydrate } from 'preact'
import { localeOf } from '../ui/locale.ts'
import { Experiment, viewRecording } from './Experiment.tsx'
import type { ExperimentRecording } from './experiment-recording.ts'

/** Takes over the picture around the HTML of the build. */
export function startExperiment(): void {
  const root = document.querySelector('[data-experiment]')
  const data = document.getElementById('experiment-recording')
  if (root === null || data === null)
    throw new Error('The page lacks its recording: render it with ExperimentPicture.astro.')
  // Written by our own build into the page, so its type is known.
  const recording: ExperimentRecording = JSON.parse(data.textContent)
  hydrate(<Experiment viewed={viewRecording(recording, localeOf(document.documentElement.lang))} />, root)
}
