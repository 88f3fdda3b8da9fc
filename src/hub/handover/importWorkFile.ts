import { equalBytes, hex, uuidText } from '../../crypto/bytes.ts'
import { handoverLimits } from '../../protocol/handoverLimits.ts'
import { wireVersions } from '../../protocol/limits.ts'
import { isProblemCode, Problem, type ProblemCode } from '../../protocol/problems.ts'
import { PushStreamReader } from '../../protocol/pushStream.ts'
import { encodeReceiptFile } from '../../protocol/receiptFile.ts'
import {
  bodiesOf,
  hubMark,
  readWorkFileHead,
  WorkFileError,
  type WorkFileHead,
  type WorkFilePart,
} from '../../protocol/workFile.ts'
import { answerHead } from '../ingest/answerHead.ts'
import type { IngestPorts } from '../ingest/IngestPorts.ts'
import { ingestPush } from '../ingest/ingestPush.ts'
import { takeEvenings } from '../ingest/takeEvenings.ts'
import { admitPhoto } from '../photos/admitPhoto.ts'
import type { PhotoPorts } from '../photos/PhotoPorts.ts'
import { receiptOf, takePhoto } from '../photos/takePhoto.ts'
import type { DeviceRow } from '../store/rows.ts'

export interface HandoverPorts {
  ingest: IngestPorts
  photos: PhotoPorts
  rootKey: Uint8Array
}

/** A stretch of a chain that the file said it carries, and up to where the hub holds that chain now. */
export interface ImportedStretch {
  chain: string
  from: number
  to: number
  held: number
  problem: ProblemCode | null
}

export interface ImportedFile {
  device: { id: string; label: string }
  stretches: ImportedStretch[]
  /** items that this file brought and the hub did not have */
  fresh: number
  photos: { sent: number; held: number; problems: ProblemCode[] }
  /** what is carried back (SPEC FIL-4) */
  receipts: string
}

async function headOf(ports: HandoverPorts, file: Uint8Array): Promise<WorkFileHead> {
  try {
    return await readWorkFileHead(ports.ingest.crypto, file)
  } catch (error) {
    if (error instanceof WorkFileError) throw new Problem(error.code)
    throw error
  }
}

/** Of this hub, this commune and a tablet of it, or refused before anything is taken in (SPEC FIL-2). */
async function admit(ports: HandoverPorts, tenant: string, head: WorkFileHead): Promise<DeviceRow> {
  const { crypto, store } = ports.ingest
  if (!equalBytes(head.hub, await hubMark(crypto, ports.rootKey))) throw new Problem('other-hub')
  if (head.tenant !== tenant) throw new Problem('other-commune')
  const device = await store.inTenant(tenant, (tx) => tx.device(head.device))
  if (!device || device.status === 'refused') throw new Problem('not-found')
  if (device.status === 'pending') throw new Problem('not-approved')
  return device
}

/** The refusal of one part; what the store could not do concerns the whole file and goes on up. */
function refusalOf(error: unknown): ProblemCode {
  if (error instanceof Problem) return error.code
  throw error
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** What the tablet says of its evenings, within the limits that a pull has (SPEC LED-2). */
const wordsIn = (head: WorkFileHead, file: Uint8Array): string[] =>
  [...bodiesOf(head, file)]
    .filter(({ part, body }) => part.kind === 'evening' && body.length <= handoverLimits.eveningWord)
    .slice(0, handoverLimits.eveningsTold)
    .map(({ body }) => latin1(body))

async function* oneChunk(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body
}

/** Does the stream say of itself what the file's head says of it? */
function isAsTold(head: WorkFileHead, part: Extract<WorkFilePart, { kind: 'stream' }>, body: Uint8Array): boolean {
  const reader = new PushStreamReader()
  reader.feed(body.subarray(0, 64))
  try {
    reader.next()
  } catch {
    return false
  }
  const told = reader.preamble
  return (
    told !== null &&
    uuidText(told.tenant) === head.tenant &&
    uuidText(told.device) === head.device &&
    equalBytes(told.chain, part.chain)
  )
}

async function takeStream(
  ports: HandoverPorts,
  head: WorkFileHead,
  part: Extract<WorkFilePart, { kind: 'stream' }>,
  body: Uint8Array,
): Promise<ProblemCode | null> {
  if (!isAsTold(head, part, body)) return 'bad-frame'
  try {
    const { problem } = await ingestPush(ports.ingest, oneChunk(body))
    if (problem !== null) return isProblemCode(problem) ? problem : 'malformed'
    return body.length < part.length ? 'bad-frame' : null
  } catch (error) {
    return refusalOf(error)
  }
}

/** The receipt of a photo that is here now, or why it is not. */
async function takeOnePhoto(
  ports: HandoverPorts,
  head: WorkFileHead,
  part: Extract<WorkFilePart, { kind: 'photo' }>,
  body: Uint8Array,
): Promise<{ receipt: string } | { problem: ProblemCode }> {
  try {
    const { claim, isStored } = await admitPhoto(ports.photos, part.authorization)
    if (claim.tenant !== head.tenant || claim.device !== head.device) return { problem: 'bad-photo' }
    return {
      receipt: isStored ? await receiptOf(ports.photos, claim) : await takePhoto(ports.photos, claim, body.slice()),
    }
  } catch (error) {
    return { problem: refusalOf(error) }
  }
}

/** Where each chain of the file stands at the hub now, with its receipt (SPEC RCP-4). */
async function headsOf(
  ports: HandoverPorts,
  head: WorkFileHead,
): Promise<Map<string, { n: number; receipt: string | null }>> {
  const { tenant, device } = head
  const chains = new Set(head.parts.flatMap((part) => (part.kind === 'stream' ? [hex(part.chain)] : [])))
  const found = new Map<string, { n: number; receipt: string | null }>()
  for (const chain of chains) {
    const wire: [number, number] = [wireVersions.min, wireVersions.max]
    const ask = hex(ports.ingest.crypto.random(16))
    const { receipt } = await answerHead(ports.ingest, { wire, tenant, device, chain, ask })
    const row = await ports.ingest.store.inTenant(tenant, (tx) => tx.lockChain(chain))
    found.set(chain, { n: row?.n ?? 0, receipt })
  }
  return found
}

const itemsAt = (heads: ReadonlyMap<string, { n: number }>): number =>
  [...heads.values()].reduce((sum, { n }) => sum + n, 0)

/**
 * Take in what a tablet without a line had carried to the desk: the same streams by the same ingest, photos by the same check
 * (SPEC FIL-2, FIL-3). Of what is damaged or cut the rest counts; a second time nothing changes. Throws `Problem` before anything
 * is taken when the file is none, damaged in its head, of a later version, or not for this hub and commune.
 *
 * @param by who brought it, for the audit: `officer:<id>` or `cli`
 */
export async function importWorkFile(
  ports: HandoverPorts,
  tenant: string,
  by: string,
  file: Uint8Array,
): Promise<ImportedFile> {
  if (file.length > handoverLimits.workFile) throw new Problem('too-large', { max: handoverLimits.workFile })
  const head = await headOf(ports, file)
  const device = await admit(ports, tenant, head)
  const { store, now, certificates } = ports.ingest
  const before = itemsAt(await headsOf(ports, head))
  const words = wordsIn(head, file)
  await store.inTenant(tenant, (tx) => takeEvenings(ports.ingest, tx, device, words))
  const problems = new Map<WorkFilePart, ProblemCode | null>()
  const photos = { sent: 0, held: 0, problems: [] as ProblemCode[], receipts: [] as string[] }
  for (const { part, body } of bodiesOf(head, file)) {
    if (part.kind === 'stream') problems.set(part, await takeStream(ports, head, part, body))
    if (part.kind !== 'photo') continue
    photos.sent += 1
    const taken = await takeOnePhoto(ports, head, part, body)
    if ('problem' in taken) photos.problems.push(taken.problem)
    else photos.receipts.push(taken.receipt)
  }
  const heads = await headsOf(ports, head)
  const fresh = itemsAt(heads) - before
  await store.inTenant(tenant, (tx) =>
    tx.audit({
      at: now(),
      actor: by,
      action: 'import-file',
      subject: `device:${device.id}`,
      detail: { items: fresh, photos: photos.receipts.length },
    }),
  )
  return {
    device: { id: device.id, label: device.label },
    stretches: [...problems].flatMap(([part, problem]) => {
      if (part.kind !== 'stream') return []
      const chain = hex(part.chain)
      return [{ chain, from: part.from, to: part.to, held: heads.get(chain)?.n ?? 0, problem }]
    }),
    fresh,
    photos: { sent: photos.sent, held: photos.receipts.length, problems: photos.problems },
    receipts: encodeReceiptFile({
      tramso: 'receipts',
      v: 1,
      tenant,
      device: device.id,
      certificates: [...certificates],
      receipts: [...heads.values()].flatMap(({ receipt }) => (receipt === null ? [] : [receipt])),
      photos: photos.receipts,
    }),
  }
}
