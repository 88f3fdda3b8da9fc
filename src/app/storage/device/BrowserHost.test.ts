import { afterEach, expect, it, vi } from 'vitest'
import { browserHost } from './BrowserHost.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

it('opens where the browser cannot say what it keeps (WebKitGTK has no StorageManager)', async () => {
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
  expect(await browserHost.grant()).toEqual({ persisted: false, installed: false })
  await browserHost.askPersistence()
  expect(await browserHost.isTemporary()).toBe(false)
})
