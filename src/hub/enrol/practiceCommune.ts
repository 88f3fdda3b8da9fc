import { uuidFromRandom } from '../../crypto/bytes.ts'
import { newOfficerRow } from './addOfficer.ts'
import { isGuessable, newVolunteerRow, teamOf } from './addVolunteer.ts'
import type { EnrolPorts } from './EnrolPorts.ts'
import { makeCommune } from './makeCommune.ts'

/** What one needs to know to play: shown on the set-up page, kept in `DATA_DIR/practice.json`. */
export interface PracticeSecrets {
  volunteerPin: string
  officer: { name: string; password: string }
}

/** Where the secrets are kept between starts. */
export interface PracticeShelf {
  read(): PracticeSecrets | null
  write(secrets: PracticeSecrets): void
}

export interface PracticeCommune extends PracticeSecrets {
  tenant: string
  volunteers: string[]
  /** code of the unit that its tablets belong to */
  unitCode: string
}

/** All invented: no commune has this code or name, no person these names. */
const invented = {
  communeCode: '00000',
  listDate: '2025-07-01',
  name: 'Xã Mẫu',
  practice: true,
  units: [
    { code: 'xa-mau', kind: 'commune', name: 'Xã Mẫu' },
    { code: 'ap-thu', kind: 'hamlet', name: 'Ấp Thử' },
  ],
  team: 'Tổ 1',
} as const
const officerName = 'canbo'
const officerDisplayName = 'Cán bộ Thử'
const volunteerNames = ['Tình nguyện viên Thử Một', 'Tình nguyện viên Thử Hai']

const words =
  'lua tre dua sen mai dao cau trau buom song suoi nui dong rung bien gio may mua nang sao trang chim ca tom cua ong kien ga vit heo bo ngua cam chanh oi xoai mit khe bap khoai dau me tra banh keo muoi duong nuoc dat da cat nha cua san vuon cay la hoa qua hat re canh goc ngon'.split(
    ' ',
  )

function newSecrets(random: (length: number) => Uint8Array): PracticeSecrets {
  const bytes = random(5)
  const password = Array.from(bytes, (byte) => words[byte % words.length]).join('-')
  for (;;) {
    const volunteerPin = Array.from(random(6), (byte) => String(byte % 10)).join('')
    if (!isGuessable(volunteerPin)) return { volunteerPin, officer: { name: officerName, password } }
  }
}

/**
 * The practice commune of invented people, made at the first call and found at the next (issue 2 §1): same PIN, same
 * password. The secrets are on the shelf before the first row is, so a making that is cut short is completed. Where the
 * shelf was emptied, the officer gets a new password and new volunteers take the old ones' place.
 */
export async function practiceCommune(ports: EnrolPorts, shelf: PracticeShelf): Promise<PracticeCommune> {
  const kept = shelf.read()
  const secrets = kept ?? newSecrets(ports.crypto.random)
  if (!kept) shelf.write(secrets)
  const tenant = await makeCommune(ports, invented)
  await ensureOfficer(ports, tenant, secrets, kept === null)
  const volunteers = await ensureVolunteers(ports, tenant, secrets, kept === null)
  return { ...secrets, tenant, volunteers, unitCode: 'ap-thu' }
}

async function ensureOfficer(ports: EnrolPorts, tenant: string, secrets: PracticeSecrets, anew: boolean) {
  const known = await ports.store.inTenant(tenant, (tx) => tx.officerByName(secrets.officer.name))
  if (known && !anew) return
  const row = await newOfficerRow(ports, { ...secrets.officer, displayName: officerDisplayName, role: 'admin' })
  await ports.store.inTenant(tenant, async (tx) => {
    const id = known?.id ?? uuidFromRandom(ports.crypto.random(16))
    await tx.putOfficer({ ...row, id })
    await tx.audit({ at: ports.now(), actor: 'hub', action: 'add-officer', subject: `officer:${id}` })
  })
}

async function ensureVolunteers(
  ports: EnrolPorts,
  tenant: string,
  secrets: PracticeSecrets,
  anew: boolean,
): Promise<string[]> {
  const { team, active } = await ports.store.inTenant(tenant, async (tx) => ({
    team: await teamOf(tx, undefined),
    active: (await tx.volunteers()).filter((row) => row.status === 'active'),
  }))
  const kept = anew ? [] : active
  const missing = volunteerNames.filter((name) => !kept.some((row) => row.name === name))
  const rows = await Promise.all(
    missing.map((name) => newVolunteerRow(ports, team, { name, pin: secrets.volunteerPin })),
  )
  await ports.store.inTenant(tenant, async (tx) => {
    for (const row of anew ? active : []) await tx.putVolunteer({ ...row, status: 'left' })
    for (const row of rows) {
      await tx.putVolunteer(row)
      await tx.audit({ at: ports.now(), actor: 'hub', action: 'add-volunteer', subject: `volunteer:${row.id}` })
    }
  })
  return volunteerNames
}
