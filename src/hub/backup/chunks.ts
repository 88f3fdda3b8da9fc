import { concat } from '../../crypto/bytes.ts'
import type { Bytes } from '../../crypto/CryptoPort.ts'
import { nodeCrypto } from '../../crypto/node/nodeCrypto.ts'
import { BackupError } from './BackupError.ts'
import { ByteTaker } from './ByteTaker.ts'

const chunkBytes = 256 * 1024
const tagBytes = 16

/** The key of one backup, and the hash of its header that binds the chunks to it. */
export interface ChunkKey {
  dataKey: Uint8Array
  headerHash: Uint8Array
}

const ivOf = (index: number): Bytes => {
  const iv = new Uint8Array(12)
  new DataView(iv.buffer).setBigUint64(4, BigInt(index))
  return iv
}

const aadOf = (key: ChunkKey, last: number) => concat(key.headerHash, Uint8Array.of(last))

async function sealed(key: ChunkKey, index: number, last: number, plain: Uint8Array): Promise<Bytes> {
  const start = new Uint8Array(5)
  start[0] = last
  new DataView(start.buffer).setUint32(1, plain.length)
  return concat(start, await nodeCrypto.aesSeal(key.dataKey, ivOf(index), aadOf(key, last), plain))
}

/** Seal a stream; every chunk but the last has the same size. */
export async function* sealChunks(source: AsyncIterable<Uint8Array>, key: ChunkKey): AsyncGenerator<Bytes> {
  const kept = new ByteTaker()
  let index = 0
  for await (const piece of source) {
    kept.push(piece)
    while (kept.length > chunkBytes) yield await sealed(key, index++, 0, kept.take(chunkBytes))
  }
  yield await sealed(key, index, 1, kept.take(kept.length))
}

/** Open such a stream. Throws `BackupError` `backup-cut`, or `backup-damaged` with the number of the chunk. */
export async function* openChunks(source: AsyncIterable<Uint8Array>, key: ChunkKey): AsyncGenerator<Bytes> {
  const kept = new ByteTaker()
  let index = 0
  let last = 0
  for await (const piece of source) {
    if (last === 1) throw new BackupError('backup-damaged', { part: 'end' })
    kept.push(piece)
    while (kept.length >= 5 && last === 0) {
      const start = kept.peek(5)
      const length = new DataView(start.buffer).getUint32(1)
      if (length > chunkBytes) throw new BackupError('backup-damaged', { part: index })
      if (kept.length < 5 + length + tagBytes) break
      kept.take(5)
      last = start[0] ?? 0
      const plain = await nodeCrypto.aesOpen(key.dataKey, ivOf(index), aadOf(key, last), kept.take(length + tagBytes))
      if (!plain) throw new BackupError('backup-damaged', { part: index })
      index += 1
      yield plain
    }
    if (last === 1 && kept.length > 0) throw new BackupError('backup-damaged', { part: 'end' })
  }
  if (last !== 1) throw new BackupError('backup-cut')
}
