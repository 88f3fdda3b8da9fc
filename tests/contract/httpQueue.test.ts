import { beforeEach, describe, expect, it } from 'vitest'
import { localDay } from '../../src/domain/localDay.ts'
import type { TicketRow } from '../../src/hub/store/rows.ts'
import { HttpKit, refusal } from './httpKit.ts'

describe('the hall’s queue over HTTP (SPEC KSK-8, decision 023)', () => {
  let kit: HttpKit
  let officer: string
  beforeEach(async () => {
    kit = await HttpKit.create({ rates: { address: 10_000 } })
    officer = await kit.signIn(kit.hub.tenant, 'canbo', 'mat-khau-thu', 'officer')
    await kit.hub.in(async (tx) => {
      for (const number of ['A001', 'A002']) await tx.addTicket(ticket(number))
    })
  })
  const ticket = (number: string): TicketRow => ({
    day: localDay(kit.hub.now),
    number,
    device: 'kiosk',
    takenAt: kit.hub.now - 1000,
    state: 'waiting',
    counter: null,
    calledAt: null,
    calls: 0,
  })
  const hall = (commune: string) => kit.desk('GET', `/api/desk/hall/${commune}`)
  const next = (more: object = {}) => kit.desk('POST', '/api/desk/queue/next', { body: { counter: '2' }, ...more })

  it('the hall sees numbers and counters without a sign-in, and nothing else; another commune’s hall has its own', async () => {
    expect((await next({ cookie: officer })).status).toBe(200)
    const day = localDay(kit.hub.now)
    expect(await (await hall(kit.hub.tenant)).json()).toEqual({
      day,
      called: [{ number: 'A001', counter: '2', calls: 1 }],
      waiting: 1,
    })
    expect(await (await hall(kit.hub.otherTenant)).json()).toEqual({ day, called: [], waiting: 0 })
    expect(await refusal(hall('00000000-0000-4000-8000-000000000000'))).toBe('404 not-found')
    expect(await refusal(hall("x' OR '1"))).toBe('404 not-found')
  })

  it('whoever looks at the hall costs one commune’s transaction, however many there are', async () => {
    const asked: string[] = []
    const { store } = kit.hub
    const inTenant = store.inTenant.bind(store)
    store.inTenant = (tenant, work) => {
      asked.push(tenant)
      return inTenant(tenant, work)
    }
    await hall(kit.hub.tenant)
    expect(asked).toEqual([kit.hub.tenant])
  })

  it('calls are officers’, from the desk’s own page', async () => {
    expect(await refusal(kit.desk('GET', '/api/desk/queue'))).toBe('401 not-signed-in')
    expect(await refusal(next())).toBe('401 not-signed-in')
    expect(await refusal(next({ cookie: officer, foreign: true }))).toBe('403 foreign-page')
    expect(await refusal(next({ cookie: officer, body: { counter: ' ' } }))).toBe('400 malformed')
    expect((await hall(kit.hub.tenant).then((answer) => answer.json())).called).toEqual([])
  })
})
