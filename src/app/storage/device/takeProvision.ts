import { fromBase64url, hex } from '../../../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../../../crypto/CryptoPort.ts'
import { webOpener } from '../../../crypto/web/webCrypto.ts'
import { openProvision, type ProvisionContent } from '../../../protocol/provision.ts'
import { provisionStatement, trustCertificates, verifyStatement } from '../../../protocol/statements.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { DeviceRow, RecoveryState, VolunteerRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { currentHead, newChain, ownBytes, putChain } from '../seal/chains.ts'
import { readProfile, sealProfile } from './profile.ts'

/** Is this the root key that the link named (SPEC KEY-2)? */
export async function isPinnedRoot(crypto: CryptoPort, rootKey: Bytes, fingerprint: Uint8Array): Promise<boolean> {
  return rootKey.length === 65 && hex((await crypto.sha256(rootKey)).subarray(0, 16)) === hex(fingerprint)
}

/** The content of a provision that a key certified by the pinned root signed for this tablet; null for anything else. */
async function believe(crypto: CryptoPort, device: DeviceRow, jws: string): Promise<ProvisionContent | null> {
  if (!device.rootKey) return null
  const trusted = await trustCertificates(crypto, device.rootKey, device.certificates)
  const statement = await verifyStatement(crypto, trusted, provisionStatement, jws)
  if (statement?.tenant !== device.tenant || statement.device !== device.device) return null
  const box = await webOpener(device.box)
  const content = await openProvision(crypto, box, ownBytes(device.device), statement.sealed)
  return content?.tenant === device.tenant && content.device === device.device ? content : null
}

function pointsOf(recovery: ProvisionContent['volunteers'][number]['recovery']): RecoveryState['points'] {
  return (recovery ?? []).flatMap(({ counter, point }) => {
    const bytes = fromBase64url(point)
    return bytes?.length === 65 ? [{ counter, point: bytes }] : []
  })
}

function volunteerRows(content: ProvisionContent): VolunteerRow[] | null {
  const rows: VolunteerRow[] = []
  const older = content.team.older === undefined ? undefined : fromBase64url(content.team.older)
  if (older === null) return null
  for (const { id, bundle, teamKey, generation, recovery } of content.volunteers) {
    const [bundleBytes, keyBytes] = [fromBase64url(bundle), fromBase64url(teamKey)]
    if (!bundleBytes || !keyBytes) return null
    rows.push({
      id,
      bundle: bundleBytes,
      kept: false,
      teamKey: keyBytes,
      teamKeyId: content.team.keyId,
      ...(older ? { older } : {}),
      held: [],
      generation: generation ?? 0,
      recovery: { points: pointsOf(recovery), box: null, used: -1, tries: 0 },
      tries: 0,
      waitMs: 0,
    })
  }
  return rows
}

/**
 * What is kept of a known member beside what was given now: the bundle sealed to this tablet (SPEC KEY-4), wrong tries, a
 * recovery's box. After a new first PIN nothing of before is kept: those keys are not theirs any more (SPEC KEY-7).
 */
function renewed(known: VolunteerRow, given: VolunteerRow): VolunteerRow {
  if ((given.generation ?? 0) > (known.generation ?? 0)) return given
  const { bundle, kept, tries, waitMs, held = [] } = known
  const isTurned = known.teamKeyId !== given.teamKeyId
  const before = { keyId: known.teamKeyId, teamKey: known.teamKey }
  const { points = [] } = given.recovery ?? {}
  const recovery: RecoveryState = { box: null, used: -1, tries: 0, ...known.recovery, points }
  return { ...given, bundle, kept, tries, waitMs, recovery, held: isTurned ? [...held, before] : held }
}

async function keepMembers(db: TabletDb, members: VolunteerRow[]): Promise<void> {
  const known = new Map((await db.volunteers.toArray()).map((row) => [row.id, row]))
  for (const member of members) {
    const before = known.get(member.id)
    await db.volunteers.put(before ? renewed(before, member) : member)
  }
  await db.volunteers.bulkDelete([...known.keys()].filter((id) => !members.some((member) => member.id === id)))
}

/** An older provision, told again, would let back in who has left: the team's key had not turned then (SPEC KEY-6). */
async function isOld(db: TabletDb, content: ProvisionContent): Promise<boolean> {
  const last = (await readProfile(db))?.profile.from
  if (!last || content.epoch === undefined) return last !== undefined
  return content.epoch < last.epoch || (content.epoch === last.epoch && content.team.keyId < last.keyId)
}

/**
 * Makes this tablet ready with what the hub gave it: names and lease sealed under the tablet's own key, volunteers' bundles,
 * and an empty chain, all in one transaction. Taken again later it lets new volunteers in and those who left go; the
 * bundles and wrong tries of the others stay as they are here, unless they were given a new first PIN. False, and nothing
 * changed, when it is not to be believed.
 */
export async function takeProvision(
  db: TabletDb,
  crypto: CryptoPort,
  device: DeviceRow,
  jws: string,
): Promise<boolean> {
  const content = await believe(crypto, device, jws)
  const volunteers = content ? volunteerRows(content) : null
  if (!content || !volunteers || fromBase64url(content.lease)?.length !== 32) return false
  if (await isOld(db, content)) return false
  const profile = await sealProfile(device, {
    unitName: content.commune.name,
    hamletName: content.unit.name,
    teamName: content.team.name,
    deviceLabel: content.label,
    lease: content.lease,
    volunteers: content.volunteers.map(({ id, name }) => ({ id, name })),
    ...(content.tablets === undefined ? {} : { tablets: content.tablets }),
    ...(content.epoch === undefined ? {} : { from: { epoch: content.epoch, keyId: content.team.keyId } }),
  })
  const chain = await newChain(crypto, device.tenant, device.device)
  await db.transaction('rw', [db.meta, db.volunteers, db.chains, db.heads], async () => {
    // a sync round may have written a newer epoch or certificate since the question was asked
    const stored = (await readMeta(db, 'device')) ?? device
    const ready: DeviceRow = {
      ...stored,
      status: 'ready',
      team: content.team.id,
      practice: content.practice,
      kiosk: content.kiosk ?? false,
      certificates: [...new Set([...stored.certificates, ...content.certificates])],
    }
    await writeMeta(db, 'device', ready)
    await writeMeta(db, 'profile', profile)
    await keepMembers(db, volunteers)
    if (!(await currentHead(db))) await putChain(db, chain)
  })
  return true
}
