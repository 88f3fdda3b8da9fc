import { beforeEach, expect, it } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { bytesOfUuid, type TestTablet } from '../../../tests/kit/TestTablet.ts'
import { base64url, fromHex } from '../../crypto/bytes.ts'
import { localDay } from '../../domain/localDay.ts'
import { Problem } from '../../protocol/problems.ts'
import { queueMessage, type ToldNumber } from '../../protocol/queue.ts'
import { answerQueue } from './answerQueue.ts'
import { callNext, changeTicket } from './deskQueue.ts'

const dayMs = 86_400_000

let hub: TestHub
let kiosk: TestTablet
beforeEach(async () => {
  hub = await TestHub.create('queue')
  kiosk = await hub.tablet('k', 'approved', hub.tenant, 'kiosk')
})

const given = (...counts: number[]): ToldNumber[] => counts.map((count) => ({ day: localDay(hub.now), count, ago: 60 }))

async function tell(numbers: ToldNumber[], by = kiosk, signed = numbers) {
  const { nonce } = await hub.statement((await hub.head(by)).head)
  const ids = [bytesOfUuid(by.tenant), bytesOfUuid(by.deviceId)] as const
  const message = queueMessage(...ids, signed, fromHex(nonce) ?? new Uint8Array(16))
  const signature = base64url(await by.signer.sign(message))
  const wire: [number, number] = [1, 1]
  return answerQueue(hub.pullPorts, { wire, tenant: by.tenant, device: by.deviceId, numbers, nonce, signature }).then(
    ({ letter }) => letter,
    (error) => (error instanceof Problem ? error.code : String(error.code)),
  )
}
const desk = () => ({ store: hub.store, now: () => hub.now })
const today = () => hub.in((tx) => tx.tickets(localDay(hub.now)))

it('two kiosks never give the same number, whenever they are heard of (SPEC KSK-8)', async () => {
  const other = await hub.tablet('k2', 'approved', hub.tenant, 'kiosk')
  expect(await tell([])).toBe('A')
  expect(await tell(given(1), other)).toBe('B')
  expect(await tell(given(1, 2))).toBe('A')
  expect((await today()).map(({ number }) => number)).toEqual(['A001', 'A002', 'B001'])
})

it('told again, numbers stay as the desk left them; those of other days are dropped (SPEC KSK-8)', async () => {
  await tell(given(1, 2))
  expect(await callNext(desk(), hub.tenant, '2')).toMatchObject({
    number: 'A001',
    state: 'called',
    counter: '2',
    calls: 1,
  })
  const far = { ...given(9)[0], day: localDay(hub.now - 3 * dayMs), count: 9, ago: 1 }
  await tell([...given(1, 2), far])
  expect(await today()).toMatchObject([
    { number: 'A001', state: 'called' },
    { number: 'A002', state: 'waiting' },
  ])
  expect(await hub.in((tx) => tx.tickets(far.day))).toEqual([])
})

it('calls who waits longest, a number told late included; once more, served, absent; nobody of yesterday', async () => {
  const other = await hub.tablet('k2', 'approved', hub.tenant, 'kiosk')
  await tell(given(1))
  await tell([{ day: localDay(hub.now), count: 1, ago: 1200 }], other)
  expect(await callNext(desk(), hub.tenant, '1')).toMatchObject({ number: 'B001' })
  expect(await changeTicket(desk(), hub.tenant, 'B001', 'call', '1')).toMatchObject({ state: 'called', calls: 2 })
  expect(await changeTicket(desk(), hub.tenant, 'B001', 'absent', '1')).toMatchObject({ state: 'absent', counter: '1' })
  expect(await changeTicket(desk(), hub.tenant, 'A001', 'served', '1')).toMatchObject({ state: 'served' })
  expect(await callNext(desk(), hub.tenant, '1')).toBeNull()
  await expect(changeTicket(desk(), hub.tenant, 'A009', 'call', '1')).rejects.toMatchObject({ code: 'not-found' })
  hub.now += dayMs
  expect(await callNext(desk(), hub.tenant, '1')).toBeNull()
  expect(await hub.in((tx) => tx.tickets(localDay(hub.now - dayMs)))).toEqual([])
})

it('two officers who call at once call two numbers', async () => {
  await tell(given(1, 2))
  const both = await Promise.all([callNext(desk(), hub.tenant, '1'), callNext(desk(), hub.tenant, '2')])
  expect(both.map((row) => row?.number).sort()).toEqual(['A001', 'A002'])
})

it('believes the kiosk itself only (SPEC KSK-8)', async () => {
  expect(await tell(given(1), kiosk, given(2))).toBe('bad-signature')
  expect(await tell(given(1), await hub.tablet('t'))).toBe('not-allowed')
  expect(await today()).toEqual([])
})
