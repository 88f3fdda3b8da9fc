import { placeHash } from '../../protocol/chain.ts'
import type { PullEntry, PulledRecord } from '../../protocol/page.ts'
import type { FeedEntry, RecordRow } from '../store/rows.ts'

function toPulledRecord(row: RecordRow, seq: number): PulledRecord {
  const groups = Object.entries(row.groups)
  const chosen = groups.flatMap(([name, group]) => (group.chosen === undefined ? [] : [[name, group.chosen] as const]))
  return {
    k: 'record',
    s: seq,
    id: row.id,
    type: row.type,
    version: row.version,
    groups: Object.fromEntries(groups.map(([name, group]) => [name, { value: group.value, version: group.version }])),
    status: row.status,
    parent: row.parent,
    note: row.returnNote,
    code: row.officialCode,
    conflicts: row.openConflicts,
    ...(chosen.length > 0 ? { chosen: Object.fromEntries(chosen) } : {}),
    ...(Object.keys(row.extra).length > 0 ? { extra: row.extra } : {}),
  }
}

/** A row of the feed as the tablet reads it (SPEC PULL-4, VER-4). */
export function toPullEntry(entry: FeedEntry): PullEntry {
  switch (entry.kind) {
    case 'record':
      return toPulledRecord(entry.record, entry.seq)
    case 'gone':
      return { k: 'gone', s: entry.seq, id: entry.record }
    case 'pack': {
      const { id, version, kind, jws } = entry.pack
      return { k: 'pack', s: entry.seq, id, version, kind, jws }
    }
    case 'safe': {
      const { chain, n, at } = entry.safe
      return { k: 'safe', s: entry.seq, chain, n, at }
    }
    case 'verdict': {
      const { chain, n, state, reason, data, record, version } = entry.verdict
      const said = { n, state, reason, data, record, version }
      if (!entry.forked) return { k: 'verdict', s: entry.seq, chain, ...said }
      return { k: 'forked', s: entry.seq, chain: entry.forked.chain, h: placeHash(entry.forked.hash), ...said }
    }
  }
}
