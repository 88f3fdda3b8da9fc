import { shortCodeOf } from '../../../domain/shortCode.ts'
import { personsReasons } from '../../desk/decideHeld.ts'
import type { TenantTx } from '../../store/HubStore.ts'
import { namesOf } from './caseSummary.ts'
import type { AttentionAnswer } from './deskRoutes.ts'

/**
 * More than this nobody reads in one sitting. What a person must decide comes first, so that none of it is out of reach: the next
 * come up as these are decided. Of the others the newest are what is going on now.
 */
const most = 200

/** As many alarms are a page, beside those of copied tablets, which all stand there. */
const pageSize = 50

type Item = AttentionAnswer['items'][number]
type NamedItem = Omit<Item, 'actor' | 'device'>

/** Held and rejected items, and those of revoked tablets: first what waits for a person. */
async function waiting(tx: TenantTx): Promise<NamedItem[]> {
  const quarantined = (await tx.quarantinedItems(most + 1)).map((item) => ({
    chain: item.chain,
    n: item.n,
    state: 'held',
    reason: 'quarantined',
    deviceId: item.device,
    record: null,
    decidable: true,
    at: item.receivedAt,
  }))
  const troubled = (await tx.troubledItems(most + 1, personsReasons)).flatMap(({ verdict, receivedAt, isQueued }) => {
    const { chain, n, state, reason, device: deviceId, record } = verdict
    const decidable = state === 'held' && personsReasons.some((one) => one === reason)
    // a person has let it in: like a quarantined one it waits for nobody any more
    if (decidable && isQueued) return []
    return [{ chain, n, state, reason, deviceId, record, decidable, at: receivedAt }]
  })
  return [...quarantined, ...troubled]
}

/**
 * What a person should look at: items held or rejected, with the reason's code, and alarms. No content of any item.
 *
 * @param offset how many alarms to skip
 */
export async function attention(tx: TenantTx, offset: number): Promise<AttentionAnswer> {
  const { devices } = await namesOf(tx)
  const people = new Map((await tx.volunteers()).map((row) => [row.id, row.name]))
  const found = await waiting(tx)
  const cloned = await tx.openAlarms({ cloned: true, offset: 0, limit: most })
  const others = await tx.openAlarms({ cloned: false, offset, limit: pageSize })
  const shown = found.slice(0, most)
  const actors = await tx.actorsOf(shown.filter(({ decidable }) => decidable))
  const items = shown.map((item): Item => {
    const actor = people.get(actors.get(`${item.chain}/${item.n}`) ?? '') ?? null
    return { ...item, device: devices.get(item.deviceId) ?? null, actor }
  })
  const forked = await tx.heldFor('forked')
  const alarms = [...cloned.alarms, ...others.alarms].map(({ device, answered: _, ...alarm }) => ({
    ...alarm,
    deviceId: device,
    device: device === null ? null : (devices.get(device) ?? null),
    held: alarm.code === 'cloned' ? (forked.get(device ?? '') ?? 0) : 0,
  }))
  const open = (await tx.conflicts({ open: true })).slice(0, most)
  const conflicts = open.map((row) => ({
    record: row.record,
    shortCode: shortCodeOf(row.record),
    group: row.group,
    devices: [row.currentFrom.device, row.proposedFrom.device].flatMap((id) => devices.get(id ?? '') ?? []),
    at: row.openedAt,
  }))
  const times = items.map((one) => one.at)
  return {
    items,
    alarms,
    otherAlarms: others.total,
    conflicts,
    more: found.length > most || cloned.total > most,
    oldestAt: times.length === 0 ? null : Math.min(...times),
  }
}
