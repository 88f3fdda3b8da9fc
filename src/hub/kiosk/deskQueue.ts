import { localDay } from '../../domain/localDay.ts'
import { Problem } from '../../protocol/problems.ts'
import type { HubStore, TenantTx } from '../store/HubStore.ts'
import type { TicketRow } from '../store/rows.ts'

interface Ports {
  store: HubStore
  now(): number
}

export type TicketAction = 'call' | 'served' | 'absent'

const called = (row: TicketRow, counter: string, now: number): TicketRow => ({
  ...row,
  state: 'called',
  counter,
  calledAt: now,
  calls: row.calls + 1,
})

async function change(tx: TenantTx, row: TicketRow): Promise<TicketRow> {
  await tx.changeTicket(row)
  return row
}

/** Call whoever waits longest to a counter; null when nobody waits. Two officers at once call two numbers. */
export function callNext(ports: Ports, tenant: string, counter: string): Promise<TicketRow | null> {
  return ports.store.inTenant(tenant, async (tx) => {
    const day = localDay(ports.now())
    const next = (await tx.lockTickets(day)).find(({ state }) => state === 'waiting')
    // of days that are over nothing is kept (decision 023)
    await tx.dropTickets(day)
    return next ? change(tx, called(next, counter, ports.now())) : null
  })
}

/**
 * Call one number, once more too; or say that its holder was served, or did not come. Throws `Problem('not-found')` for a
 * number that is not of today.
 */
export function changeTicket(
  ports: Ports,
  tenant: string,
  number: string,
  action: TicketAction,
  counter: string,
): Promise<TicketRow> {
  return ports.store.inTenant(tenant, async (tx) => {
    const row = (await tx.lockTickets(localDay(ports.now()))).find((one) => one.number === number)
    if (!row) throw new Problem('not-found')
    return change(tx, action === 'call' ? called(row, counter, ports.now()) : { ...row, state: action })
  })
}
