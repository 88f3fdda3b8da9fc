import { equalBytes, fromHex, hex } from '../crypto/bytes.ts'
import { headAnswerSchema, paths } from '../protocol/api.ts'
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

export interface KnownHead {
  head: HeadStatement
  keys: TrustedKeys
}

function isAbout(round: Round, chain: string, statement: { tenant: string; device: string; chain: string }): boolean {
  const { tenant, device } = round.identity
  return statement.tenant === tenant && statement.device === device && statement.chain === chain
}

/**
 * Keep a receipt if it verifies and says what this tablet's own chain says (SPEC RCP-3); the number that it covers, or null
 * when it does not: then nothing changes. A receipt of an epoch before a restore counts no further than the head `known`
 * now: what the restored hub has lost is not stored. So far it counts like one of now, because the hub gives no other for
 * that place (SPEC EPO-1, RCP-4).
 */
export async function takeReceipt(round: Round, { head, keys }: KnownHead, jws: string): Promise<number | null> {
  const { chain } = head
  const receipt = await verifyStatement(round.crypto, keys, receiptStatement, jws)
  if (!receipt || !isAbout(round, chain, receipt) || receipt.epoch > round.identity.epoch) return null
  if (receipt.epoch < head.epoch && receipt.n > head.n) return null
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

/** Ask where the hub stands with a chain; only a fresh signed answer counts (SPEC HEA-1…3, EPO-2). */
export async function askHead(round: Round, chain: string): Promise<KnownHead> {
  const { crypto, identity, clock, store } = round
  const ask = hex(crypto.random(16))
  const { tenant, device } = identity
  const wire: [number, number] = [wireVersions.min, wireVersions.max]
  const answer = await askHub(round, paths.head, { wire, tenant, device, chain, ask }, headAnswerSchema)
  const certificates = [...new Set([...identity.certificates, ...answer.certificates])]
  const keys = await trustCertificates(crypto, identity.rootKey, certificates)
  const head = await verifyStatement(crypto, keys, headStatement, answer.head)
  if (!head || !isAbout(round, chain, head) || head.ask !== ask || head.epoch < identity.epoch) throw new NotTheHub()
  await store.takeHead(chain, {
    epoch: head.epoch,
    n: head.n,
    hubNow: head.now,
    at: clock.now(),
    certificates: await ofNewKeys(round, answer.certificates),
  })
  identity.epoch = head.epoch
  round.nonce = head.nonce
  round.keys = keys
  if (head.revoked) round.isRevoked = true
  const known = { head, keys }
  if (answer.receipt !== null) await takeReceipt(round, known, answer.receipt)
  return known
}
