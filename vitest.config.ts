/**
 * The test projects, by what they need to run. `npm test` runs them all in this order; one alone:
 * `npx vitest run --project unit`.
 */
import { defineConfig } from 'vitest/config'

/** A browser test includes a cold page; two slow cores must not make it fail. */
const BROWSER_TEST_MS = 60_000
/** Property tests run many schedules in one test. */
const PROPERTY_TEST_MS = 120_000

/** A mutant is copied, perhaps bundled, and replayed in a process of its own, beside other tests. */
const MUTANT_MS = 120_000
const MUTANTS_AT_ONCE = 3

export default defineConfig({
  test: {
    // Functions run from bundles: they are built before any test.
    globalSetup: ['scripts/ensure-bundles.ts'],
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'] } },
      {
        test: {
          name: 'architecture',
          include: ['tests/{architecture,fidelity,oracle}/**/!(mutations).test.ts'],
          testTimeout: 60_000,
        },
      },
      { test: { name: 'contract', include: ['tests/contract/**/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'webcontainer',
          include: ['tests/webcontainer/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: BROWSER_TEST_MS,
          hookTimeout: BROWSER_TEST_MS,
        },
      },
      { test: { name: 'properties', include: ['tests/properties/**/*.test.ts'], testTimeout: PROPERTY_TEST_MS } },
      { test: { name: 'scenarios', include: ['tests/scenarios/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'fidelity',
          include: ['tests/fidelity/mutations.test.ts'],
          testTimeout: MUTANT_MS,
          maxConcurrency: MUTANTS_AT_ONCE,
        },
      },
      { test: { name: 'site', include: ['tests/site/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/browser/global-setup.ts'],
          fileParallelism: false,
          testTimeout: BROWSER_TEST_MS,
          hookTimeout: BROWSER_TEST_MS,
        },
      },
    ],
  },
})
