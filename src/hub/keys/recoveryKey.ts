import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { base64url, fromBase64url } from '../../crypto/bytes.ts'
import type { Bytes } from '../../crypto/CryptoPort.ts'
import { syncFolder, writePrivate } from '../files/privateFile.ts'
import { KeysError } from './KeysError.ts'

/** To whom backups are sealed. Only the public half is ever on the hub; the private one is on paper, in three shares. */
export interface RecoveryKey {
  publicKey: Bytes
  /** when its sheet was made, ms of the hub's clock */
  madeAt: number
}

const fileSchema = z.object({ v: z.literal(1), use: z.literal('recovery'), key: z.string(), madeAt: z.number().int() })
const fileOf = (folder: string) => join(folder, 'recovery.json')

/** The key of the newest recovery sheet, or null while none was made. Throws `KeysError`. */
export function readRecoveryKey(folder: string): RecoveryKey | null {
  const file = fileOf(folder)
  if (!existsSync(file)) return null
  try {
    const { key, madeAt } = fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    const publicKey = fromBase64url(key)
    if (publicKey?.length === 65) return { publicKey, madeAt }
  } catch {
    // told below
  }
  throw new KeysError('keys-damaged', { file })
}

/** From now on backups are sealed to this key; an older sheet goes on opening older backups only. */
export function writeRecoveryKey(folder: string, { publicKey, madeAt }: RecoveryKey): void {
  const file = fileOf(folder)
  const aside = `${file}.new`
  rmSync(aside, { force: true })
  writePrivate(aside, `${JSON.stringify({ v: 1, use: 'recovery', key: base64url(publicKey), madeAt })}\n`)
  renameSync(aside, file)
  syncFolder(folder)
}
