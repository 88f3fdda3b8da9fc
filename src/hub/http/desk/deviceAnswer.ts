import { uuidBytes } from '../../../crypto/bytes.ts'
import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { enrolCode } from '../../../protocol/enrolCode.ts'
import type { TenantTx } from '../../store/HubStore.ts'
import type { DeviceRow } from '../../store/rows.ts'
import type { DeviceAnswer } from './deskRoutes.ts'

/** Tablets as the desk shows them; the code only while one waits to be compared on sight. */
export async function deviceAnswers(
  crypto: CryptoPort,
  tx: TenantTx,
  rows: readonly DeviceRow[],
): Promise<DeviceAnswer[]> {
  const units = new Map((await tx.units()).map((row) => [row.id, row.name]))
  const teams = new Map((await tx.teams()).map((row) => [row.id, row.name]))
  const lost = new Map((await tx.losses()).map((row) => [row.device, row.reportedAt]))
  const tenant = uuidBytes(tx.tenant) ?? new Uint8Array(16)
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      label: row.label,
      unit: units.get(row.unit) ?? null,
      team: teams.get(row.team) ?? null,
      status: row.status,
      purpose: row.purpose,
      code: row.status === 'pending' ? await enrolCode(crypto, tenant, row.signKey, row.boxKey) : null,
      lastSeenAt: row.lastSeenAt,
      calledAt: row.calledAt,
      createdAt: row.createdAt,
      lostAt: lost.get(row.id) ?? null,
    })),
  )
}
