import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compactVerify, decodeProtectedHeader, importJWK } from 'jose'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { concat, fromBase64url, fromHex, hex, uuidBytes } from '../../src/crypto/bytes.ts'
import type { Bytes, CryptoPort, HpkeOpener } from '../../src/crypto/CryptoPort.ts'
import { jwkOfPoint, nodeCrypto, nodeOpener, pairOfScalar } from '../../src/crypto/node/nodeCrypto.ts'
import { openerFromJwk, webCrypto } from '../../src/crypto/web/webCrypto.ts'
import {
  branchId,
  frameMessage,
  genesis,
  type ItemPlace,
  itemHeader,
  itemKeyInfo,
  nextHash,
  placeHash,
} from '../../src/protocol/chain.ts'
import { enrolCode } from '../../src/protocol/enrolCode.ts'
import { openItem } from '../../src/protocol/item.ts'
import { openPage, PageStreamReader, pullMessage } from '../../src/protocol/page.ts'
import { decodePayload } from '../../src/protocol/payload.ts'
import { openPhoto, parseSealedPhoto, photoAad, photoId, photoKeyInfo } from '../../src/protocol/photo.ts'
import { isFrameSigned, PushStreamReader } from '../../src/protocol/pushStream.ts'
import { isHeaderSigned, openSession, parseSessionHeader } from '../../src/protocol/sessionHeader.ts'
import {
  headStatement,
  receiptStatement,
  safeStatement,
  trustCertificates,
  verifyStatement,
} from '../../src/protocol/statements.ts'
import { openTeamKey } from '../../src/protocol/teamKey.ts'
import { buildVectors } from './buildVectors.ts'

const folder = join(import.meta.dirname, 'vectors')
const built = await buildVectors()
const textOf = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
if (process.env.UPDATE_VECTORS === '1') {
  mkdirSync(folder, { recursive: true })
  for (const [name, value] of Object.entries(built)) writeFileSync(join(folder, `${name}.json`), textOf(value))
}
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))

const bytes = z.string().transform((text) => {
  const parsed = fromHex(text)
  if (!parsed) throw new Error('no hex')
  return parsed
})
const id = z.string().transform((text) => {
  const parsed = uuidBytes(text)
  if (!parsed) throw new Error('no uuid')
  return parsed
})
const privateJwk = z.object({ kty: z.string(), crv: z.string(), x: z.string(), y: z.string(), d: z.string() })
const keys = z
  .object({
    ...{ root: bytes, receipt: bytes, device: bytes, actor: bytes, kid: z.string(), sealKid: z.string() },
    ...{ sealPrivate: privateJwk, boxPrivate: privateJwk, certificates: z.array(z.string()), enrolCode: z.string() },
  })
  .parse(read('keys'))
const session = z.object({ sid: z.string(), header: bytes, headerHash: bytes }).parse(read('session'))
const chain = z
  .object({
    ...{ tenant: id, device: id, chain: bytes, genesis: bytes },
    items: z.array(
      z.object({
        ...{ n: z.int(), type: z.int(), schema: z.int(), payload: z.unknown(), plaintext: bytes, sealId: bytes },
        ...{ keyInfo: bytes, aad: bytes, ciphertext: bytes, ciphertextHash: bytes, hash: bytes },
      }),
    ),
  })
  .parse(read('chain'))
const push = z.object({ stream: bytes, frameMessages: z.array(bytes) }).parse(read('push'))
const pull = z
  .object({
    ...{ team: id, teamKey: bytes, sealedTeamKey: bytes, entries: z.unknown() },
    ...{ page: bytes, message: bytes, signature: z.string() },
  })
  .parse(read('pull'))
const photo = z
  .object({ id: z.string(), jpeg: bytes, sealId: bytes, keyInfo: bytes, aad: bytes, sealed: bytes })
  .parse(read('photo'))
const branch = z.object({ id: bytes, end: bytes, base: z.unknown(), stream: bytes }).parse(read('branch'))
const receipt = z.object({ receipt: z.unknown(), jws: z.string() }).parse(read('receipt'))
const head = z.object({ head: z.unknown(), jws: z.string() }).parse(read('head'))
const safe = z.object({ safe: z.unknown(), jws: z.string() }).parse(read('safe'))

type Jwk = z.infer<typeof privateJwk>
const nodeOpenerOf = async ({ d }: Jwk): Promise<HpkeOpener> => {
  const scalar = fromBase64url(d)
  if (!scalar) throw new Error('no scalar')
  return nodeOpener(pairOfScalar(scalar))
}
const ports: [string, CryptoPort, (jwk: Jwk) => Promise<HpkeOpener>][] = [
  ['node', nodeCrypto, nodeOpenerOf],
  ['web', webCrypto, openerFromJwk],
]
const last = (n: number): Bytes => chain.items[n - 1]?.hash ?? chain.genesis

describe('published vectors', () => {
  it('are what this code makes of the seed (UPDATE_VECTORS=1 writes them anew)', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
    expect(files.sort()).toEqual(
      Object.keys(built)
        .map((name) => `${name}.json`)
        .sort(),
    )
    for (const [name, value] of Object.entries(built)) {
      expect(readFileSync(join(folder, `${name}.json`), 'utf8'), name).toBe(textOf(value))
    }
  })
})

describe.each(ports)('the %s port agrees with the vectors', (_, port, openerOf) => {
  it('on session header, signature and commitment (SPEC SES-1, SES-2, SES-3, SES-4)', async () => {
    const header = parseSessionHeader(session.header)
    if (!header) throw new Error('no header')
    expect(hex(header.sid)).toBe(session.sid)
    expect(await port.sha256(session.header)).toEqual(session.headerHash)
    expect(await isHeaderSigned(port, header, keys.actor)).toBe(true)
    expect(await openSession(port, await openerOf(keys.sealPrivate), header)).not.toBeNull()
  })

  it('on every item: key, AAD, ciphertext, plaintext, payload (SPEC ITM-1, ITM-2, ITM-3, ITM-4, ITM-7)', async () => {
    const header = parseSessionHeader(session.header)
    const itemKeys = header && (await openSession(port, await openerOf(keys.sealPrivate), header))
    if (!itemKeys) throw new Error('no keys')
    for (const item of chain.items) {
      const place: ItemPlace = { ...item, tenant: chain.tenant, chain: chain.chain, headerHash: session.headerHash }
      expect(itemKeyInfo(place)).toEqual(item.keyInfo)
      expect(itemHeader(place)).toEqual(item.aad)
      expect(await itemKeys.open(item.keyInfo, item.aad, item.ciphertext)).toEqual(item.plaintext)
      expect(await openItem(itemKeys, place, item.ciphertext)).toEqual(item.payload)
      expect(decodePayload(item.plaintext)).toEqual(item.payload)
      expect(await port.sha256(item.ciphertext)).toEqual(item.ciphertextHash)
    }
  })

  it('on the chain (SPEC CHN-1)', async () => {
    let hash = await genesis(port, chain.tenant, chain.device, chain.chain)
    expect(hash).toEqual(chain.genesis)
    for (const item of chain.items) {
      hash = await nextHash(port, hash, item.aad, item.ciphertextHash)
      expect(hash).toEqual(item.hash)
    }
  })

  it('on the push stream and its signatures (SPEC STR-1, STR-2, STR-3)', async () => {
    const reader = new PushStreamReader()
    reader.feed(push.stream)
    for (const [i, n] of [3, 5].entries()) {
      const frame = reader.next()
      const { preamble } = reader
      if (!frame || !preamble) throw new Error('no frame')
      expect(await isFrameSigned(port, preamble, frame, keys.device, n, last(n))).toBe(true)
      expect(await isFrameSigned(port, preamble, frame, keys.device, n, last(n - 1))).toBe(false)
      expect(frameMessage(chain, n, last(n))).toEqual(push.frameMessages[i])
    }
    expect([reader.next(), reader.isInFrame]).toEqual([null, false])
  })

  it('on a branch: its id, its stream, the name of its item (SPEC CHN-7, STR-7, ITM-5)', async () => {
    expect(branch.end).toEqual(last(5))
    const id = await branchId(port, chain.tenant, chain.device, chain.chain, branch.end)
    expect(id).toEqual(branch.id)
    const reader = new PushStreamReader()
    reader.feed(branch.stream)
    const frame = reader.next()
    const { preamble } = reader
    if (!frame || !preamble) throw new Error('no frame')
    const { tenant, device } = chain
    expect(preamble).toEqual({ wire: 1, tenant, device, chain: chain.chain, from: 4, end: last(5) })
    expect(await isFrameSigned(port, preamble, frame, keys.device, 5, last(5))).toBe(true)
    expect([reader.next(), reader.isInFrame]).toEqual([null, false])
    expect(branch.base).toEqual([hex(chain.chain), 4, placeHash(last(4))])
  })

  it('on receipt, head, mark and certificates (SPEC RCP-1, HEA-1, PULL-7, KEY-2)', async () => {
    const trusted = await trustCertificates(port, keys.root, keys.certificates)
    expect([[...trusted.receipt.keys()], [...trusted.seal.keys()]]).toEqual([[keys.kid], [keys.sealKid]])
    expect(await verifyStatement(port, trusted, receiptStatement, receipt.jws)).toEqual(receipt.receipt)
    expect(await verifyStatement(port, trusted, headStatement, head.jws)).toEqual(head.head)
    expect(await verifyStatement(port, trusted, safeStatement, safe.jws)).toEqual(safe.safe)
  })

  it('on team key, page and pull (SPEC KEY-5, PULL-1, PULL-2)', async () => {
    const box = await openerOf(keys.boxPrivate)
    const scope = { tenant: chain.tenant, team: pull.team, device: chain.device }
    expect(await openTeamKey(port, box, { ...scope, keyId: 1 }, pull.sealedTeamKey)).toEqual(pull.teamKey)
    const reader = new PageStreamReader()
    reader.feed(pull.page)
    const page = reader.next()
    expect(page && (await openPage(port, pull.teamKey, scope, page))).toEqual(pull.entries)
    const nonce = pull.message.subarray(pull.message.length - 16)
    expect(pullMessage(chain.tenant, chain.device, 2 ** 40, nonce)).toEqual(pull.message)
    expect(await port.verify(keys.device, pull.message, fromBase64url(pull.signature) ?? nonce)).toBe(true)
  })

  it('on a sealed photo (SPEC PHO-2, PHO-3)', async () => {
    const parts = parseSealedPhoto(photo.sealed)
    const itemKeys = parts && (await openSession(port, await openerOf(keys.sealPrivate), parts.header))
    if (!itemKeys) throw new Error('no keys')
    expect(parts.header.bytes).toEqual(session.header)
    expect(photoKeyInfo(photo.sealId)).toEqual(photo.keyInfo)
    expect(photoAad(chain.tenant, chain.device, session.headerHash, photo.sealId)).toEqual(photo.aad)
    expect(await itemKeys.open(photo.keyInfo, photo.aad, parts.ct)).toEqual(photo.jpeg)
    expect(await openPhoto(port, itemKeys, parts)).toEqual(photo.jpeg)
    expect(await photoId(port, photo.sealed)).toBe(photo.id)
  })

  it('on the enrolment code', async () => {
    const box = await openerOf(keys.boxPrivate)
    expect(await enrolCode(port, chain.tenant, keys.device, box.publicKey)).toBe(keys.enrolCode)
  })
})

describe('another JOSE library', () => {
  it('checks certificates by the root, and receipt, head and mark by the certified key (SPEC KEY-2, RCP-1, HEA-1, PULL-7)', async () => {
    const root = await importJWK(jwkOfPoint(keys.root), 'ES256')
    for (const jws of keys.certificates) {
      await compactVerify(jws, root)
      expect(decodeProtectedHeader(jws).typ).toBe('tram-so-cert')
    }
    const [certificate] = keys.certificates
    const { payload } = await compactVerify(certificate ?? '', root)
    const { key } = z.object({ key: z.string() }).parse(JSON.parse(new TextDecoder().decode(payload)))
    const receiptKey = await importJWK(jwkOfPoint(concat(fromBase64url(key) ?? keys.root)), 'ES256')
    for (const [jws, expected] of [
      [receipt.jws, receipt.receipt],
      [head.jws, head.head],
      [safe.jws, safe.safe],
    ] as const) {
      const verified = await compactVerify(jws, receiptKey)
      expect(JSON.parse(new TextDecoder().decode(verified.payload))).toEqual(expected)
      const signature = jws.lastIndexOf('.') + 5
      const forged = jws.slice(0, signature) + (jws[signature] === 'A' ? 'B' : 'A') + jws.slice(signature + 1)
      await expect(compactVerify(forged, receiptKey)).rejects.toThrow()
    }
  })
})
