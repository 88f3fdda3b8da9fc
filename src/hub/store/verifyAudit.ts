import { AUDIT_GENESIS, auditHash, type Sha256 } from './auditHash.ts'
import type { TenantTx } from './HubStore.ts'

/** What a check of the audit chain found. `at` is the number of the first line that is not as it was written. */
export type AuditVerdict =
  | { ok: true; lines: number; head: string }
  | { ok: false; at: number; why: 'changed' | 'missing' | 'tail-cut' | 'witness-unknown' }

const PAGE = 1000

/**
 * Walk the audit chain of a tenant from its first line and say where it was tampered with (security-sync fault 51).
 *
 * A changed line no longer hashes to what it says; a removed line leaves a hole in the numbers; a cut tail does not
 * reach the head that the tenant's counter row holds. Somebody who rewrites lines, numbers and head all together is
 * found by `witnesses`: heads taken from receipts that tablets hold, each of which must occur in the chain.
 */
export async function verifyAudit(
  tx: Pick<TenantTx, 'auditRows' | 'auditHead'>,
  sha256: Sha256,
  witnesses: readonly string[] = [],
): Promise<AuditVerdict> {
  const unseen = new Set(witnesses.filter((head) => head !== AUDIT_GENESIS))
  let n = 0
  let prev = AUDIT_GENESIS
  let head = await tx.auditHead()
  for (;;) {
    const rows = await tx.auditRows(n + 1, PAGE)
    for (const row of rows) {
      n += 1
      if (row.n !== n) return { ok: false, at: n, why: 'missing' }
      if (row.prev !== prev || row.hash !== auditHash(sha256, prev, n, row)) return { ok: false, at: n, why: 'changed' }
      prev = row.hash
      unseen.delete(prev)
    }
    if (rows.length === PAGE) continue
    // A hub at work may have written between two looks. Then its head has moved on since, and there is more to read; a
    // head that stands still although the lines end elsewhere is another's work.
    const now = await tx.auditHead()
    if (now === prev) break
    if (now === head) return { ok: false, at: n + 1, why: 'tail-cut' }
    head = now
  }
  if (unseen.size > 0) return { ok: false, at: n + 1, why: 'witness-unknown' }
  return { ok: true, lines: n, head: prev }
}
