import { StoreError } from '../HubStore.ts'
import type { DevicesPart } from '../parts.ts'
import { cloneRow } from './cloneRow.ts'
import type { MemoryContext } from './MemoryContext.ts'
import type { Table } from './Table.ts'

/** Devices, enrolment tokens and nonces, in memory. */
export function devices(context: MemoryContext): DevicesPart {
  const { data, undo } = context
  return {
    putDevice: (row) => context.run(() => data.devices.put(row.id, row, undo)),
    seeDevice: (id, at) =>
      context.run(() => {
        const row = data.devices.peek(id)
        if (row !== undefined) data.devices.put(id, { ...row, lastSeenAt: at }, undo)
      }),
    device: (id) => context.run(() => data.devices.get(id)),
    devices: () => context.run(() => data.devices.sorted((row) => [row.createdAt, row.id])),
    putEnrolToken: (row) =>
      context.run(() => {
        if (data.enrolTokens.has(row.tokenHash)) throw new StoreError('duplicate')
        data.enrolTokens.put(row.tokenHash, row, undo)
      }),
    useEnrolToken: (tokenHash, now) =>
      context.run(() => {
        const row = data.enrolTokens.peek(tokenHash)
        if (row === undefined || row.usedAt !== null || row.expiresAt <= now) return null
        const used = { ...row, usedAt: now }
        data.enrolTokens.put(tokenHash, used, undo)
        return cloneRow(used)
      }),
    enrolTokens: () => context.run(() => data.enrolTokens.sorted((row) => [row.expiresAt, row.tokenHash])),
    useNonce: (nonce, expiresAt) =>
      context.run(() => {
        if (data.nonces.has(nonce)) return false
        data.nonces.put(nonce, expiresAt, undo)
        return true
      }),
    removeExpired: (kind, before, limit) =>
      context.run(() => {
        if (kind === 'nonce') return data.nonces.removeWhere((expiresAt) => expiresAt < before, limit, undo)
        const table: Pick<Table<{ expiresAt: number }>, 'removeWhere'> = kind === 'enrolToken'
          ? data.enrolTokens
          : data.officerSessions
        return table.removeWhere((row) => row.expiresAt < before, limit, undo)
      }),
  }
}
