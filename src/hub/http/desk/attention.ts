import type { TenantTx } from '../../store/HubStore.ts'
import { namesOf } from './caseSummary.ts'
import type { AttentionAnswer } from './deskRoutes.ts'

const most = 200

/** What a person should look at: items held or rejected, with the reason's code, and alarms. No content of any item. */
export async function attention(tx: TenantTx): Promise<AttentionAnswer> {
  const { devices } = await namesOf(tx)
  const items = (await tx.troubledItems(most)).map(({ verdict, receivedAt }) => ({
    chain: verdict.chain,
    n: verdict.n,
    state: verdict.state,
    reason: verdict.reason,
    device: devices.get(verdict.device) ?? null,
    record: verdict.record,
    at: receivedAt,
  }))
  const alarms = (await tx.alarms()).map((alarm) => ({
    ...alarm,
    device: alarm.device === null ? null : (devices.get(alarm.device) ?? null),
  }))
  const times = [...items, ...alarms].map((one) => one.at)
  return { items, alarms, oldestAt: times.length === 0 ? null : Math.min(...times) }
}
