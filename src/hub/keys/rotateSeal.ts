import { readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { base64url } from '../../crypto/bytes.ts'
import { newRawPair, nodeCrypto } from '../../crypto/node/nodeCrypto.ts'
import { kidOf } from '../../protocol/jws.ts'
import { syncFolder, writePrivate } from '../files/privateFile.ts'
import { loadKeys } from './loadKeys.ts'

/**
 * Turn the key that tablets seal to; the hub uses the new one from its next start, and tablets from their next contact. The old
 * one stays beside it for ever, which is longer than the 400 days that a tablet may be away: nothing sealed to it is lost. The
 * root certifies the new one, so that nobody enrols again (SPEC KEY-1, KEY-2).
 *
 * @returns the kid of the new key. Throws `KeysError`.
 */
export async function rotateSeal(folder: string): Promise<string> {
  const { seal } = loadKeys(folder)
  const current = join(folder, 'seal.json')
  const retired = join(folder, `seal-${await kidOf(nodeCrypto, seal.publicKey)}.json`)
  // killed between the two steps, the current key merely stands there twice
  rmSync(retired, { force: true })
  writePrivate(retired, readFileSync(current, 'utf8'))
  syncFolder(folder)
  const next = newRawPair()
  const aside = join(folder, 'seal.new')
  rmSync(aside, { force: true })
  writePrivate(aside, `${JSON.stringify({ v: 1, use: 'seal', secret: base64url(next.privateKey) })}\n`)
  renameSync(aside, current)
  syncFolder(folder)
  return kidOf(nodeCrypto, next.publicKey)
}
