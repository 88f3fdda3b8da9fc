import { describe, expect, it } from 'vitest'
import type { AuditRow } from '../../src/hub/store/audit.ts'
import { MemoryStore } from '../../src/hub/store/memory/MemoryStore.ts'
import { verifyAudit } from '../../src/hub/store/verifyAudit.ts'
import { sample } from './sampleRows.ts'
import { sha256 } from './sha256.ts'

async function chainOf(lines: number): Promise<{ rows: AuditRow[]; head: string }> {
  const store = new MemoryStore(sha256)
  const tenant = sample.tenant()
  await store.createTenant(tenant)
  return store.inTenant(tenant.id, async (tx) => {
    for (let i = 0; i < lines; i++) {
      await tx.audit({ at: i, actor: 'hub', action: 'apply', subject: `record:${i}`, detail: { seq: i } })
    }
    return { rows: await tx.auditRows(1, lines), head: await tx.auditHead() }
  })
}

/** The tampered rows as a transaction would give them. */
function over(rows: AuditRow[], head: string) {
  return {
    auditRows: async (from: number, limit: number) => rows.filter((row) => row.n >= from).slice(0, limit),
    auditHead: async () => head,
  }
}

describe('verifyAudit (fault 51)', () => {
  it('passes an untouched chain, over more than one page', async () => {
    const { rows, head } = await chainOf(2500)
    expect(await verifyAudit(over(rows, head), sha256)).toEqual({ ok: true, lines: 2500, head })
  })

  it('says where a line was edited, in any of its fields', async () => {
    const { rows, head } = await chainOf(5)
    const edits: Array<Partial<AuditRow>> = [
      { at: 99 },
      { actor: 'officer:x' },
      { action: 'read' },
      { subject: 'record:x' },
      { detail: { seq: 99 } },
      { detail: {} },
      { hash: '00'.repeat(32) },
      { prev: '00'.repeat(32) },
    ]
    for (const edit of edits) {
      const changed = rows.map((row) => (row.n === 3 ? { ...row, ...edit } : row))
      expect(await verifyAudit(over(changed, head), sha256)).toEqual({ ok: false, at: 3, why: 'changed' })
    }
  })

  it('says where a line was removed and that the tail was cut', async () => {
    const { rows, head } = await chainOf(5)
    const holed = rows.filter((row) => row.n !== 4)
    expect(await verifyAudit(over(holed, head), sha256)).toEqual({ ok: false, at: 4, why: 'missing' })
    expect(await verifyAudit(over(rows.slice(0, 3), head), sha256)).toEqual({ ok: false, at: 4, why: 'tail-cut' })
    expect(await verifyAudit(over([], head), sha256)).toEqual({ ok: false, at: 1, why: 'tail-cut' })
  })

  it('is not misled by a hub that goes on writing while it looks', async () => {
    const { rows } = await chainOf(6)
    // at each look one more line is there, and its head, as on a connection that sees what others commit
    let seen = 2
    const busy = {
      auditRows: async (from: number, limit: number) => rows.slice(0, seen++).slice(from - 1, from - 1 + limit),
      auditHead: async () => rows[Math.min(seen++, rows.length) - 1]?.hash ?? '',
    }
    expect(await verifyAudit(busy, sha256)).toEqual({ ok: true, lines: 6, head: rows[5]?.hash })
  })

  it('says so when lines were put behind the head', async () => {
    const { rows } = await chainOf(5)
    expect(await verifyAudit(over(rows, rows[3]?.hash ?? ''), sha256)).toMatchObject({ ok: false, why: 'tail-cut' })
  })

  it('finds a chain rewritten with its head by what tablets witnessed', async () => {
    const { rows, head } = await chainOf(5)
    const cut = rows.slice(0, 3)
    const forged = cut.at(-1)?.hash ?? ''
    expect(await verifyAudit(over(cut, forged), sha256)).toMatchObject({ ok: true })
    expect(await verifyAudit(over(cut, forged), sha256, [head])).toMatchObject({ ok: false, why: 'witness-unknown' })
  })
})
