import { equalBytes, fromHex, hex } from '../crypto/bytes.ts'
import { headAnswerSchema, paths } from '../protocol/api.ts'
import { ownDigest } from '../protocol/chain.ts'
import { wireVersions } from '../protocol/limits.ts'
import {
  type HeadStatement,
  headStatement,
  receiptStatement,
  type TrustedKeys,
  trustCertificates,
  verifyStatement,
} from '../protocol/statements.ts'
import { askHub, NotTheHub } from './askHub.ts'
import type { Round } from './Round.ts'

/** What the hub is asked about: a chain of this tablet, or what of it went another way (SPEC CHN-7). */
export interface Way {
  chain: string
  branch?: string
}

export interface KnownHead {
  way: Way
  head: HeadStatement
  keys: TrustedKeys
  /** up to which number the receipt that came with it covers the chain; 0 when none did */
  covered: number
  /** does the hub stand at a place of this tablet's chain or branch (SPEC CHN-5)? */
  isOurs: boolean
  /** does this hub take branches? */
  takesBranches: boolean
}

const nameOf = ({ chain, branch }: Way): string => branch ?? chain

function isAbout(round: Round, way: Way, statement: { tenant: string; device: string; chain: string }): boolean {
  const { tenant, device } = round.identity
  return statement.tenant === tenant && statement.device === device && statement.chain === nameOf(way)
}

/**
 * Keep a receipt if it verifies and says what this tablet's own chain says (SPEC RCP-3); the number that it covers, or null
 * when it does not: then nothing changes. A receipt of an epoch before a restore counts no further than the head of now, and only
 * where that stands in this chain, or up to what is common: what the restored hub has lost is not stored. So far it counts like
 * one of now, because the hub gives no other for that place (SPEC EPO-1, RCP-4).
 */
export async function takeReceipt(
  round: Round,
  { way, head, keys, isOurs }: Pick<KnownHead, 'way' | 'head' | 'keys' | 'isOurs'>,
  jws: string,
): Promise<number | null> {
  const { chain } = way
  const receipt = await verifyStatement(round.crypto, keys, receiptStatement, jws)
  if (!receipt || !isAbout(round, way, receipt) || receipt.epoch > round.identity.epoch) return null
  if (receipt.epoch < head.epoch && receipt.n > (head.common ?? (isOurs ? head.n : 0))) return null
  const own = await round.store.hashAt(chain, receipt.n)
  const theirs = fromHex(receipt.h)
  if (!own || !theirs || !equalBytes(own, theirs)) return null
  await round.store.takeReceipt(chain, { ...receipt, epoch: Math.max(receipt.epoch, head.epoch) }, jws)
  round.progressed = true
  return receipt.n
}

/**
 * Certificates of keys that this tablet has none of yet. A hub signs the same key anew at each of its starts: kept every time,
 * they would grow for ever; and whatever the root has not signed is nothing to keep (SPEC KEY-2).
 */
async function ofNewKeys({ crypto, identity }: Round, told: readonly string[]): Promise<string[]> {
  const { rootKey } = identity
  const strange = told.filter((jws) => !identity.certificates.includes(jws))
  if (strange.length === 0) return []
  const known = await trustCertificates(crypto, rootKey, identity.certificates)
  const fresh: string[] = []
  for (const jws of strange) {
    const { seal, receipt } = await trustCertificates(crypto, rootKey, [jws])
    const isNew =
      [...seal.keys()].some((kid) => !known.seal.has(kid)) || [...receipt.keys()].some((kid) => !known.receipt.has(kid))
    if (isNew) fresh.push(jws)
  }
  return fresh
}

/**
 * Ask where the hub stands with a chain or branch; only a fresh signed answer counts (SPEC HEA-1…3, EPO-2). With places of its
 * own (`[n, h_n]`) it asks up to which of them the hub's chain is the same (SPEC HEA-6).
 */
export async function askHead(round: Round, way: Way, own?: [number, string][]): Promise<KnownHead> {
  const { crypto, identity, clock, store } = round
  const ask = hex(crypto.random(16))
  const { tenant, device } = identity
  const wire: [number, number] = [wireVersions.min, wireVersions.max]
  const asked = { wire, tenant, device, chain: nameOf(way), ask, ...(own ? { own } : {}) }
  const answer = await askHub(round, paths.head, asked, headAnswerSchema)
  const certificates = [...new Set([...identity.certificates, ...answer.certificates])]
  const keys = await trustCertificates(crypto, identity.rootKey, certificates)
  const head = await verifyStatement(crypto, keys, headStatement, answer.head)
  if (!head || !isAbout(round, way, head) || head.ask !== ask || head.epoch < identity.epoch) throw new NotTheHub()
  // places that were changed on their way would part what is common
  if (own && head.of !== (await ownDigest(crypto, own))) throw new NotTheHub()
  const isOurs = await store.takeHead(way.chain, {
    epoch: head.epoch,
    n: head.n,
    h: head.h,
    hubNow: head.now,
    at: clock.now(),
    certificates: await ofNewKeys(round, answer.certificates),
    isBranch: way.branch !== undefined,
  })
  identity.epoch = head.epoch
  round.nonce = head.nonce
  round.keys = keys
  round.hubNow = head.now
  round.photosWanted = head.photos ?? 0
  round.takesEvenings = answer.also?.includes('evenings') ?? false
  if (head.revoked) round.isRevoked = true
  const covered = answer.receipt === null ? null : await takeReceipt(round, { way, head, keys, isOurs }, answer.receipt)
  if (own && head.common !== (covered ?? 0)) throw new NotTheHub()
  return { way, head, keys, covered: covered ?? 0, isOurs, takesBranches: answer.also?.includes('branch') ?? false }
}
