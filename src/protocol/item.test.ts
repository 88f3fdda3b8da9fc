import { describe, expect, it, vi } from 'vitest'
import { TestHub } from '../../tests/kit/TestHub.ts'
import { bytesOfUuid } from '../../tests/kit/TestTablet.ts'
import { u64, utf8 } from '../crypto/bytes.ts'
import { frameMessage, genesis, type ItemPlace, itemHeader, itemKeyInfo, nextHash } from './chain.ts'
import { ItemMalformed, ItemTooLarge, openItem } from './item.ts'
import { limits } from './limits.ts'
import { openSession, parseSessionHeader } from './sessionHeader.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

const hub = await TestHub.create('item')
const { port } = hub.crypto
const tablet = await hub.tablet('t')
const payload = { g: { contact: { phone: '0900000001' } }, r: tablet.newRecord() }
const item = await tablet.seal(payload)
const header = parseSessionHeader(tablet.session.header)
if (!header) throw new Error('no header')
const opened = await openSession(port, hub.box.opener, header)
if (!opened) throw new Error('no session')
const keys = opened
const place: ItemPlace = {
  tenant: bytesOfUuid(tablet.tenant),
  chain: tablet.chain,
  n: 1,
  type: 1,
  schema: 1,
  headerHash: tablet.session.headerHash,
  sealId: item.sealId,
}

describe('item', () => {
  it('opens at its own place (SPEC ITM-3, ITM-4)', async () => {
    expect(await openItem(keys, place, item.ct)).toEqual({ ...payload, t: [0] })
  })

  it('does not open at any other place, tenant, type, schema, session or attempt (SPEC ITM-4)', async () => {
    const other = new Uint8Array(16).fill(9)
    const moved: Partial<ItemPlace>[] = [
      { tenant: other },
      { chain: other },
      { n: 2 },
      { type: 2 },
      { schema: 2 },
      { headerHash: new Uint8Array(32) },
      { sealId: new Uint8Array(8) },
    ]
    for (const change of moved) expect(await openItem(keys, { ...place, ...change }, item.ct)).toBe('not-authentic')
  })

  it('does not open with any single bit flipped (SPEC ITM-4, fault 40)', async () => {
    for (let bit = 0; bit < item.ct.length * 8; bit++) {
      const ct = item.ct.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
      expect(await openItem(keys, place, ct)).toBe('not-authentic')
    }
  })

  it('does not open cut short, empty or over the limit (SPEC ITM-6)', async () => {
    for (const length of [0, 1, 15, 16, item.ct.length - 1]) {
      expect(await openItem(keys, place, item.ct.subarray(0, length))).toBe('not-authentic')
    }
    expect(await openItem(keys, place, new Uint8Array(limits.ciphertext + 1))).toBe('too-large')
  })

  it('says of honest ciphertext with foreign content that it is malformed (SPEC ITM-1)', async () => {
    const ct = await tablet.session.keys.seal(itemKeyInfo(place), itemHeader(place), utf8('not a payload...'))
    expect(await openItem(keys, place, ct)).toBe('malformed')
  })

  it('never uses one key for two plaintexts: each attempt has its own seal id (SPEC ITM-3)', async () => {
    const attempts = [await hub.tablet('twin'), await hub.tablet('twin')]
    const [first] = attempts
    if (!first) throw new Error('no tablet')
    const a = await first.seal({ g: {} })
    first.head = { n: 0, hash: first.genesis }
    const b = await first.seal({ g: {} })
    expect([a.n, b.n]).toEqual([1, 1])
    expect(a.sealId).toHaveLength(8)
    expect(a.sealId).not.toEqual(b.sealId)
    expect(a.ct).not.toEqual(b.ct)
  })

  it('is refused by the tablet when the hub would reject it: too large sealed or inflated, or malformed (SPEC ITM-6)', async () => {
    const mine = await hub.tablet('large')
    const noise = Array.from(port.random(90_000), (byte) => String.fromCharCode(33 + (byte % 90))).join('')
    await expect(mine.seal({ g: { notes: { text: noise } } })).rejects.toThrow(ItemTooLarge)
    await expect(mine.seal({ g: { notes: { text: 'x'.repeat(limits.inflated) } } })).rejects.toThrow(ItemTooLarge)
    await expect(mine.seal({ g: { notes: { text: 'a\u0000b' } } })).rejects.toThrow(ItemMalformed)
    await expect(mine.seal({ g: {}, b: 0.5 })).rejects.toThrow(ItemMalformed)
    expect(mine.head.n).toBe(0)
  })
})

describe('chain', () => {
  it('begins at the hash of tenant, device and chain, and binds header and ciphertext (SPEC CHN-1)', async () => {
    const { tenant, device, chain } = tablet.scope
    const h0 = await genesis(port, tenant, device, chain)
    expect(h0).toEqual(tablet.genesis)
    expect(await nextHash(port, h0, itemHeader(place), item.ctHash)).toEqual(item.hash)
    expect(await port.sha256(item.ct)).toEqual(item.ctHash)
    for (const other of [
      await genesis(port, device, tenant, chain),
      await nextHash(port, item.hash, itemHeader(place), item.ctHash),
      await nextHash(port, h0, itemHeader({ ...place, n: 2 }), item.ctHash),
      await nextHash(port, h0, itemHeader(place), item.hash),
    ]) {
      expect(other).not.toEqual(item.hash)
    }
  })

  it('has headers, keys and frames of the bytes that SPEC.md prints (SPEC ITM-3, ITM-4, STR-2)', () => {
    const bytes = (...parts: Uint8Array[]) => parts.flatMap((part) => [...part])
    const { tenant, chain, headerHash, sealId } = place
    expect([...itemHeader(place)]).toEqual(
      bytes(utf8('tram-so/item/1'), tenant, chain, u64(1), Uint8Array.of(1, 1), headerHash, sealId),
    )
    expect([...itemKeyInfo(place)]).toEqual(bytes(utf8('tram-so/key/1'), chain, u64(1), sealId))
    expect([...frameMessage({ tenant, device: sealId, chain }, 1, headerHash)]).toEqual(
      bytes(utf8('tram-so/frame/1'), tenant, sealId, chain, u64(1), headerHash),
    )
  })
})
