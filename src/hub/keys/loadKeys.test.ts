import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../crypto/node/nodeCrypto.ts'
import { trustCertificates } from '../../protocol/statements.ts'
import { identityOf } from './HubKeys.ts'
import { loadKeys } from './loadKeys.ts'

describe('loadKeys', () => {
  let base: string
  let folder: string
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'tram-so-keys-'))
    folder = join(base, 'data', 'keys')
  })
  afterEach(() => rmSync(base, { recursive: true, force: true }))

  it('makes keys once, for the hub alone to read, and finds them again', () => {
    const made = loadKeys(folder)
    expect(loadKeys(folder)).toEqual(made)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(readdirSync(folder).sort()).toEqual(['nonce.json', 'receipt.json', 'root.json', 'seal.json'])
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
    const secrets = [made.root.privateKey, made.receipt.privateKey, made.seal.privateKey, made.nonceSecret]
    expect(new Set(secrets.map(String)).size).toBe(4)
  })

  it('makes them whole or not at all', () => {
    mkdirSync(`${folder}.new`, { recursive: true })
    writeFileSync(join(`${folder}.new`, 'root.json'), 'torn')
    expect(loadKeys(folder)).toEqual(loadKeys(folder))
    expect(readdirSync(join(base, 'data'))).toEqual(['keys'])
  })

  it('refuses a folder that misses a key or holds a damaged one, and changes nothing', () => {
    loadKeys(folder)
    const seal = readFileSync(join(folder, 'seal.json'), 'utf8')
    rmSync(join(folder, 'seal.json'))
    expect(() => loadKeys(folder)).toThrowError(expect.objectContaining({ code: 'keys-missing' }))
    expect(readdirSync(folder)).not.toContain('seal.json')
    for (const bad of [
      '',
      '{}',
      seal.replace('seal', 'root'),
      JSON.stringify({ v: 1, use: 'seal', secret: 'AAAA' }),
      JSON.stringify({ v: 1, use: 'seal', secret: 'A'.repeat(43) }),
    ]) {
      writeFileSync(join(folder, 'seal.json'), bad)
      expect(() => loadKeys(folder), bad).toThrowError(expect.objectContaining({ code: 'keys-damaged' }))
    }
  })

  it('certifies its receipt and seal key by its root, and no other root believes them (KEY-2)', async () => {
    const identity = await identityOf(nodeCrypto, loadKeys(folder))
    const trusted = await trustCertificates(nodeCrypto, identity.rootKey, identity.certificates)
    expect([...trusted.receipt.keys()]).toEqual([identity.receipts.kid])
    expect([...trusted.seal.keys()]).toEqual([...identity.openers.keys()])
    const other = await identityOf(nodeCrypto, loadKeys(join(base, 'other')))
    expect((await trustCertificates(nodeCrypto, other.rootKey, identity.certificates)).receipt.size).toBe(0)
  })
})
