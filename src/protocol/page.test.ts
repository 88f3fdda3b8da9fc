import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededCrypto } from '../../tests/kit/seededCrypto.ts'
import { concat, u64, utf8 } from '../crypto/bytes.ts'
import { MalformedBytes } from './ByteReader.ts'
import {
  encodePage,
  openPage,
  PageStreamReader,
  type PullEntry,
  pullMessage,
  reopenPage,
  type SealedPage,
  sealPage,
} from './page.ts'

const { port } = seededCrypto('page')
const scope = { tenant: port.random(16), team: port.random(16), device: port.random(16) }
const key = port.random(32)
const held = {
  s: 7,
  chain: '0a'.repeat(16),
  n: 1,
  state: 'held',
  reason: 'x',
  data: {},
  record: null,
  version: null,
} as const
const entries: PullEntry[] = [
  { k: 'verdict', ...held },
  { k: 'forked', ...held, h: '0b'.repeat(8) },
  { k: 'gone', s: 8, id: 'r' },
  { k: 'pack', s: 9, id: 'p', version: 2, kind: 'forms', jws: 'a.b.c' },
]
const range = { keyId: 3, from: 6, to: 2 ** 50, more: true }
const page = await sealPage(port, key, scope, range, entries)

describe('page', () => {
  it('opens for its own team, device and range (SPEC PULL-2, PULL-4)', async () => {
    expect(await openPage(port, key, scope, page)).toEqual(entries)
    expect(await reopenPage(port, key, scope, page)).toEqual(entries)
    expect(await reopenPage(port, port.random(32), scope, page)).toBeNull()
  })

  it('opens for nobody else and nowhere else (SPEC PULL-2)', async () => {
    const other = new Uint8Array(16)
    for (const part of ['tenant', 'team', 'device'] as const) {
      expect(await openPage(port, key, { ...scope, [part]: other }, page)).toBeNull()
    }
    expect(await openPage(port, port.random(32), scope, page)).toBeNull()
    expect(await openPage(port, key, scope, { ...page, from: 0 })).toBeNull()
    expect(await openPage(port, key, scope, { ...page, to: 9 })).toBeNull()
    expect(await openPage(port, key, scope, { ...page, sealed: page.sealed.subarray(0, 20) })).toBeNull()
    for (let at = 0; at < page.sealed.length; at++) {
      const sealed = page.sealed.map((byte, i) => (i === at ? byte ^ 0x80 : byte))
      expect(await openPage(port, key, scope, { ...page, sealed })).toBeNull()
    }
  })

  it('is null when its entries are of no known kind (SPEC PULL-4)', async () => {
    const strange = await sealPage(port, key, scope, range, [], () => new Uint8Array([3, 0]))
    await expect(openPage(port, key, scope, strange)).resolves.toBeNull()
    const wrong = await sealPage(port, key, scope, range, JSON.parse('[{"k":"other","s":1}]'))
    expect(await openPage(port, key, scope, wrong)).toBeNull()
  })

  it('comes off a stream the same whatever pieces it arrives in, cursors of 53 bits included (SPEC PULL-2, PULL-3)', () => {
    const pages: SealedPage[] = [page, { ...page, more: false, from: 0, to: Number.MAX_SAFE_INTEGER }]
    const bytes = concat(...pages.map(encodePage))
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 30 }), (cuts) => {
        const reader = new PageStreamReader()
        const read: SealedPage[] = []
        const places = [0, ...cuts.sort((a, b) => a - b), bytes.length]
        for (const [i, end] of places.slice(1).entries()) {
          reader.feed(bytes.subarray(places[i], end))
          for (let next = reader.next(); next; next = reader.next()) read.push(next)
        }
        expect(read).toEqual(pages)
      }),
    )
  })

  it('is never read whole from a stream that was cut (SPEC PULL-3)', () => {
    const bytes = encodePage(page)
    for (let end = 0; end < bytes.length; end++) {
      const reader = new PageStreamReader()
      reader.feed(bytes.subarray(0, end))
      expect(reader.next()).toBeNull()
    }
  })

  it('is malformed when a number in it has no end (SPEC PULL-2)', () => {
    const reader = new PageStreamReader()
    reader.feed(new Uint8Array(20).fill(0xff))
    expect(() => reader.next()).toThrow(MalformedBytes)
  })

  it('is asked for with the bytes that SPEC.md prints (SPEC PULL-1)', () => {
    const nonce = port.random(16)
    expect(pullMessage(scope.tenant, scope.device, 2 ** 40, nonce)).toEqual(
      concat(utf8('tram-so/pull/1'), scope.tenant, scope.device, u64(2 ** 40), nonce),
    )
  })
})
