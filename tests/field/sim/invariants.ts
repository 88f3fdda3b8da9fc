import { equalBytes, hex } from '../../../src/crypto/bytes.ts'
import { sameValue } from '../../../src/domain/sameValue.ts'
import type { TenantTx } from '../../../src/hub/store/HubStore.ts'
import type { ChangeRow, ConflictRow, ItemRow, RecordRow } from '../../../src/hub/store/rows.ts'
import { verifyAudit } from '../../../src/hub/store/verifyAudit.ts'
import { receiptStatement, trustCertificates, verifyStatement } from '../../../src/protocol/statements.ts'
import { marker } from './evening.ts'
import { type SimHub, sha256 } from './SimHub.ts'
import type { SealedSave, SimTablet } from './SimTablet.ts'

/** A save that was on a disk which has been put back to an earlier state. */
export interface GoneSave {
  tenant: string
  save: SealedSave
  wasReceipted: boolean
}

/** A broken promise, named by its invariant of security-sync.md §5. Data are ids and numbers only. */
export class Broken extends Error {
  constructor(invariant: string, what: string) {
    super(`${invariant}: ${what}`)
  }
}

const must = (holds: boolean, invariant: string, what: string): void => {
  if (!holds) throw new Broken(invariant, what)
}

/** Where an item lies: in its chain or in a branch of it, and nowhere twice (SPEC CHN-8). */
async function whereIs(tx: TenantTx, { chain, n, hash }: SealedSave): Promise<ItemRow | null> {
  const found: ItemRow[] = []
  for (const at of [chain, ...(await tx.branchesOf(chain)).map((branch) => branch.chain)]) {
    const item = await tx.item(at, n)
    if (item && equalBytes(item.hash, hash)) found.push(item)
  }
  must(found.length <= 1, 'I2', `item ${n} lies at ${found.length} places`)
  return found[0] ?? null
}

async function checkSave(hub: SimHub, tx: TenantTx, tablet: SimTablet, save: SealedSave): Promise<void> {
  const item = await whereIs(tx, save)
  must(item !== null, 'I1', `item ${save.n} of ${tablet.plan.name} is not at the hub`)
  if (!item) return
  // nothing is damaged in an evening: what comes without its body is what a tablet let go of too early (SPEC STO-6)
  must(item.withheld === null, 'I1', `item ${save.n} of ${tablet.plan.name} came as ${item.withheld}`)
  must(tablet.disk.sameHash(save.chain, save.n, item.hash), 'I1', `item ${save.n} has another hash at the hub`)
  const verdict = await tx.verdict(item.chain, save.n)
  must(verdict !== null, 'I1', `item ${save.n} has no verdict`)
  must(verdict?.reason !== 'forked', 'I1', `item ${save.n} is still held for a person`)
  must(tablet.disk.isReceipted(save.chain, save.n), 'I1', `item ${save.n} of ${tablet.plan.name} has no receipt there`)
  const known = tablet.disk.verdicts.get(`${save.chain} ${save.n}`)
  must(
    known?.state === verdict?.state,
    'I3',
    `verdict of ${save.n} is ${known?.state} on ${tablet.plan.name}, ${verdict?.state} at the hub`,
  )
  if (verdict?.state === 'applied') {
    await checkKept(hub, tx, save, item.chain)
    for (const id of save.photos) await checkPhoto(hub, tx, tablet, id)
  }
}

/** A photo that an applied item brought is there, with the bytes that were taken, and the tablet knows it (SPEC PHO-8). */
async function checkPhoto(hub: SimHub, tx: TenantTx, { plan, disk, deviceId: device }: SimTablet, id: string) {
  const row = await tx.photo({ device, id })
  must(row?.state === 'stored', 'I1', `a photo of ${plan.name} is ${row?.state} at the hub`)
  const bytes = await hub.files.read(plan.tenant, { device, id })
  must(bytes !== null && hex(sha256(bytes)) === id, 'I1', `a photo of ${plan.name} has other bytes at the hub`)
  const known = disk.photos.rows.get(id)?.state ?? 'gone'
  const isKnown = known === 'stored' || (known === 'gone' && disk.photos.safe.has(id))
  must(isKnown, 'I3', `a stored photo of ${plan.name} is ${known} on the tablet`)
}

/** What was on a disk that was put back to an earlier state: at the hub once, or never sent. */
async function checkGone(hub: SimHub, tx: TenantTx, { save, wasReceipted }: GoneSave): Promise<void> {
  const item = await whereIs(tx, save)
  // what the hub itself has lost in a restore nobody could send again
  must(item !== null || !wasReceipted || hub.wasRestored, 'I1', `item ${save.n} was receipted and is gone`)
  const verdict = item && (await tx.verdict(item.chain, item.n))
  if (item && verdict?.state === 'applied') await checkKept(hub, tx, save, item.chain)
}

/** The value was taken, or is the same as one taken, or stands as a conflict: it is nowhere lost (I5). */
async function checkKept({ wasRestored }: SimHub, tx: TenantTx, save: SealedSave, chain: string): Promise<void> {
  const changes = await tx.changes(save.record)
  const conflicts = await tx.conflicts({ record: save.record })
  for (const [group, set] of Object.entries(save.groups)) {
    const own = changes.filter((row) => row.chain === chain && row.n === save.n && row.group === group)
    must(own.length <= 1, 'I2', `item ${save.n} changed ${group} ${own.length} times`)
    const kept = own.length === 1 || saysSo(changes, conflicts, group, set)
    must(kept, 'I5', `what item ${save.n} said in ${group} is lost`)
    // a restored hub counts its versions anew
    const isOver = !wasRestored && isOverUnseen(own[0], changes, save.read)
    must(!isOver, 'I5', `item ${save.n} wrote over ${group}, which its writer had not seen`)
    if (own[0]?.outcome === 'conflict') {
      const shown = conflicts.some((row) => row.group === group && showsWords(row, own[0], changes))
      must(shown, 'I5', `the losing value of ${group} of item ${save.n} is not shown`)
    }
  }
}

/** Did a change take the place of what another tablet had said after what its writer saw (SPEC MRG-9)? */
function isOverUnseen(change: ChangeRow | undefined, changes: readonly ChangeRow[], read: number): boolean {
  if (change?.outcome !== 'applied' || change.group === 'notes') return false
  const before = changes.slice(0, changes.indexOf(change))
  const last = before.findLast(({ group, outcome }) => group === change.group && outcome !== 'conflict')
  return last !== undefined && last.device !== change.device && last.version > read
}

/** Each field that lost is offered as it was said, or as the same tablet said it later in the same choice (SPEC MRG-9). */
function showsWords(conflict: ConflictRow, lost: ChangeRow | undefined, changes: readonly ChangeRow[]): boolean {
  if (!lost) return false
  if (sameValue(conflict.proposed, lost.set)) return true
  const after = changes.slice(changes.indexOf(lost) + 1)
  const later = after.filter(
    ({ group, device, outcome }) => group === lost.group && device === lost.device && outcome === 'conflict',
  )
  return (
    conflict.proposedFrom.device === lost.device &&
    Object.entries(lost.set).every(
      ([field, value]) =>
        sameValue(conflict.proposed[field], value) || later.some(({ set }) => Object.hasOwn(set, field)),
    )
  )
}

const saysSo = (changes: ChangeRow[], conflicts: ConflictRow[], group: string, set: Record<string, unknown>) =>
  changes.some((row) => row.group === group && sameValue({ ...row.set, ...set }, row.set)) ||
  conflicts.some((row) => row.group === group && sameValue({ ...row.proposed, ...set }, row.proposed))

/** One version a change, from 1 without a hole: nothing has had its effect twice (I2). */
async function checkVersions(tx: TenantTx, record: RecordRow): Promise<void> {
  const versions = new Set(
    (await tx.changes(record.id)).filter((row) => row.outcome !== 'conflict').map((row) => row.version),
  )
  must(
    versions.size === record.version,
    'I2',
    `record at version ${record.version} has ${versions.size} changed versions`,
  )
  const open = (await tx.conflicts({ record: record.id, open: true })).length
  must(open === record.openConflicts, 'I5', `record counts ${record.openConflicts} open conflicts, has ${open}`)
}

/** What is open for the team is on its tablets as it is at the hub, and nothing else is (I3, I4). */
function checkReplica(tablet: SimTablet, records: readonly RecordRow[]): void {
  const open = records.filter((record) => record.shared && record.team === tablet.plan.team)
  must(
    open.length === tablet.disk.records.size,
    'I3',
    `${tablet.plan.name} shows ${tablet.disk.records.size} of ${open.length}`,
  )
  for (const record of open) {
    const shown = tablet.disk.records.get(record.id)
    must(
      shown?.version === record.version,
      'I3',
      `${tablet.plan.name} is behind: ${shown?.version} of ${record.version}`,
    )
    const values = (groups: Record<string, { value: unknown }>) =>
      Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, group.value]))
    must(sameValue(values(shown?.groups ?? {}), values(record.groups)), 'I3', `${tablet.plan.name} shows other values`)
  }
}

async function checkReceipts(hub: SimHub, tablet: SimTablet): Promise<void> {
  const { port } = hub.crypto
  const keys = await trustCertificates(port, hub.rootKey, hub.certificates)
  for (const jws of new Set(tablet.disk.receipts)) {
    must((await verifyStatement(port, keys, receiptStatement, jws)) !== null, 'I6', 'a kept receipt does not verify')
  }
}

async function auditWitnesses(hub: SimHub, tablets: readonly SimTablet[], tenant: string): Promise<string[]> {
  const keys = await trustCertificates(hub.crypto.port, hub.rootKey, hub.certificates)
  const heads: string[] = []
  const epoch = await hub.store.epoch()
  for (const tablet of tablets.filter((one) => one.plan.tenant === tenant)) {
    for (const jws of tablet.disk.receipts) {
      const receipt = await verifyStatement(hub.crypto.port, keys, receiptStatement, jws)
      // what a restored hub has lost, its audit has lost too: receipts of its own epoch bear witness (SPEC EPO-1)
      if (receipt?.epoch === epoch) heads.push(receipt.audit)
    }
  }
  return heads
}

/** All of I1-I8 at the end of an evening, after everything has had time to arrive. Throws `Broken`. */
export async function checkInvariants(
  hub: SimHub,
  tablets: readonly SimTablet[],
  tenants: readonly string[],
  wireText: string,
  gone: readonly GoneSave[],
): Promise<void> {
  must(!wireText.includes(marker), 'I7', 'a readable value crossed the line')
  for (const tenant of tenants) {
    const own = tablets.filter((tablet) => tablet.plan.tenant === tenant)
    const witnesses = await auditWitnesses(hub, tablets, tenant)
    await hub.store.inTenant(tenant, async (tx) => {
      const records = await tx.records({ limit: 10_000 })
      const lost = gone.filter(({ tenant: of }) => of === tenant)
      const saves = new Map(
        [...own.flatMap((one) => one.saves), ...lost.map(({ save }) => save)].map((s) => [hex(s.hash), s]),
      )
      const known = new Set([...saves.values()].map((save) => save.record))
      must(
        records.every((record) => known.has(record.id)),
        'I4',
        'a record of another commune',
      )
      for (const tablet of own) {
        must(!tablet.disk.dump().includes(marker), 'I7', 'a readable value lies on the disk')
        for (const save of tablet.saves) await checkSave(hub, tx, tablet, save)
        checkReplica(tablet, records)
        await checkReceipts(hub, tablet)
      }
      for (const one of lost) await checkGone(hub, tx, one)
      for (const record of records) await checkVersions(tx, record)
      const audit = await verifyAudit(tx, sha256, witnesses)
      must(audit.ok, 'I6', `audit chain: ${audit.ok ? '' : `${audit.why} at ${audit.at}`}`)
      await checkSequence(tx, [...saves.values()], records)
    })
  }
}

/** Each number of the tenant's sequence was given once; records and verdicts hold only numbers that were given (I8). */
async function checkSequence(tx: TenantTx, saves: readonly SealedSave[], records: readonly RecordRow[]): Promise<void> {
  const { seq, items } = await tx.counts()
  const given = records.map((record) => record.seq)
  let found = 0
  for (const save of saves) {
    const item = await whereIs(tx, save)
    const verdict = item && (await tx.verdict(item.chain, item.n))
    if (item) found += 1
    if (verdict) given.push(verdict.seq)
  }
  must(new Set(given).size === given.length, 'I8', 'a sequence number was given twice')
  must(
    given.every((number) => number >= 1 && number <= seq),
    'I8',
    'a sequence number beyond the counter',
  )
  must(items === found, 'I2', `${items} items at the hub for ${found} saves`)
}
