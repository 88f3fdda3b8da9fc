import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../crypto/node/nodeCrypto.ts'
import { trustCertificates } from '../../protocol/statements.ts'
import { identityOf } from './HubKeys.ts'
import { loadKeys } from './loadKeys.ts'
import { rotateSeal } from './rotateSeal.ts'

describe('rotateSeal', () => {
  let base: string
  let folder: string
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'tram-so-rotate-'))
    folder = join(base, 'keys')
  })
  afterEach(() => rmSync(base, { recursive: true, force: true }))

  it('makes a new key that the same root certifies, and keeps every old one to open with (KEY-1, KEY-2, fault 22)', async () => {
    const before = await identityOf(nodeCrypto, loadKeys(folder))
    const first = await rotateSeal(folder)
    const second = await rotateSeal(folder)
    const after = await identityOf(nodeCrypto, loadKeys(folder))
    expect(after.rootKey).toEqual(before.rootKey)
    expect(new Set(after.openers.keys())).toEqual(new Set([...before.openers.keys(), first, second]))
    // a tablet that knows the old certificate takes the newest one it was told of
    const told = await trustCertificates(nodeCrypto, before.rootKey, [...before.certificates, ...after.certificates])
    expect([...told.seal.keys()].at(-1)).toBe(second)
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
  })

  it('loses no key when it is killed between its steps', async () => {
    const { seal } = loadKeys(folder)
    await rotateSeal(folder)
    const retired = readdirSync(folder).find((name) => name.startsWith('seal-')) ?? ''
    // as it stands after the first step alone
    writeFileSync(join(folder, 'seal.json'), readFileSync(join(folder, retired)))
    writeFileSync(join(folder, 'seal.new'), 'torn')
    const keys = loadKeys(folder)
    expect([keys.seal, keys.oldSeals]).toEqual([seal, [seal]])
    await rotateSeal(folder)
    expect(loadKeys(folder).oldSeals).toEqual([seal])
  })

  it('refuses a damaged old key as any other', async () => {
    await rotateSeal(folder)
    const retired = readdirSync(folder).find((name) => name.startsWith('seal-')) ?? ''
    writeFileSync(join(folder, retired), '{}')
    expect(() => loadKeys(folder)).toThrowError(expect.objectContaining({ code: 'keys-damaged' }))
  })
})
