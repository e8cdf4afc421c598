/** Imported before the command line and before tests that run functions: the bundles they start are up to date then. */
import { ensureBundle } from './bundles.ts'

await ensureBundle('guest-node')

/** For Vitest's globalSetup, which wants a function. */
export default function setup(): void {}
