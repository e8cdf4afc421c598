/** The tests that mutants of the emulator must fail: its own, quick and without threads. */
import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['src/emulator/**/*.test.ts'] } })
