import { shortCodeOf } from '../../../domain/shortCode.ts'
import type { TenantTx } from '../../store/HubStore.ts'
import { namesOf } from './caseSummary.ts'
import type { AttentionAnswer } from './deskRoutes.ts'

/** More than this nobody reads in one sitting; the newest are what is going on now. */
const most = 200

/** What a person should look at: items held or rejected, with the reason's code, alarms, and open conflicts by age. No content of any item. */
export async function attention(tx: TenantTx): Promise<AttentionAnswer> {
  const { devices } = await namesOf(tx)
  const troubled = await tx.troubledItems(most + 1)
  const raised = await tx.alarms(most + 1)
  const items = troubled.slice(0, most).map(({ verdict, receivedAt }) => ({
    chain: verdict.chain,
    n: verdict.n,
    state: verdict.state,
    reason: verdict.reason,
    device: devices.get(verdict.device) ?? null,
    record: verdict.record,
    at: receivedAt,
  }))
  const alarms = raised.slice(-most).map((alarm) => ({
    ...alarm,
    device: alarm.device === null ? null : (devices.get(alarm.device) ?? null),
  }))
  const open = (await tx.conflicts({ open: true })).slice(0, most)
  const conflicts = open.map((row) => ({
    record: row.record,
    shortCode: shortCodeOf(row.record),
    group: row.group,
    devices: [row.currentFrom.device, row.proposedFrom.device].flatMap((id) => devices.get(id ?? '') ?? []),
    at: row.openedAt,
  }))
  const times = [...items, ...alarms].map((one) => one.at)
  return {
    items,
    alarms,
    conflicts,
    more: troubled.length > most || raised.length > most,
    oldestAt: times.length === 0 ? null : Math.min(...times),
  }
}
