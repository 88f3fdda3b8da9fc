import { describe, expect, it, vi } from 'vitest'
import { seededCrypto } from '../../tests/kit/seededCrypto.ts'
import { base64url } from '../crypto/bytes.ts'
import { kidOf, signJws } from './jws.ts'
import {
  headStatement,
  type Receipt,
  receiptStatement,
  signCertificate,
  signStatement,
  trustCertificates,
  verifyStatement,
} from './statements.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

const { port, newSigner } = seededCrypto('statements')
const [root, receiptKey, other] = [newSigner(), newSigner(), newSigner()]
const receipt: Receipt = {
  v: 1,
  tenant: '00000000-0000-4000-8000-000000000001',
  device: '00000000-0000-4000-8000-000000000002',
  chain: '0a'.repeat(16),
  epoch: 1,
  n: 3,
  h: '0b'.repeat(32),
  exceptions: [[2, 'withheld-damaged']],
  audit: '0c'.repeat(32),
}
const kid = await kidOf(port, receiptKey.publicKey)
const by = { signer: receiptKey, kid }
const certificate = await signCertificate(port, root, 'receipt', receiptKey.publicKey)
const keys = await trustCertificates(port, root.publicKey, [certificate])
const flip = (text: string, at: number) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)

describe('certificates', () => {
  it('are believed only by the pinned root (SPEC KEY-1, KEY-2)', async () => {
    expect([...keys.receipt.keys()]).toEqual([kid])
    expect(keys.seal.size).toBe(0)
    const foreign = await signCertificate(port, other, 'receipt', other.publicKey)
    const trusted = await trustCertificates(port, root.publicKey, ['', 'x.y.z', foreign, certificate])
    expect([...trusted.receipt.keys()]).toEqual([kid])
  })

  it('keep the two uses apart: a seal key signs no receipt (SPEC KEY-2)', async () => {
    const seal = await signCertificate(port, root, 'seal', other.publicKey)
    const trusted = await trustCertificates(port, root.publicKey, [seal])
    const kidOfSeal = await kidOf(port, other.publicKey)
    const forged = await signStatement({ signer: other, kid: kidOfSeal }, receiptStatement, receipt)
    expect([...trusted.seal.keys()]).toEqual([kidOfSeal])
    expect(await verifyStatement(port, trusted, receiptStatement, forged)).toBeNull()
  })

  it('are ignored with another typ, a kid that is not the key’s, a short key or a foreign shape (SPEC KEY-2)', async () => {
    const key = base64url(receiptKey.publicKey)
    const rootKid = await kidOf(port, root.publicKey)
    const sign = (payload: unknown, typ = 'tram-so-cert') => signJws(root, rootKid, typ, payload)
    const wrong = [
      await sign({ v: 1, use: 'receipt', kid, key }, 'tram-so-head'),
      await sign({ v: 1, use: 'receipt', kid: 'other', key }),
      await sign({ v: 1, use: 'receipt', kid, key: key.slice(4) }),
      await sign({ v: 1, use: 'receipt', kid, key: '*' }),
      await sign({ v: 1, use: 'root', kid, key }),
      await sign({ v: 2, use: 'receipt', kid, key }),
    ]
    expect((await trustCertificates(port, root.publicKey, wrong)).receipt.size).toBe(0)
  })
})

describe('receipts and heads', () => {
  it('verify as they were signed (SPEC RCP-1)', async () => {
    expect(
      await verifyStatement(port, keys, receiptStatement, await signStatement(by, receiptStatement, receipt)),
    ).toEqual(receipt)
  })

  it('are nothing with any single character changed (SPEC RCP-3, fault 14)', async () => {
    const jws = await signStatement(by, receiptStatement, receipt)
    // the last character of a 64-byte signature has four bits that mean nothing
    for (let at = 0; at < jws.length - 1; at++) {
      expect([at, await verifyStatement(port, keys, receiptStatement, flip(jws, at))]).toEqual([at, null])
    }
  })

  it('are not taken for one another: a head is no receipt (SPEC HEA-1, RCP-1)', async () => {
    const asHead = await signJws(receiptKey, kid, 'tram-so-head', receipt)
    expect(await verifyStatement(port, keys, receiptStatement, asHead)).toBeNull()
    expect(
      await verifyStatement(port, keys, headStatement, await signStatement(by, receiptStatement, receipt)),
    ).toBeNull()
  })

  it('by a key without a certificate, or under another’s kid, are nothing (SPEC RCP-1, KEY-2)', async () => {
    const otherKid = await kidOf(port, other.publicKey)
    const stranger = await signStatement({ signer: other, kid: otherKid }, receiptStatement, receipt)
    const pretender = await signStatement({ signer: other, kid }, receiptStatement, receipt)
    expect(await verifyStatement(port, keys, receiptStatement, stranger)).toBeNull()
    expect(await verifyStatement(port, keys, receiptStatement, pretender)).toBeNull()
  })

  it('of another shape are nothing, however well signed (SPEC RCP-1)', async () => {
    for (const change of [
      { v: 2 },
      { n: -1 },
      { n: 1.5 },
      { epoch: 0 },
      { h: 'x' },
      { chain: '' },
      { exceptions: 1 },
    ]) {
      const jws = await signJws(receiptKey, kid, 'tram-so-receipt', { ...receipt, ...change })
      expect([change, await verifyStatement(port, keys, receiptStatement, jws)]).toEqual([change, null])
    }
  })
})
