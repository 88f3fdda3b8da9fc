import { uuidFromRandom } from '../../crypto/bytes.ts'
import { Problem } from '../../protocol/problems.ts'
import type { TenantRow } from '../store/rows.ts'
import { type NewOfficer, newOfficerRow } from './addOfficer.ts'
import type { EnrolPorts } from './EnrolPorts.ts'
import { oldPlaceName, placeName } from './placeName.ts'

export interface NewCommune {
  communeCode: string
  /** ISO day of the list that the code belongs to */
  listDate: string
  name: string
  practice: boolean
  units: ReadonlyArray<{ code: string; kind: 'commune' | 'hamlet'; name: string; oldName?: string | null }>
  /** name of the first team; it works in the last unit of `units` */
  team: string
}

/** The communes that have somebody to sign in; one whose making was cut short does not count. */
export async function readyCommunes(ports: Pick<EnrolPorts, 'store'>): Promise<TenantRow[]> {
  const ready: TenantRow[] = []
  for (const row of await ports.store.tenants()) {
    const officers = await ports.store.inTenant(row.id, (tx) => tx.officers())
    if (officers.length > 0) ready.push(row)
  }
  return ready
}

/**
 * Make a commune with its units and first team, or complete one whose making was cut short. Returns its id; it has no
 * officer yet.
 */
export async function makeCommune(ports: EnrolPorts, input: NewCommune): Promise<string> {
  const found = (await ports.store.tenants()).find(
    (row) =>
      row.communeCode === input.communeCode && row.listDate === input.listDate && row.practice === input.practice,
  )
  const id = found?.id ?? uuidFromRandom(ports.crypto.random(16))
  if (!found) {
    const { communeCode, listDate, name, practice } = input
    await ports.store.createTenant({ id, communeCode, listDate, name, practice, createdAt: ports.now() })
  }
  await ports.store.inTenant(id, async (tx) => {
    // The audit line comes first: its lock keeps two that make the same commune apart.
    await tx.audit({ at: ports.now(), actor: 'hub', action: 'make-commune', subject: `commune:${id}` })
    const known = await tx.units()
    let last = ''
    for (const unit of input.units) {
      last = known.find((row) => row.code === unit.code)?.id ?? uuidFromRandom(ports.crypto.random(16))
      if (!known.some((row) => row.code === unit.code))
        await tx.putUnit({ id: last, ...unit, oldName: unit.oldName ?? null })
    }
    if ((await tx.teams()).length > 0) return
    const team = uuidFromRandom(ports.crypto.random(16))
    await tx.putTeam({
      id: team,
      unit: last,
      name: input.team,
      keyId: 1,
      key: ports.crypto.random(32),
      olderKeys: new Uint8Array(0),
    })
  })
  return id
}

/**
 * The set-up page's real commune with its first officer, who is its admin. Throws `Problem('conflict')` when that commune
 * is set up already.
 */
export async function setUpCommune(
  ports: EnrolPorts,
  input: {
    communeCode: string
    listDate: string
    name: string
    /** what people and papers still call it */
    oldName?: string | undefined
    officer: Omit<NewOfficer, 'role'>
  },
): Promise<string> {
  const officer = await newOfficerRow(ports, { ...input.officer, role: 'admin' })
  const name = placeName(input.name, 'name')
  const id = await makeCommune(ports, {
    communeCode: input.communeCode,
    listDate: input.listDate,
    name,
    practice: false,
    units: [{ code: input.communeCode, kind: 'commune', name, oldName: oldPlaceName(input.oldName) }],
    team: 'Tổ 1',
  })
  await ports.store.inTenant(id, async (tx) => {
    await tx.audit({ at: ports.now(), actor: 'hub', action: 'add-officer', subject: `officer:${officer.id}` })
    if ((await tx.officers()).length > 0) throw new Problem('conflict', { field: 'communeCode' })
    await tx.putOfficer(officer)
  })
  return id
}
