/** Imported before the command line and before tests that run functions: what they start is up to date then. */
import { ensureBundle } from './bundles.ts'
import { ensurePackage, PACKAGE_NAMES } from './packages.ts'
import { postgresFile } from './postgres-files.ts'

await ensureBundle('guest-node')
for (const name of PACKAGE_NAMES) await ensurePackage(name)
await postgresFile('fresh')

/** For Vitest's globalSetup, which wants a function. */
export default function setup(): void {}
