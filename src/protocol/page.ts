import { deflateSync, inflateSync } from 'fflate'
import * as z from 'zod/mini'
import { concat, u64, utf8, utf8Text } from '../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../crypto/CryptoPort.ts'
import { ByteQueue } from './ByteQueue.ts'
import { ByteReader, NeedMoreBytes, varint } from './ByteReader.ts'
import { labels } from './labels.ts'

const group = z.object({ value: z.record(z.string(), z.unknown()), version: z.int() })

/** A record as the team's tablets see it (SPEC PULL-4). */
export const pulledRecordSchema = z.object({
  k: z.literal('record'),
  s: z.int(),
  id: z.string(),
  type: z.string(),
  version: z.int(),
  groups: z.record(z.string(), group),
  status: z.string(),
  parent: z.nullable(z.string()),
  note: z.nullable(z.string()),
  code: z.nullable(z.string()),
  conflicts: z.int(),
  /** groups in which a person chose between two values since creation, with the version of the choice */
  chosen: z.optional(z.record(z.string(), z.int())),
  extra: z.optional(z.record(z.string(), z.record(z.string(), z.unknown()))),
})

const verdict = {
  s: z.int(),
  chain: z.string(),
  n: z.int(),
  state: z.enum(['applied', 'held', 'rejected']),
  reason: z.nullable(z.string()),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  record: z.nullable(z.string()),
  version: z.nullable(z.int()),
}

/** One entry of a pull (SPEC PULL-4). `s` is the tenant's sequence. */
export const pullEntrySchema = z.discriminatedUnion('k', [
  z.object({ k: z.literal('verdict'), ...verdict }),
  pulledRecordSchema,
  z.object({ k: z.literal('gone'), s: z.int(), id: z.string() }),
  z.object({ k: z.literal('pack'), s: z.int(), id: z.string(), version: z.int(), kind: z.string(), jws: z.string() }),
  /** items 1…n of an own chain are in a backup that was read back at `at`, the hub's clock, ms; `jws` is the hub's word for it (SPEC PULL-7) */
  z.object({
    k: z.literal('safe'),
    s: z.int(),
    chain: z.string(),
    n: z.int(),
    at: z.int(),
    jws: z.optional(z.string()),
  }),
  /** verdict of an item in a branch of `chain`: of two at that place the one whose h_n begins with `h`, in hex (SPEC PULL-8) */
  z.object({ k: z.literal('forked'), ...verdict, h: z.string() }),
])

/** Kinds that are only in a pull that asks for them: a tablet of before could not read a page with one (SPEC PULL-7). */
export const laterKinds = ['safe', 'forked'] as const satisfies readonly PullEntry['k'][]

export type PulledRecord = z.infer<typeof pulledRecordSchema>
export type PullEntry = z.infer<typeof pullEntrySchema>

/** For whom a page is sealed (SPEC PULL-2). */
export interface PageScope {
  tenant: Uint8Array
  team: Uint8Array
  device: Uint8Array
}

/** A page as it travels and as the tablet stores it: still sealed under the team key. */
export interface SealedPage {
  keyId: number
  from: number
  to: number
  more: boolean
  sealed: Uint8Array
}

const zeroIv = new Uint8Array(12)
const noSalt = new Uint8Array(0)

const pageAad = (scope: PageScope, from: number, to: number) =>
  concat(labels.page, scope.tenant, scope.team, scope.device, u64(from), u64(to))

const pageKey = (crypto: CryptoPort, teamKey: Uint8Array, salt: Uint8Array) =>
  crypto.hkdf(teamKey, noSalt, concat(labels.page, salt), 32)

/** Seal entries with seq in (from, to] for a team (SPEC PULL-2). */
export async function sealPage(
  crypto: CryptoPort,
  teamKey: Uint8Array,
  scope: PageScope,
  range: { keyId: number; from: number; to: number; more: boolean },
  entries: readonly PullEntry[],
  deflate: (bytes: Uint8Array) => Uint8Array = (bytes) => deflateSync(bytes, { level: 6 }),
): Promise<SealedPage> {
  const salt = crypto.random(16)
  const key = await pageKey(crypto, teamKey, salt)
  const body = deflate(utf8(JSON.stringify(entries)))
  const ct = await crypto.aesSeal(key, zeroIv, pageAad(scope, range.from, range.to), body)
  return { ...range, sealed: concat(salt, ct) }
}

/** Entries of a page, or null when it is not authentic or not for this scope. */
export async function openPage(
  crypto: CryptoPort,
  teamKey: Uint8Array,
  scope: PageScope,
  page: SealedPage,
): Promise<PullEntry[] | null> {
  const body = await bodyOf(crypto, teamKey, scope, page)
  return body && entriesOf(body)
}

/**
 * A page that `openPage` has read before it was stored: authentic again means the same bytes, so that its entries are not
 * checked a second time. Null when it is not authentic.
 */
export async function reopenPage(
  crypto: CryptoPort,
  teamKey: Uint8Array,
  scope: PageScope,
  page: SealedPage,
): Promise<PullEntry[] | null> {
  const body = await bodyOf(crypto, teamKey, scope, page)
  return body && JSON.parse(utf8Text(inflateSync(body)))
}

async function bodyOf(
  crypto: CryptoPort,
  teamKey: Uint8Array,
  scope: PageScope,
  page: SealedPage,
): Promise<Bytes | null> {
  const key = await pageKey(crypto, teamKey, page.sealed.subarray(0, 16))
  return crypto.aesOpen(key, zeroIv, pageAad(scope, page.from, page.to), page.sealed.subarray(16))
}

function entriesOf(body: Uint8Array): PullEntry[] | null {
  try {
    const parsed = z.array(pullEntrySchema).safeParse(JSON.parse(utf8Text(inflateSync(body))))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export const encodePage = (page: SealedPage): Bytes =>
  concat(
    varint(page.keyId),
    varint(page.from),
    varint(page.to),
    Uint8Array.of(page.more ? 1 : 0),
    varint(page.sealed.length),
    page.sealed,
  )

/** Reads whole pages off a stream that arrives in pieces. */
export class PageStreamReader {
  private readonly buffer = new ByteQueue()

  feed(bytes: Uint8Array): void {
    this.buffer.push(bytes)
  }

  next(): SealedPage | null {
    const reader = new ByteReader(this.buffer.unread)
    try {
      const keyId = reader.varint53()
      const from = reader.varint53()
      const to = reader.varint53()
      const more = reader.u8() === 1
      const sealed = concat(reader.take(reader.varint53()))
      this.buffer.drop(reader.at)
      return { keyId, from, to, more, sealed }
    } catch (error) {
      if (error instanceof NeedMoreBytes) return null
      throw error
    }
  }
}

/** What a device signs to pull (SPEC PULL-1). */
export const pullMessage = (tenant: Uint8Array, device: Uint8Array, cursor: number, nonce: Uint8Array): Bytes =>
  concat(labels.pull, tenant, device, u64(cursor), nonce)
