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

const aside = (folder: string) => ({ next: `${folder}.new`, old: `${folder}.old` })

/** Killed between the two renames of `writeTls`: the folder of before takes its place again, and with it the authority. */
function putBack(folder: string): void {
  const { old } = aside(folder)
  if (existsSync(folder) || !existsSync(old)) return
  try {
    renameSync(old, folder)
    syncFolder(join(folder, '..'))
  } catch (error) {
    throw notWritable(folder, error)
  }
}

const notWritable = (folder: string, error: unknown) =>
  new TlsError('tls-not-writable', {
    folder,
    reason: error instanceof Error && 'code' in error ? String(error.code) : 'unknown',
  })

/** What a folder holds; null when HTTPS was never set up. Throws `TlsError` `tls-damaged`, `tls-not-writable`. */
export function readTls(folder: string): Tls | null {
  putBack(folder)
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

/**
 * Put all in place at once, in a new folder that takes the old one's place. The old one goes only when the new one stands there:
 * it may hold the only copy of the authority. Throws `TlsError('tls-not-writable')`.
 */
export function writeTls(folder: string, tls: Omit<Tls, 'validTo'>): void {
  putBack(folder)
  const { next, old } = aside(folder)
  try {
    rmSync(next, { recursive: true, force: true })
    mkdirSync(next, { recursive: true, mode: 0o700 })
    writePrivate(join(next, files.note), `${JSON.stringify({ v: 1, host: tls.host })}\n`)
    writePrivate(join(next, files.cert), tls.cert)
    writePrivate(join(next, files.key), tls.key)
    if (tls.authority) {
      writePrivate(join(next, files.authorityCert), tls.authority.cert)
      writePrivate(join(next, files.authorityKey), tls.authority.key)
    }
    syncFolder(next)
    if (existsSync(folder)) {
      // left by a kill after both renames: the folder stands, so this one is spent
      rmSync(old, { recursive: true, force: true })
      renameSync(folder, old)
    }
    renameSync(next, folder)
    syncFolder(join(folder, '..'))
    rmSync(old, { recursive: true, force: true })
  } catch (error) {
    throw notWritable(folder, error)
  }
}
