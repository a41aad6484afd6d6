import { defineConfig } from 'vitest/config'

/** Processes are killed here; kept apart from the other tests because they need the machine to themselves. */
export default defineConfig({
  test: {
    include: ['tests/faults/**/*.test.ts'],
    env: { TZ: 'UTC' },
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
})
