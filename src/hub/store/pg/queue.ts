import type { QueuePart } from '../parts.ts'
import { columns } from './Database.ts'
import { lockName } from './lockName.ts'
import type { PgContext } from './PgContext.ts'

/** Numbers of the queue and the kiosks' letters, in PostgreSQL. */
export function queue(context: PgContext): QueuePart {
  const { db, tenant } = context
  const run = context.run.bind(context)
  const ofDay = (day: string) =>
    db
      .selectFrom('ticket')
      .select(columns.ticket)
      .where('tenant', '=', tenant)
      .where('day', '=', day)
      .orderBy('takenAt')
      .orderBy('number')
  return {
    lockKioskLetters: () => run(() => lockName(db, `letters:${tenant}`)),
    kioskLetters: () =>
      run(() => {
        const all = db.selectFrom('kioskLetter').select(columns.kioskLetter).where('tenant', '=', tenant)
        return all.orderBy('letter').execute()
      }),
    putKioskLetter: (row) =>
      run(async () => {
        await db
          .insertInto('kioskLetter')
          .values({ tenant, ...row })
          .execute()
      }),
    addTicket: (row) =>
      run(async () => {
        const added = db.insertInto('ticket').values({ tenant, ...row })
        await added.onConflict((on) => on.columns(['tenant', 'day', 'number']).doNothing()).execute()
      }),
    changeTicket: ({ day, number, state, counter, calledAt, calls }) =>
      run(async () => {
        const changed = db.updateTable('ticket').set({ state, counter, calledAt, calls }).where('tenant', '=', tenant)
        await changed.where('day', '=', day).where('number', '=', number).execute()
      }),
    tickets: (day) => run(() => ofDay(day).execute()),
    lockTickets: (day) => run(() => ofDay(day).forUpdate().execute()),
    dropTickets: (before) =>
      run(async () => {
        await db.deleteFrom('ticket').where('tenant', '=', tenant).where('day', '<', before).execute()
      }),
  }
}
