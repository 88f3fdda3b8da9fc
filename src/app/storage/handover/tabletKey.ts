import * as z from 'zod/mini'
import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { readProfile } from '../device/profile.ts'
import { StorageProblem, type TabletKey } from '../ports.ts'
import type { Keyring, OpenKeys } from '../seal/Keyring.ts'
import { checkOfKey, newIdentity, recipientOf } from './draftBundle.ts'

// version 1 lay under the tablet's own key, which asks nobody's PIN: no such key is read any more
const place = { table: 'meta', id: 'ageKey', version: 2 } as const

const hourMs = 3_600_000
/** An evening's hand-overs share a key: several files may be on their way to it at once. */
const turnsAfterMs = 12 * hourMs
const mostKept = 2

/** newest last */
const keptSchema = z.array(z.object({ identity: z.string(), at: z.number() }))
type Kept = z.infer<typeof keptSchema>

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

/** What is kept; none when it lies under another key than the team's, so that a new one is made. */
async function keptKeys(db: TabletDb, { vault }: Pick<OpenKeys, 'vault'>): Promise<Kept> {
  const box = await readMeta(db, 'ageKey')
  if (!box) return []
  const parsed = keptSchema.safeParse(await vault.open(place, box).catch(() => null))
  return parsed.success ? parsed.data : []
}

/**
 * This tablet's age identities, the newest last, made when it is first asked for and anew each evening; the one before still opens
 * what is on its way. Sealed in the team's vault: they open with a volunteer's PIN alone (SPEC STO-1, KEY-5).
 */
export async function ownIdentities(db: TabletDb, keyring: Keyring, now: number): Promise<string[]> {
  const open = keyring.require()
  const kept = await keptKeys(db, open)
  const newest = kept.at(-1)
  // a clock that was set back does not keep one for ever
  if (newest && Math.abs(now - newest.at) < turnsAfterMs) return kept.map(({ identity }) => identity)
  const next = [...kept, { identity: await newIdentity(), at: now }].slice(-mostKept)
  await writeMeta(db, 'ageKey', await open.vault.seal(place, next))
  return next.map(({ identity }) => identity)
}

export async function ownKeyText(
  db: TabletDb,
  crypto: CryptoPort,
  identities: readonly string[],
): Promise<{ text: string; check: string }> {
  const { tenant, team, label } = await ownPlace(db)
  const key = await recipientOf(identities.at(-1) ?? '')
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
