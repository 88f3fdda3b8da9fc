import { describe, expect, it } from 'vitest'
import { seededCrypto } from '../../tests/kit/seededCrypto.ts'
import { base64url, concat, fromBase64url, u64, utf8 } from '../crypto/bytes.ts'
import { jwkOfPair } from '../crypto/node/nodeCrypto.ts'
import { NeedMoreBytes } from './ByteReader.ts'
import { enrolCode } from './enrolCode.ts'
import { leastCost, openPinBundle, type Stretch, sealPinBundle } from './pinBundle.ts'
import { openProvision, type ProvisionContent, sealProvision } from './provision.ts'
import { openTeamKey, sealTeamKey } from './teamKey.ts'

const crypto = seededCrypto('keys')
const { port } = crypto
const box = crypto.newBox()
const id = (n: number) => new Uint8Array(16).fill(n)
/** Stands for Argon2id: as injective, and quick. */
const stretch: Stretch = async (pin, salt, cost) => port.sha256(concat(utf8(`${pin} ${JSON.stringify(cost)} `), salt))
const keys = { sign: jwkOfPair(crypto.newBox().pair), box: jwkOfPair(crypto.newBox().pair) }

describe('PIN bundle', () => {
  it('gives the keys back for its PIN, and null for any other (SPEC KEY-3)', async () => {
    const bundle = await sealPinBundle(port, stretch, '482915', leastCost, null, keys)
    expect(await openPinBundle(port, stretch, '482915', null, bundle)).toEqual(keys)
    expect(await openPinBundle(port, stretch, '482916', null, bundle)).toBeNull()
    expect(leastCost).toEqual({ memoryKiB: 19 * 1024, passes: 2, lanes: 1 })
  })

  it('binds version, cost and salt: with any byte changed nothing opens (SPEC KEY-3)', async () => {
    const bundle = await sealPinBundle(port, stretch, '482915', leastCost, null, keys)
    for (let at = 0; at < bundle.length; at++) {
      const changed = bundle.map((byte, i) => (i === at ? byte ^ 1 : byte))
      expect(await openPinBundle(port, stretch, '482915', null, changed)).toBeNull()
    }
    await expect(openPinBundle(port, stretch, '482915', null, bundle.subarray(0, 20))).rejects.toThrow(NeedMoreBytes)
  })

  it('is never made or opened at less than the least cost, so that nobody can weaken it (SPEC KEY-3)', async () => {
    for (const weak of [{ memoryKiB: 8 }, { passes: 1 }, { lanes: 0 }]) {
      const cost = { ...leastCost, ...weak }
      await expect(sealPinBundle(port, stretch, '482915', cost, null, keys)).rejects.toThrow('weak')
    }
    // the same bundle with honest tags, made by somebody who leaves the check out
    const iv = port.random(12)
    const head = concat(Uint8Array.of(1, 8, 1, 1), port.random(16))
    const stretched = await stretch('482915', head.subarray(4), { memoryKiB: 8, passes: 1, lanes: 1 })
    const key = await port.hkdf(stretched, new Uint8Array(0), utf8('tram-so/pin/1'), 32)
    const weak = concat(head, iv, await port.aesSeal(key, iv, head, utf8(JSON.stringify(keys))))
    expect(await openPinBundle(port, stretch, '482915', null, weak)).toBeNull()
  })

  it('sealed again under the lease opens only with that lease, and not as the delivered one (SPEC KEY-4)', async () => {
    const lease = port.random(32)
    const bundle = await sealPinBundle(port, stretch, '482915', { ...leastCost, passes: 3 }, lease, keys)
    expect(await openPinBundle(port, stretch, '482915', lease, bundle)).toEqual(keys)
    expect(await openPinBundle(port, stretch, '482915', null, bundle)).toBeNull()
    expect(await openPinBundle(port, stretch, '482915', port.random(32), bundle)).toBeNull()
  })
})

describe('team key', () => {
  it('opens for its box key and scope alone (SPEC KEY-5)', async () => {
    const scope = { tenant: id(1), team: id(2), keyId: 5 }
    const teamKey = port.random(32)
    const sealed = await sealTeamKey(port, box.pair.publicKey, scope, teamKey)
    expect(await openTeamKey(port, box.opener, scope, sealed)).toEqual(teamKey)
    for (const other of [{ tenant: id(9) }, { team: id(9) }, { keyId: 6 }]) {
      expect(await openTeamKey(port, box.opener, { ...scope, ...other }, sealed)).toBeNull()
    }
    expect(await openTeamKey(port, crypto.newBox().opener, scope, sealed)).toBeNull()
    const flipped = sealed.map((byte, i) => (i === sealed.length - 1 ? byte ^ 1 : byte))
    expect(await openTeamKey(port, box.opener, scope, flipped)).toBeNull()
  })
})

describe('provision', () => {
  const content: ProvisionContent = {
    v: 1,
    tenant: 't',
    device: 'd',
    label: 'Máy 1',
    practice: true,
    commune: { code: '00001', listDate: '2025-07-01', name: 'Xã Mẫu' },
    unit: { id: 'u', code: 'u1', name: 'Thôn Mẫu' },
    team: { id: 'g', name: 'Tổ Mẫu', keyId: 1 },
    lease: '',
    certificates: [],
    volunteers: [],
  }

  it('opens for the one tablet that it is for, and is null for all else', async () => {
    const sealed = await sealProvision(port, box.pair.publicKey, id(1), content)
    expect(await openProvision(port, box.opener, id(1), sealed)).toEqual(content)
    expect(await openProvision(port, box.opener, id(2), sealed)).toBeNull()
    expect(await openProvision(port, crypto.newBox().opener, id(1), sealed)).toBeNull()
    expect(await openProvision(port, box.opener, id(1), 'short')).toBeNull()
    expect(await openProvision(port, box.opener, id(1), '***')).toBeNull()
    const other = JSON.parse(JSON.stringify({ ...content, v: 2 }))
    expect(
      await openProvision(port, box.opener, id(1), await sealProvision(port, box.pair.publicKey, id(1), other)),
    ).toBeNull()
    expect(base64url(fromBase64url(sealed) ?? id(0))).toBe(sealed)
  })
})

describe('enrolment code', () => {
  it('is six digits of both keys and the commune: another key gives another code', async () => {
    const [sign, seal] = [crypto.newSigner().publicKey, box.pair.publicKey]
    const code = await enrolCode(port, id(1), sign, seal)
    expect(code).toMatch(/^\d{6}$/)
    const digest = await port.sha256(concat(utf8('tram-so/code/1'), id(1), sign, seal))
    expect(Number(code)).toBe(new DataView(digest.buffer).getUint32(0) % 1_000_000)
    for (const other of [
      await enrolCode(port, id(2), sign, seal),
      await enrolCode(port, id(1), seal, sign),
      await enrolCode(port, id(1), sign, crypto.newSigner().publicKey),
    ]) {
      expect(other).not.toBe(code)
    }
    expect(u64(1)).toHaveLength(8)
  })
})
