import type { DraftRow, PhotoRow } from './rows.ts'

/** What rows take beside their ciphertext, bytes: keys, hashes, index entries. Estimates for the ledger (SPEC STO-4). */
export const outboxOverhead = 320
const draftOverhead = 96
const photoOverhead = 320

export const draftBytes = (row: DraftRow): number => row.ct.length + draftOverhead

export const photoBytes = (row: PhotoRow): number => row.bytes + photoOverhead
