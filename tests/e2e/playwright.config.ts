import { defineConfig } from '@playwright/test'
import { chromiumPath, trustArgs } from './kit/chromiumPath.ts'

const browserPath = chromiumPath()

// the hubs' own authorities are trusted by nobody here; that a tablet can come to trust one is `src/hub/tls`'s own test
if (process.env.E2E_TLS) process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'

/** The whole in a real browser: real hub, real PostgreSQL, real service worker; no sleeps. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results',
  fullyParallel: true,
  // a walk waits more than it works: two processors carry three
  workers: 3,
  // CI's machine is small and shared: a second look tells a slow evening from a fault; it is listed as flaky
  retries: process.env.CI ? 1 : 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    headless: true,
    actionTimeout: 15_000,
    navigationTimeout: 15_000,
    screenshot: 'only-on-failure',
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 1280, height: 800 },
    launchOptions: { args: trustArgs, ...(browserPath === undefined ? {} : { executablePath: browserPath }) },
  },
})
