import { defineConfig } from 'vitest/config'

/** A smoke test of the built product in browsers of other makes. `npm run engines`. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['tests/engines/**/*.test.ts'],
    // see tests/e2e/playwright.config.ts
    retry: process.env.CI ? 1 : 0,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
