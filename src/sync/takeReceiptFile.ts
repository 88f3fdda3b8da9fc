import { equalBytes, fromHex } from '../crypto/bytes.ts'
import { photoReceipt } from '../protocol/photoStatements.ts'
import { type ReceiptFile, readReceiptFile } from '../protocol/receiptFile.ts'
import { receiptStatement, type TrustedKeys, trustCertificates, verifyStatement } from '../protocol/statements.ts'
import type { StreamParts } from './buildStream.ts'
import type { PhotoStore } from './photoPorts.ts'

/** What became of a receipt file (SPEC FIL-4). */
export type ReceiptFileResult =
  /** so many items and photos have a receipt that had none; 0 when it was taken before */
  | { kind: 'ok'; items: number; photos: number }
  | { kind: 'unknown-file' }
  /** of another commune or another tablet */
  | { kind: 'other-tablet' }
  /** nothing in it is signed by this hub for this tablet, or it is about another chain than this tablet's */
  | { kind: 'not-the-hub' }
  /** the hub was restored since this tablet last heard of it: a line must say so first (SPEC EPO-1) */
  | { kind: 'other-epoch' }

type Seen = 'taken' | 'other-epoch' | 'not-ours'

async function takeItems({ crypto, store, identity }: StreamParts, keys: TrustedKeys, jws: string): Promise<Seen> {
  const { tenant, device, epoch } = identity
  const receipt = await verifyStatement(crypto, keys, receiptStatement, jws)
  if (receipt?.tenant !== tenant || receipt.device !== device) return 'not-ours'
  if (receipt.epoch !== epoch) return 'other-epoch'
  const [own, theirs] = [await store.hashAt(receipt.chain, receipt.n), fromHex(receipt.h)]
  if (!own || !theirs || !equalBytes(own, theirs)) return 'not-ours'
  await store.takeReceipt(receipt.chain, receipt, jws)
  return 'taken'
}

async function takePhoto(
  { crypto, identity }: StreamParts,
  photos: Pick<PhotoStore, 'takeReceipt'>,
  keys: TrustedKeys,
  jws: string,
): Promise<Seen> {
  const { tenant, device, epoch } = identity
  const said = await verifyStatement(crypto, keys, photoReceipt, jws)
  if (said?.tenant !== tenant || said.device !== device) return 'not-ours'
  if (said.epoch !== epoch) return 'other-epoch'
  await photos.takeReceipt(said.photo)
  return 'taken'
}

/** How many items have no receipt, of all chains. */
const unreceipted = async ({ store }: StreamParts): Promise<number> =>
  (await store.chains()).reduce((sum, { n, receiptedN }) => sum + n - receiptedN, 0)

async function takeAll(
  parts: StreamParts,
  photos: Pick<PhotoStore, 'takeReceipt'>,
  file: ReceiptFile,
): Promise<Seen[]> {
  const { crypto, identity } = parts
  const keys = await trustCertificates(crypto, identity.rootKey, [...identity.certificates, ...file.certificates])
  const seen: Seen[] = []
  for (const jws of file.receipts) seen.push(await takeItems(parts, keys, jws))
  for (const jws of file.photos) seen.push(await takePhoto(parts, photos, keys, jws))
  return seen
}

/**
 * What the desk gave back, carried here: each of its receipts is checked as one that came over the line is (SPEC FIL-4, RCP-3, PHO-5).
 * Safe to repeat.
 */
export async function takeReceiptFile(
  parts: StreamParts,
  photos: Pick<PhotoStore, 'takeReceipt'> & { waiting(): Promise<readonly unknown[]> },
  bytes: Uint8Array,
): Promise<ReceiptFileResult> {
  const file = readReceiptFile(bytes)
  if (!file) return { kind: 'unknown-file' }
  const { tenant, device } = parts.identity
  if (file.tenant !== tenant || file.device !== device) return { kind: 'other-tablet' }
  const before = { items: await unreceipted(parts), photos: (await photos.waiting()).length }
  const seen = await takeAll(parts, photos, file)
  if (seen.includes('taken')) {
    const now = { items: await unreceipted(parts), photos: (await photos.waiting()).length }
    return { kind: 'ok', items: before.items - now.items, photos: before.photos - now.photos }
  }
  return { kind: seen.includes('other-epoch') ? 'other-epoch' : 'not-the-hub' }
}
