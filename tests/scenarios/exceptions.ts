/** The engines that scenarios are replayed on, and the scenarios that one of them is not held to. */

/** In the order of their columns in FIDELITY.md. Another one is added here, with a replay test of its own. */
export const ENGINES = ['node', 'embedded', 'webcontainer'] as const
export type EngineName = (typeof ENGINES)[number]

const NO_POSTGRES = 'the home in a container has no Postgres, and lessons with a database keep to the embedded engine'

/** Path below the repository to why. A row of FIDELITY.md that is shown by such a scenario cannot say faithful. */
export const EXCEPTIONS: Readonly<Record<EngineName, Readonly<Record<string, string>>>> = {
  node: {},
  embedded: {
    'tests/scenarios/out-of-memory.yaml':
      'Chromium gives a worker gigabytes before it ends it, so that small objects run into the time-out first',
  },
  // Over its double, on the Node 22 that the vendor serves; the real runtime is certified by /diagnostics/ alone.
  webcontainer: {
    'tests/scenarios/node-version.yaml': 'the Node.js of a container is its vendor’s choice, 22 at present',
    'tests/scenarios/database-answers.yaml': NO_POSTGRES,
    'tests/scenarios/database-connections.yaml': NO_POSTGRES,
    'tests/scenarios/database-functions.yaml': NO_POSTGRES,
    'tests/scenarios/database-slots.yaml': NO_POSTGRES,
    'lessons/120-lambda-and-a-database/scenario.yaml': NO_POSTGRES,
  },
}
