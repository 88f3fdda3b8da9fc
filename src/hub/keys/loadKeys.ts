import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { base64url, fromBase64url } from '../../crypto/bytes.ts'
import type { Bytes } from '../../crypto/CryptoPort.ts'
import { newRawPair, nodeCrypto, pairOfScalar, type RawKeyPair } from '../../crypto/node/nodeCrypto.ts'
import { syncFolder, writePrivate } from '../files/privateFile.ts'
import type { HubKeys } from './HubKeys.ts'
import { KeysError } from './KeysError.ts'

const PAIRS = ['root', 'receipt', 'seal'] as const
const NONCE = 'nonce'
const secretFile = z.object({ v: z.literal(1), use: z.string(), secret: z.string() })

/**
 * The hub's keys from their folder (mode 0700, each file 0600), made at the first start: all in one new folder that is
 * then moved into place, so a start that is killed midway leaves none. A folder that misses one is refused: new keys in
 * its place would lock every tablet out and every stored item up.
 *
 * @throws KeysError
 */
export function loadKeys(folder: string): HubKeys {
  if (!existsSync(folder)) makeKeys(folder)
  const pair = (name: string, use = name): RawKeyPair => {
    try {
      return pairOfScalar(readSecret(folder, name, use))
    } catch (error) {
      throw error instanceof KeysError ? error : new KeysError('keys-damaged', { file: fileOf(folder, name) })
    }
  }
  const oldSeals = retiredSeals(folder).map((name) => pair(name, 'seal'))
  const nonceSecret = readSecret(folder, NONCE)
  return { root: pair('root'), receipt: pair('receipt'), seal: pair('seal'), oldSeals, nonceSecret }
}

/** Names of the seal keys that `rotateSeal` has retired, without their ending. */
const retiredSeals = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /^seal-[\w-]+\.json$/.test(name))
    .sort()
    .map((name) => name.replace(/\.json$/, ''))

const fileOf = (folder: string, use: string) => join(folder, `${use}.json`)

function readSecret(folder: string, name: string, use = name): Bytes {
  const file = fileOf(folder, name)
  if (!existsSync(file)) throw new KeysError('keys-missing', { file })
  const secret = secretIn(readFileSync(file, 'utf8'), use)
  if (!secret) throw new KeysError('keys-damaged', { file })
  return secret
}

function secretIn(text: string, use: string): Bytes | null {
  try {
    const parsed = secretFile.parse(JSON.parse(text))
    const secret = fromBase64url(parsed.secret)
    return parsed.use === use && secret?.length === 32 ? secret : null
  } catch {
    return null
  }
}

/** The public half of what a key file's text holds, or null when it is no private key. */
export function publicKeyIn(name: string, text: string): Bytes | null {
  const secret = secretIn(text, name.replace(/\.json$/, ''))
  if (!secret) return null
  try {
    return pairOfScalar(secret).publicKey
  } catch {
    return null
  }
}

function makeKeys(folder: string): void {
  const aside = `${folder}.new`
  try {
    mkdirSync(dirname(folder), { recursive: true })
    rmSync(aside, { recursive: true, force: true })
    mkdirSync(aside, { mode: 0o700 })
    for (const use of PAIRS) writeSecret(aside, use, newRawPair().privateKey)
    writeSecret(aside, NONCE, nodeCrypto.random(32))
    syncFolder(aside)
    renameSync(aside, folder)
    syncFolder(dirname(folder))
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new KeysError('keys-not-writable', { folder, reason })
  }
}

function writeSecret(folder: string, use: string, secret: Uint8Array): void {
  writePrivate(fileOf(folder, use), `${JSON.stringify({ v: 1, use, secret: base64url(secret) })}\n`)
}
