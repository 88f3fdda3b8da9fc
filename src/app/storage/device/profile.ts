import * as z from 'zod/mini'
import { readMeta } from '../db/meta.ts'
import type { DeviceRow, VaultBox } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { StorageProblem } from '../ports.ts'
import { openDeviceVault } from '../vault/Vault.ts'

/** What the tablet must show or use before any PIN; sealed under its own key, so that none of it lies readable on the disk. */
const profileSchema = z.object({
  unitName: z.string(),
  hamletName: z.string(),
  teamName: z.string(),
  deviceLabel: z.string(),
  /** base64url; part of each volunteer's unlock key (SPEC KEY-4) */
  lease: z.string(),
  volunteers: z.array(z.object({ id: z.string(), name: z.string() })),
  /** the team's other tablets (SPEC HLD-2); absent from a hub of before */
  tablets: z.optional(z.array(z.object({ id: z.string(), label: z.string() }))),
  /** of the provision that this came from: an older one is not believed again (SPEC KEY-6) */
  from: z.optional(z.object({ epoch: z.int(), keyId: z.int() })),
})
export type Profile = z.infer<typeof profileSchema>

const place = { table: 'meta', id: 'profile', version: 1 } as const

export const sealProfile = (device: Pick<DeviceRow, 'ownKey'>, profile: Profile): Promise<VaultBox> =>
  openDeviceVault(device.ownKey).seal(place, profile)

/** The tablet and its profile; null before the first answer of the hub. */
export async function readProfile(db: TabletDb): Promise<{ device: DeviceRow; profile: Profile } | null> {
  const [device, box] = await Promise.all([readMeta(db, 'device'), readMeta(db, 'profile')])
  if (!device || !box) return null
  const parsed = profileSchema.safeParse(await openDeviceVault(device.ownKey).open(place, box))
  if (!parsed.success) throw new StorageProblem('failed', { reason: 'damaged' })
  return { device, profile: parsed.data }
}
