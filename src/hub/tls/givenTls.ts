import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { TlsError } from './TlsError.ts'
import { readTls, type Tls, writeTls } from './tlsFolder.ts'

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new TlsError('tls-file-unreadable', { file })
  }
}

function parsed<T>(file: string, parse: (text: string) => T): T {
  const text = textOf(file)
  try {
    return parse(text)
  } catch {
    throw new TlsError('tls-file-unreadable', { file })
  }
}

/**
 * Take a certificate that a public authority gave (PEM, the chain behind it) with its key. Throws `TlsError` when the two do
 * not belong together, it is not for this host, or it has ended.
 */
export function takeGivenTls(folder: string, host: string, certFile: string, keyFile: string, now: number): Tls {
  const certificate = parsed(certFile, (text) => new X509Certificate(text))
  const key = parsed(keyFile, createPrivateKey)
  if (!certificate.checkPrivateKey(key)) throw new TlsError('tls-key-of-another', { file: keyFile })
  const isFor = isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)
  if (!isFor) throw new TlsError('tls-other-name', { host })
  if (Date.parse(certificate.validTo) <= now) throw new TlsError('tls-expired', { at: certificate.validTo })
  writeTls(folder, { host, authority: null, cert: textOf(certFile), key: textOf(keyFile) })
  const tls = readTls(folder)
  if (!tls) throw new TlsError('tls-damaged', { file: folder })
  return tls
}
