import { foldVietnamese } from '../../domain/foldVietnamese.ts'
import { Problem } from '../../protocol/problems.ts'
import type { ChangeRow, ConflictRow, DeviceRow, RecordFilter, RecordRow, VolunteerRow } from '../store/rows.ts'
import type { DeskActor, DeskPorts } from './DeskPorts.ts'

/** A case with its history, conflicts, children and where it came from. */
export interface OpenedCase {
  record: RecordRow
  parent: RecordRow | null
  children: RecordRow[]
  changes: ChangeRow[]
  conflicts: ConflictRow[]
  devices: DeviceRow[]
  volunteers: VolunteerRow[]
}

/** The inbox: cases that match, each showing written into the audit (SPEC AUD-1). `search` may have accents. */
export function listCases(ports: DeskPorts, actor: DeskActor, filter: RecordFilter): Promise<RecordRow[]> {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    const { search, ...rest } = filter
    const rows = await tx.records({ ...rest, ...(search ? { search: foldVietnamese(search) } : {}) })
    await tx.audit({
      at: ports.now(),
      actor: `officer:${actor.officer}`,
      action: 'list',
      subject: 'records',
      detail: { count: rows.length },
    })
    return rows
  })
}

/** One case, its reading written into the audit. Throws `Problem('not-found')`. */
export function openCase(ports: DeskPorts, actor: DeskActor, id: string): Promise<OpenedCase> {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    const record = await tx.record(id)
    if (!record) throw new Problem('not-found')
    await tx.audit({
      at: ports.now(),
      actor: `officer:${actor.officer}`,
      action: 'read',
      subject: `record:${id}`,
      detail: { version: record.version },
    })
    return {
      record,
      parent: record.parent === null ? null : await tx.record(record.parent),
      children: await tx.records({ parent: id, limit: 50 }),
      changes: await tx.changes(id),
      conflicts: await tx.conflicts({ record: id }),
      devices: await tx.devices(),
      volunteers: await tx.volunteers(),
    }
  })
}
