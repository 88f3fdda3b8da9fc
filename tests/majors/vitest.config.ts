import { defineConfig } from 'vitest/config'

/**
 * What must hold across majors of PostgreSQL: the embedded server, and one of another major that Debian installs (`.ci/run`).
 * Apart from `npm test`, because not every machine has a second server; here a missing one fails.
 */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['tests/majors/**/*.test.ts'],
    globalSetup: ['tests/faults/buildHub.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
})
