import * as z from 'zod/mini'
import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { readProfile } from '../device/profile.ts'
import { StorageProblem, type TabletKey } from '../ports.ts'
import { openDeviceVault } from '../vault/Vault.ts'
import { checkOfKey, newIdentity, recipientOf } from './draftBundle.ts'

const place = { table: 'meta', id: 'ageKey', version: 1 } as const

/** What a tablet shows of itself to one that gives: who it is, of which team, and its age recipient. */
const keySchema = z.object({
  tramso: z.literal('key'),
  v: z.literal(1),
  tenant: z.string(),
  team: z.string(),
  label: z.string().check(z.maxLength(60)),
  key: z.string().check(z.regex(/^age1[02-9ac-hj-np-z]{58}$/)),
})

/** The tablet, with what is told of it; throws before it was approved. */
export async function ownPlace(db: TabletDb) {
  const known = await readProfile(db)
  if (!known || known.device.team === null) throw new StorageProblem('missing')
  const { device, profile } = known
  return { device, tenant: device.tenant, team: known.device.team, label: profile.deviceLabel }
}

/** This tablet's age identity, made when it is first asked for; sealed, so that it never lies readable on the disk (SPEC STO-1). */
export async function ownIdentity(db: TabletDb): Promise<string> {
  const { device } = await ownPlace(db)
  const vault = openDeviceVault(device.ownKey)
  const box = await readMeta(db, 'ageKey')
  if (box) {
    const opened = await vault.open(place, box)
    if (typeof opened !== 'string') throw new StorageProblem('failed', { reason: 'damaged' })
    return opened
  }
  const identity = await newIdentity()
  await writeMeta(db, 'ageKey', await vault.seal(place, identity))
  return identity
}

export async function ownKeyText(db: TabletDb, crypto: CryptoPort): Promise<{ text: string; check: string }> {
  const { tenant, team, label } = await ownPlace(db)
  const key = await recipientOf(await ownIdentity(db))
  const text = JSON.stringify({ tramso: 'key', v: 1, tenant, team, label, key })
  return { text, check: await checkOfKey(crypto, key) }
}

/** A key as another tablet shows it; null when it is none, or not of a tablet of this team. */
export async function readKeyText(db: TabletDb, crypto: CryptoPort, text: string): Promise<TabletKey | null> {
  const { tenant, team } = await ownPlace(db)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = keySchema.safeParse(value)
  if (!parsed.success || parsed.data.tenant !== tenant || parsed.data.team !== team) return null
  const { label, key } = parsed.data
  return { label, key, check: await checkOfKey(crypto, key) }
}
