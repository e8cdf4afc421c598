/**
 * Who may import whom (DESIGN 2, ARCHITECTURE.md). A room is a folder below `src`; its rules name what it may import of
 * ours beside itself: a room, or a part of one. `types` allows the types alone.
 */
export interface Rule {
  readonly to: string
  readonly types?: true
}

const EMULATOR_TYPES: Rule = { to: 'src/emulator/', types: true }
const CONFIGURATION: Rule = { to: 'src/emulator/configuration.ts' }
const COMMANDS: Rule = { to: 'src/emulator/commands.ts' }
const EVENTS: Rule = { to: 'src/emulator/events.ts' }
const DURATIONS: Rule = { to: 'src/scenario/durations.ts' }
const FOLDS: Rule = { to: 'src/emulator/folds/' }
const rooms = (...names: string[]): Rule[] => names.map(name => ({ to: `src/${name}/` }))

export const IMPORT_TABLE: Readonly<Record<string, readonly Rule[]>> = {
  emulator: [],
  guest: [{ to: 'src/emulator/sandbox.ts', types: true }],
  'sandboxes/node': [{ to: 'src/emulator/sandbox.ts' }, ...rooms('guest')],
  'sandboxes/ric': [{ to: 'src/emulator/sandbox.ts' }],
  'sandboxes/web': [{ to: 'src/emulator/sandbox.ts' }, ...rooms('guest')],
  link: [COMMANDS, EVENTS, EMULATOR_TYPES],
  postgres: [
    { to: 'src/emulator/database/postgres.ts', types: true },
    { to: 'src/link/beside-files.ts', types: true },
  ],
  homes: rooms('emulator', 'sandboxes', 'postgres', 'link'),
  'engines/node': rooms('link'),
  'engines/embedded': rooms('link'),
  'engines/webcontainer': rooms('link'),
  contract: [EMULATOR_TYPES, ...rooms('link')],
  scenario: [EMULATOR_TYPES, COMMANDS, CONFIGURATION, FOLDS, ...rooms('link')],
  lesson: [EMULATOR_TYPES, CONFIGURATION, FOLDS, ...rooms('scenario')],
  session: [EMULATOR_TYPES, CONFIGURATION, FOLDS, ...rooms('link', 'scenario', 'lesson')],
  playground: [
    EMULATOR_TYPES,
    CONFIGURATION,
    DURATIONS,
    { to: 'src/link/', types: true },
    ...rooms('session', 'lesson', 'ui'),
  ],
  tutorial: [{ to: 'src/link/', types: true }, ...rooms('scenario', 'session', 'lesson', 'ui', 'playground')],
  presenter: [EMULATOR_TYPES, { to: 'src/link/', types: true }, ...rooms('session', 'lesson', 'ui', 'playground')],
  ui: [],
  app: rooms(
    ...['emulator', 'link', 'engines', 'contract', 'scenario', 'lesson', 'session', 'playground'],
    ...['tutorial', 'presenter', 'ui'],
  ),
  layouts: rooms('app', 'lesson', 'tutorial', 'ui'),
  pages: rooms('layouts', 'app', 'lesson', 'tutorial', 'ui'),
  cli: [
    EMULATOR_TYPES,
    { to: 'src/homes/function-url-server.ts' },
    ...rooms('scenario', 'engines/node', 'engines/embedded', 'link'),
  ],
}

/** The room a file of `src` is in; null for files that stand in none (`src/content.config.ts`). */
export function roomOf(path: string): string | null {
  const rooms = Object.keys(IMPORT_TABLE).filter(room => path.startsWith(`src/${room}/`))
  return rooms[0] ?? null
}
