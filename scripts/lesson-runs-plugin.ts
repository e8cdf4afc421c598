/** Vite plugin: what the lessons' scenarios show when they are run, as a module of the build (never of the page). */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { LESSONS, runLessons } from './lesson-runs.ts'

const VIRTUAL = 'virtual:warmstart-lesson-runs'
const RESOLVED = `\0${VIRTUAL}`

export function lessonRuns(): Plugin {
  return {
    name: 'warmstart-lesson-runs',
    resolveId: id => (id === VIRTUAL ? RESOLVED : null),
    async load(id) {
      if (id !== RESOLVED) return null
      for (const lesson of readdirSync(LESSONS)) this.addWatchFile(join(LESSONS, lesson, 'scenario.yaml'))
      return `export const runs = ${JSON.stringify(await runLessons())}`
    },
  }
}
