import { expect, it } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { signEvening } from '../../protocol/evening.ts'
import { handoverLimits } from '../../protocol/handoverLimits.ts'
import { takeEvenings } from './takeEvenings.ts'

const dayMs = 24 * 3_600_000

it('a tablet’s words are few, short and near the hub’s clock; none is a revoked one’s (SPEC LED-2, LED-3)', async () => {
  const hub = await TestHub.create('evenings')
  const tablet = await hub.tablet('t')
  const { tenant, deviceId: device } = tablet
  const word = (daysOff: number, more: object = {}) => {
    const day = new Date(hub.now + daysOff * dayMs + 7 * 3_600_000).toISOString().slice(0, 10)
    const evening = { v: 1 as const, tenant, device, day, captured: 1, acknowledged: 0, ...more }
    const stretches: [string, number, number][] = [['ab'.repeat(16), 1, 1]]
    return signEvening(hub.crypto.port, tablet.signer, { ...evening, stretches })
  }
  const tell = (words: string[]) =>
    hub.in(async (tx) => {
      const row = await tx.device(device)
      if (row) await takeEvenings(hub.ingestPorts, tx, row, words)
    })
  const kept = async () => (await hub.in((tx) => tx.evenings(0))).length
  for (const off of [-42, 42, 9000]) await tell([await word(off)])
  await tell([await word(0, { day: '2026-99-99' }), await word(0, { more: 'x'.repeat(handoverLimits.eveningWord) })])
  expect(await kept()).toBe(0)
  await tell(await Promise.all([0, 1, 2, 3, 4].map((off) => word(off))))
  expect(await kept()).toBe(handoverLimits.eveningsTold)
  for (let off = -39; off <= 39; off++) await tell([await word(off)])
  expect(await kept()).toBe(handoverLimits.eveningsKept)
  await hub.in((tx) => tx.dropEvenings(Number.MAX_SAFE_INTEGER))
  await hub.setStatus(tablet, 'revoked')
  await tell([await word(0)])
  expect(await kept()).toBe(0)
})
