import type { CounterPart } from '../parts.ts'
import { columns } from './Database.ts'
import type { PgContext } from './PgContext.ts'

/** The tenant's sequence and audit chain, in PostgreSQL. */
export function counter(context: PgContext): CounterPart {
  const { db, lines, tenant } = context
  return {
    nextSeq: () => context.run(() => lines.nextSeq()),
    seq: () => context.run(() => lines.seq()),
    audit: (entry) => context.run(() => lines.add(entry)),
    auditHead: () => context.run(() => lines.head()),
    auditRows: (from, limit) =>
      context.run(async () => {
        await lines.flush()
        return db
          .selectFrom('audit')
          .select(columns.audit)
          .where('tenant', '=', tenant)
          .where('n', '>=', from)
          .where('n', '<', from + limit)
          .orderBy('n')
          .execute()
      }),
  }
}
