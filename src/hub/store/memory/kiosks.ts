import type { KioskPart } from '../parts.ts'
import type { MemoryContext } from './MemoryContext.ts'

/** Claims of drafts that were begun at a kiosk, in memory. */
export function kiosks(context: MemoryContext): KioskPart {
  const { data, undo } = context
  return {
    putClaim: (row) =>
      context.run(() => {
        const { proof } = data.claims.peek(row.record) ?? row
        data.claims.put(row.record, { ...row, proof }, undo)
      }),
    callFrom: (device, at) =>
      context.run(() => {
        const row = data.devices.peek(device)
        if (row !== undefined) data.devices.put(device, { ...row, calledAt: at }, undo)
      }),
    claim: (record) => context.run(() => data.claims.get(record)),
  }
}
