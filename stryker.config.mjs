/**
 * Mutation tests of the emulator (`npm run mutation`): what the unit tests of `src/emulator` notice when its code is
 * changed. At least 80 % (DESIGN 9). Not part of `npm test`: it takes several minutes.
 */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'scripts/mutation.vitest.config.ts' },
  mutate: [
    'src/emulator/**/*.ts',
    '!src/emulator/**/*.test.ts',
    '!src/emulator/{scripted-sandboxes,ordered-function,plays,emulator-under-test}.ts',
  ],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 2_000,
  reporters: ['clear-text', 'progress', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: '.cache/mutation.json' },
  tempDirName: '.cache/stryker',
  thresholds: { high: 90, low: 80, break: 80 },
}
