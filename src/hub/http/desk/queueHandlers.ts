import type { Hono } from 'hono'
import { localDay } from '../../../domain/localDay.ts'
import { callNext, changeTicket } from '../../kiosk/deskQueue.ts'
import type { TicketRow } from '../../store/rows.ts'
import type { HttpEnv, HttpPorts } from '../HttpPorts.ts'
import { readJson } from '../readBody.ts'
import { counterBody, deskRoutes, ticketBody } from './deskRoutes.ts'
import { onRoute } from './onRoute.ts'

/** How many numbers hang in the hall: the newest large, the others for who was looking away. */
const mostShown = 5

const ticketAnswer = ({ number, state, takenAt, counter, calledAt, calls }: TicketRow) => ({
  number,
  state,
  takenAt,
  counter,
  calledAt,
  calls,
})

/** The hall's queue: the officers' list and calls, and the screen that everybody sees (SPEC KSK-8, decision 023). */
export function queueHandlers(app: Hono<HttpEnv>, ports: HttpPorts): void {
  const { enrol } = ports
  const { store } = enrol

  onRoute(app, ports, deskRoutes.queue, async (context, { tenant }) => {
    const day = localDay(enrol.now())
    const { tickets, letters, devices } = await store.inTenant(tenant, async (tx) => ({
      tickets: await tx.tickets(day),
      letters: await tx.kioskLetters(),
      devices: await tx.devices(),
    }))
    const kiosks = letters.flatMap(({ device, letter }) => {
      const row = devices.find(({ id, status }) => id === device && status === 'approved')
      return row ? [{ label: row.label, letter, lastSeenAt: row.lastSeenAt }] : []
    })
    return context.json({ day, tickets: tickets.map(ticketAnswer), kiosks })
  })
  onRoute(app, ports, deskRoutes.callNext, async (context, { tenant }) => {
    const { counter } = await readJson(context.req.raw, counterBody)
    const row = await callNext(enrol, tenant, counter)
    return context.json(row && ticketAnswer(row))
  })
  onRoute(app, ports, deskRoutes.ticket, async (context, { tenant }) => {
    const { action, counter } = await readJson(context.req.raw, ticketBody)
    const number = context.req.param('number') ?? ''
    return context.json(ticketAnswer(await changeTicket(enrol, tenant, number, action, counter)))
  })

  // anybody may ask, and a screen does every two seconds: one commune is asked, and one that is none is `not-found` by itself
  app.get(deskRoutes.hall.path, async (context) => {
    const commune = context.req.param('commune')
    const day = localDay(enrol.now())
    const tickets = await store.inTenant(commune, (tx) => tx.tickets(day))
    const called = tickets
      .filter(({ state }) => state === 'called')
      .sort((a, b) => (b.calledAt ?? 0) - (a.calledAt ?? 0))
      .slice(0, mostShown)
    return context.json({
      day,
      called: called.map(({ number, counter, calls }) => ({ number, counter: counter ?? '', calls })),
      waiting: tickets.filter(({ state }) => state === 'waiting').length,
    })
  })
}
