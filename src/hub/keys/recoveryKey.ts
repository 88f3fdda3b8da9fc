import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { base64url, fromBase64url } from '../../crypto/bytes.ts'
import type { Bytes } from '../../crypto/CryptoPort.ts'
import { replacePrivate, syncFolder } from '../files/privateFile.ts'
import { KeysError } from './KeysError.ts'

/** To whom backups are sealed. Only the public half is ever on the hub; the private one is on paper, in three shares. */
export interface RecoveryKey {
  publicKey: Bytes
  /** when its sheet was made, ms of the hub's clock */
  madeAt: number
}

/** The key in use, or one whose sheet was shown and has not proved itself yet (decision 014). */
export type RecoveryPlace = 'recovery' | 'recovery-next'

const fileSchema = z.object({ v: z.literal(1), use: z.literal('recovery'), key: z.string(), madeAt: z.number().int() })
const fileOf = (folder: string, place: RecoveryPlace) => join(folder, `${place}.json`)

/** The key of the newest recovery sheet, or null while there is none. Throws `KeysError`. */
export function readRecoveryKey(folder: string, place: RecoveryPlace = 'recovery'): RecoveryKey | null {
  const file = fileOf(folder, place)
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
export function writeRecoveryKey(folder: string, key: RecoveryKey): void {
  write(folder, 'recovery', key)
  rmSync(fileOf(folder, 'recovery-next'), { force: true })
}

/** Its sheet is shown; it counts once two of its shares were typed back (`takeNextKey`). */
export const writeNextKey = (folder: string, key: RecoveryKey): void => write(folder, 'recovery-next', key)

/** Two shares of the sheet that was shown last were typed back: from now on backups are sealed to its key. */
export function takeNextKey(folder: string): void {
  renameSync(fileOf(folder, 'recovery-next'), fileOf(folder, 'recovery'))
  syncFolder(folder)
}

function write(folder: string, place: RecoveryPlace, { publicKey, madeAt }: RecoveryKey): void {
  const content = { v: 1, use: 'recovery', key: base64url(publicKey), madeAt }
  replacePrivate(fileOf(folder, place), `${JSON.stringify(content)}\n`)
}
