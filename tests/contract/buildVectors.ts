import { base64url, concat, fromBase64url, hex, uuidBytes, uuidFromRandom } from '../../src/crypto/bytes.ts'
import type { Bytes } from '../../src/crypto/CryptoPort.ts'
import { jwkOfPair } from '../../src/crypto/node/nodeCrypto.ts'
import {
  branchId,
  frameMessage,
  genesis,
  type ItemPlace,
  itemHeader,
  itemKeyInfo,
  placeHash,
} from '../../src/protocol/chain.ts'
import { enrolCode } from '../../src/protocol/enrolCode.ts'
import { type SealedItem, sealItem } from '../../src/protocol/item.ts'
import { kidOf } from '../../src/protocol/jws.ts'
import { encodePage, type PullEntry, pullMessage, sealPage } from '../../src/protocol/page.ts'
import { encodePayload, type Payload } from '../../src/protocol/payload.ts'
import { parseSealedPhoto, photoAad, photoKeyInfo, sealPhoto } from '../../src/protocol/photo.ts'
import { encodePreamble, FrameWriter, type WireItem } from '../../src/protocol/pushStream.ts'
import { beginSession } from '../../src/protocol/sessionHeader.ts'
import {
  headStatement,
  type Receipt,
  receiptStatement,
  type SafeStatement,
  safeStatement,
  signCertificate,
  signStatement,
} from '../../src/protocol/statements.ts'
import { sealTeamKey } from '../../src/protocol/teamKey.ts'
import { seededCrypto } from '../kit/seededCrypto.ts'

const bytesOf = (value: Bytes | null): Bytes => {
  if (!value) throw new Error('no bytes')
  return value
}

/** Payloads of every kind that SPEC ITM-2 and ITM-5 know; the people are invented. */
function payloads(record: string, parent: string): { type: number; payload: Payload }[] {
  return [
    {
      type: 1,
      payload: {
        r: record,
        b: 0,
        g: { identity: { name: 'Nguyễn Văn Mẫu', birthDate: '1950' }, contact: { phone: '0900000000' } },
        c: { name: 'submit' },
        t: [1000],
      },
    },
    {
      type: 1,
      payload: { b: -1, g: { contact: { phone: null }, address: { text: 'Thôn Mẫu' } }, t: [2000, -86400000] },
    },
    {
      type: 2,
      payload: { r: parent, b: 0, p: record, g: { about: { formId: 'mau' } }, x: ['0f'.repeat(32)], t: [3000] },
    },
    { type: 1, payload: { b: -3, o: { contact: -2 }, g: { contact: { phone: '0900000001' } }, t: [4000] } },
    { type: 1, payload: { r: record, b: 3, g: {}, c: { name: 'resubmit' }, t: [5000] } },
  ]
}

/**
 * The published vectors of wire version 1, made of one seed: the same code gives the same bytes. Bytes are hex, keys are
 * raw points and JWKs, statements are compact JWS.
 */
export async function buildVectors(): Promise<Record<string, unknown>> {
  const crypto = seededCrypto('tram-so vectors 1')
  const { port } = crypto
  const uuid = () => uuidFromRandom(port.random(16))
  const [tenant, device, actor, team] = [uuid(), uuid(), uuid(), uuid()]
  const scope = { tenant: bytesOf(uuidBytes(tenant)), device: bytesOf(uuidBytes(device)) }
  const [root, receiptKey, deviceKey, actorKey] = Array.from({ length: 4 }, () => crypto.newSigner())
  if (!root || !receiptKey || !deviceKey || !actorKey) throw new Error('no keys')
  const [seal, box] = [crypto.newBox(), crypto.newBox()]
  const kid = await kidOf(port, receiptKey.publicKey)
  const sealKid = await kidOf(port, seal.pair.publicKey)

  const session = await beginSession(port, actorKey, {
    ...scope,
    actor: bytesOf(uuidBytes(actor)),
    sealKey: seal.pair.publicKey,
    kid: bytesOf(fromBase64url(sealKid)),
    wall: 1_790_000_000_000,
  })
  const chain = port.random(16)
  const h0 = await genesis(port, scope.tenant, scope.device, chain)
  let head = { tenant: scope.tenant, chain, n: 0, hash: h0 }
  const sealed: { item: SealedItem; payload: Payload }[] = []
  for (const { type, payload } of payloads(uuid(), uuid())) {
    const item = await sealItem(port, session, head, { type, schema: 1 }, payload)
    sealed.push({ item, payload })
    head = { ...head, n: item.n, hash: item.hash }
  }
  const items = sealed.map(({ item, payload }) => {
    const place: ItemPlace = { ...item, tenant: scope.tenant, chain, headerHash: session.headerHash }
    return {
      n: item.n,
      type: item.type,
      schema: item.schema,
      payload,
      plaintext: hex(encodePayload(payload)),
      sealId: hex(item.sealId),
      keyInfo: hex(itemKeyInfo(place)),
      aad: hex(itemHeader(place)),
      ciphertext: hex(item.ct),
      ciphertextHash: hex(item.ctHash),
      hash: hex(item.hash),
    }
  })

  const wire = sealed.map(({ item: { type, schema, sid, sealId, ct, ctHash, n } }): WireItem => {
    const body = n === 3 ? { ctHash, reason: 'withheld-damaged' as const } : { ct }
    return { type, schema, sid, sealId, body }
  })
  const writer = new FrameWriter(deviceKey, { ...scope, chain })
  const parts: Uint8Array[] = [encodePreamble({ wire: 1, ...scope, chain, from: 1 })]
  for (const [from, to] of [
    [0, 3],
    [3, 5],
  ] as const) {
    const last = sealed[to - 1]?.item
    if (last) parts.push(await writer.frame(wire.slice(from, to), last.n, last.hash, () => session.header))
  }

  // the chain left at its fifth item, when three are common
  const branchParts: Uint8Array[] = [encodePreamble({ wire: 1, ...scope, chain, from: 4, end: head.hash })]
  const branchWriter = new FrameWriter(deviceKey, { ...scope, chain, end: head.hash })
  branchParts.push(await branchWriter.frame(wire.slice(3), 5, head.hash, () => session.header))

  const receipt: Receipt = {
    v: 1,
    tenant,
    device,
    chain: hex(chain),
    epoch: 1,
    n: 5,
    h: hex(head.hash),
    exceptions: [[3, 'withheld-damaged']],
    audit: hex(port.random(32)),
  }
  const headPayload = {
    ...{ v: 1 as const, tenant, device, chain: hex(chain), epoch: 1, n: 5, h: hex(head.hash) },
    ...{ ask: hex(port.random(16)), nonce: hex(port.random(16)), now: 1_790_000_100_000 },
  }
  const by = { signer: receiptKey, kid }
  const mark: SafeStatement = {
    ...{ v: 1, tenant, device, chain: hex(chain), epoch: 1, n: 5, at: 1_790_000_200_000 },
  }

  const teamKey = port.random(32)
  const teamScope = { tenant: scope.tenant, team: bytesOf(uuidBytes(team)) }
  const entries: PullEntry[] = [
    {
      ...{ k: 'verdict' as const, s: 1, chain: hex(chain), n: 1, state: 'applied' as const },
      ...{ reason: null, data: {}, record: uuid(), version: 1 },
    },
    { k: 'gone', s: 2, id: uuid() },
  ]
  const range = { keyId: 1, from: 0, to: 2, more: false }
  const page = await sealPage(port, teamKey, { ...teamScope, device: scope.device }, range, entries)
  const nonce = bytesOf(uuidBytes(uuid()))
  const message = pullMessage(scope.tenant, scope.device, 2 ** 40, nonce)

  const before = {
    keys: {
      root: hex(root.publicKey),
      receipt: hex(receiptKey.publicKey),
      device: hex(deviceKey.publicKey),
      actor: hex(actorKey.publicKey),
      kid,
      sealKid,
      sealPrivate: jwkOfPair(seal.pair),
      boxPrivate: jwkOfPair(box.pair),
      certificates: [
        await signCertificate(port, root, 'receipt', receiptKey.publicKey),
        await signCertificate(port, root, 'seal', seal.pair.publicKey),
      ],
      enrolCode: await enrolCode(port, scope.tenant, deviceKey.publicKey, box.pair.publicKey),
    },
    session: {
      tenant,
      device,
      actor,
      sid: session.sid,
      header: hex(session.header),
      headerHash: hex(session.headerHash),
    },
    chain: { tenant, device, chain: hex(chain), genesis: hex(h0), items },
    push: {
      stream: hex(concat(...parts)),
      frameMessages: [3, 5].map((n) => {
        const last = sealed[n - 1]?.item
        return hex(frameMessage({ ...scope, chain }, n, last?.hash ?? h0))
      }),
    },
    branch: {
      id: hex(await branchId(port, scope.tenant, scope.device, chain, head.hash)),
      end: hex(head.hash),
      base: [hex(chain), 4, placeHash(sealed[3]?.item.hash ?? h0)],
      stream: hex(concat(...branchParts)),
    },
    receipt: { receipt, jws: await signStatement(by, receiptStatement, receipt) },
    safe: { safe: mark, jws: await signStatement(by, safeStatement, mark) },
    head: { head: headPayload, jws: await signStatement(by, headStatement, headPayload) },
    pull: {
      team,
      teamKey: hex(teamKey),
      sealedTeamKey: hex(await sealTeamKey(port, box.pair.publicKey, { ...teamScope, keyId: 1 }, teamKey)),
      entries,
      page: hex(encodePage(page)),
      message: hex(message),
      signature: base64url(await deviceKey.sign(message)),
    },
  }
  // stands for a JPEG; behind all that was published before it, so that none of that changes
  const jpeg = port.random(500)
  const photo = await sealPhoto(port, session, scope, jpeg)
  const photoParts = parseSealedPhoto(photo.sealed)
  if (!photoParts) throw new Error('no photo')

  return {
    ...before,
    photo: {
      id: photo.id,
      jpeg: hex(jpeg),
      sealId: hex(photoParts.sealId),
      keyInfo: hex(photoKeyInfo(photoParts.sealId)),
      aad: hex(photoAad(scope.tenant, scope.device, session.headerHash, photoParts.sealId)),
      sealed: hex(photo.sealed),
    },
  }
}
