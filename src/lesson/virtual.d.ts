/** Runs of the lessons' scenarios, given by scripts/lesson-runs-plugin.ts while the site is built. */
declare module 'virtual:warmstart-lesson-runs' {
  export const runs: Readonly<Record<string, import('./lesson-run.ts').LessonRun>>
}
