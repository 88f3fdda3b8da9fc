import { defineConfig } from 'vitest/config'

/** Faults in real processes (security-sync §5): hubs are built, started, killed and restarted. `npm run faults`. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['tests/faults/**/*.test.ts'],
    globalSetup: ['tests/faults/buildHub.ts'],
    // see tests/e2e/playwright.config.ts
    retry: process.env.CI ? 1 : 0,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // each file has a hub and a database server of its own: two of them at once fill a machine of two cores
    maxWorkers: 2,
  },
})
