import { auditHash } from '../auditHash.ts'
import type { CounterPart } from '../parts.ts'
import type { MemoryContext } from './MemoryContext.ts'

/** The tenant's sequence and audit chain, in memory. */
export function counter(context: MemoryContext): CounterPart {
  const { data, undo, sha256 } = context
  return {
    nextSeq: () =>
      context.run(() => {
        undo.push(() => {
          data.seq -= 1
        })
        data.seq += 1
        return data.seq
      }),
    seq: () => context.run(() => data.seq),
    audit: (entry) =>
      context.run(() => {
        const prev = data.auditHead
        const n = data.audit.size + 1
        const hash = auditHash(sha256, prev, n, entry)
        data.audit.put(String(n), { ...entry, detail: entry.detail ?? {}, n, prev, hash }, undo)
        undo.push(() => {
          data.auditHead = prev
        })
        data.auditHead = hash
        return hash
      }),
    auditHead: () => context.run(() => data.auditHead),
    auditRows: (from, limit) =>
      context.run(() =>
        data.audit.sorted(
          (row) => [row.n],
          (row) => row.n >= from && row.n < from + limit,
        ),
      ),
  }
}
