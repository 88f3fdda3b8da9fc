import { concat } from '../../crypto/bytes.ts'
import type { Bytes } from '../../crypto/CryptoPort.ts'
import { BackupError } from './BackupError.ts'
import { ByteTaker } from './ByteTaker.ts'

/** What stands inside a backup, one after the other: `kind u8 ‖ length u32 ‖ bytes`. */
const blockKinds = { key: 1, table: 2, rows: 3, tableEnd: 4, summary: 5, photo: 6 } as const
export type BlockKind = keyof typeof blockKinds

const kindOf = new Map(Object.entries(blockKinds).map(([kind, code]) => [code, kind as BlockKind]))
const maxBlock = 16 * 1024 * 1024

export interface Block {
  kind: BlockKind
  bytes: Bytes
}

export function encodeBlock(kind: BlockKind, bytes: Uint8Array): Bytes {
  const start = new Uint8Array(5)
  start[0] = blockKinds[kind]
  new DataView(start.buffer).setUint32(1, bytes.length)
  return concat(start, bytes)
}

/** The blocks of a stream. Throws `BackupError` for a kind that this version does not know, and for one that is cut. */
export async function* readBlocks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Block> {
  const kept = new ByteTaker()
  for await (const piece of source) {
    kept.push(piece)
    while (kept.length >= 5) {
      const start = kept.peek(5)
      const length = new DataView(start.buffer).getUint32(1)
      const kind = kindOf.get(start[0] as (typeof blockKinds)[BlockKind])
      if (kind === undefined || length > maxBlock) throw new BackupError('backup-damaged', { part: 'blocks' })
      if (kept.length < 5 + length) break
      kept.take(5)
      yield { kind, bytes: kept.take(length) }
    }
  }
  if (kept.length > 0) throw new BackupError('backup-cut')
}
