import { expect, it } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { localDay } from '../../domain/localDay.ts'
import { forgetTickets } from './forgetTickets.ts'

const dayMs = 86_400_000

it('forgets the numbers of days that are over in every commune, called or not, and none of today (SPEC KSK-8)', async () => {
  const hub = await TestHub.create('tickets')
  const [today, before] = [localDay(hub.now), localDay(hub.now - dayMs)]
  for (const tenant of [hub.tenant, hub.otherTenant]) {
    await hub.in(async (tx) => {
      for (const day of [before, today]) {
        const row = { day, number: 'A001', device: 'k', takenAt: hub.now, counter: null, calledAt: null, calls: 0 }
        await tx.addTicket({ ...row, state: 'waiting' })
      }
    }, tenant)
  }
  await forgetTickets(hub.store, hub.now)
  for (const tenant of [hub.tenant, hub.otherTenant]) {
    const left = await hub.in(async (tx) => [await tx.tickets(before), await tx.tickets(today)], tenant)
    expect(left.map(({ length }) => length)).toEqual([0, 1])
  }
})
