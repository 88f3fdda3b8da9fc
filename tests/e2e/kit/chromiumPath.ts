import { existsSync } from 'node:fs'

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser that tests run in: CHROMIUM_PATH, else where Debian puts it; undefined lets Playwright look for its own. */
export const chromiumPath = (): string | undefined =>
  process.env.CHROMIUM_PATH || usual.find((path) => existsSync(path))

/** Over TLS the browser takes any certificate, as it would one that its person had come to trust: service workers too. */
export const trustArgs: string[] = process.env.E2E_TLS ? ['--ignore-certificate-errors'] : []
