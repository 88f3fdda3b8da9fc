import * as z from 'zod/mini'

const instant = z.number()
export const ticketSchema = z.object({
  number: z.string(),
  state: z.enum(['waiting', 'called', 'served', 'absent']),
  takenAt: instant,
  counter: z.nullable(z.string()),
  calledAt: z.nullable(instant),
  calls: z.number(),
})
export type Ticket = z.infer<typeof ticketSchema>

/** GET /api/desk/queue: today's numbers, who waits longest first, and the kiosks that give them. */
export const queueSchema = z.object({
  day: z.string(),
  tickets: z.array(ticketSchema),
  kiosks: z.array(z.object({ label: z.string(), letter: z.string(), lastSeenAt: z.nullable(instant) })),
})
export type Queue = z.infer<typeof queueSchema>

/** GET /api/desk/hall/…: what everybody in the hall may see. */
export const hallSchema = z.object({
  day: z.string(),
  called: z.array(z.object({ number: z.string(), counter: z.string(), calls: z.number() })),
  waiting: z.number(),
})
export type Hall = z.infer<typeof hallSchema>
