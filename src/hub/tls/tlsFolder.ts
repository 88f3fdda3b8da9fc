import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { syncFolder, writePrivate } from '../files/privateFile.ts'
import type { PemPair } from './localAuthority.ts'
import { TlsError } from './TlsError.ts'

const noteSchema = z.object({
  v: z.literal(1),
  /** the name that tablets open; it is part of their storage's address and must not change */
  host: z.string(),
})

/** What the hub serves HTTPS with. */
export interface Tls extends PemPair {
  host: string
  /** the hub's own authority, which tablets must be told to trust; null with a certificate from a public one */
  authority: PemPair | null
  /** end of the certificate, ms */
  validTo: number
}

const files = { note: 'tls.json', cert: 'hub.crt', key: 'hub.key', authorityCert: 'ca.crt', authorityKey: 'ca.key' }

function read(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), 'utf8')
  } catch {
    throw new TlsError('tls-damaged', { file: join(folder, file) })
  }
}

/** The certificate's end, ms. Throws `TlsError('tls-damaged')` for what is no certificate. */
export function endOf(cert: string, file: string): number {
  try {
    return Date.parse(new X509Certificate(cert).validTo)
  } catch {
    throw new TlsError('tls-damaged', { file })
  }
}

/** What a folder holds; null when HTTPS was never set up. Throws `TlsError('tls-damaged')`. */
export function readTls(folder: string): Tls | null {
  if (!existsSync(folder)) return null
  let note: z.infer<typeof noteSchema>
  try {
    note = noteSchema.parse(JSON.parse(read(folder, files.note)))
  } catch {
    throw new TlsError('tls-damaged', { file: join(folder, files.note) })
  }
  const cert = read(folder, files.cert)
  const isOwn = existsSync(join(folder, files.authorityCert))
  return {
    host: note.host,
    cert,
    key: read(folder, files.key),
    authority: isOwn ? { cert: read(folder, files.authorityCert), key: read(folder, files.authorityKey) } : null,
    validTo: endOf(cert, join(folder, files.cert)),
  }
}

/** Put all in place at once, in a new folder that takes the old one's place. Throws `TlsError('tls-not-writable')`. */
export function writeTls(folder: string, tls: Omit<Tls, 'validTo'>): void {
  const [aside, old] = [`${folder}.new`, `${folder}.old`]
  try {
    rmSync(aside, { recursive: true, force: true })
    rmSync(old, { recursive: true, force: true })
    mkdirSync(aside, { recursive: true, mode: 0o700 })
    writePrivate(join(aside, files.note), `${JSON.stringify({ v: 1, host: tls.host })}\n`)
    writePrivate(join(aside, files.cert), tls.cert)
    writePrivate(join(aside, files.key), tls.key)
    if (tls.authority) {
      writePrivate(join(aside, files.authorityCert), tls.authority.cert)
      writePrivate(join(aside, files.authorityKey), tls.authority.key)
    }
    syncFolder(aside)
    if (existsSync(folder)) renameSync(folder, old)
    renameSync(aside, folder)
    syncFolder(join(folder, '..'))
    rmSync(old, { recursive: true, force: true })
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new TlsError('tls-not-writable', { folder, reason })
  }
}
