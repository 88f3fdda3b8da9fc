import { isIPv4 } from 'node:net'
import { issueCertificate, makeAuthority } from './localAuthority.ts'
import { isPrivate } from './ownAddresses.ts'
import { TlsError } from './TlsError.ts'
import { readTls, type Tls, writeTls } from './tlsFolder.ts'

/** A certificate of our own is made anew this long before its end, ms. */
const renewMs = 30 * 24 * 3_600_000

/** Names as DNS has them; what people type must not end up in a certificate as something else. */
const hostPattern = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** A name of one label would let the authority speak for all below it (`vn`); of addresses only private ones can be certified. */
const isOwnName = (host: string): boolean =>
  hostPattern.test(host) && (isIPv4(host) ? isPrivate(host) : host.includes('.') || host === 'localhost')

/**
 * HTTPS by an authority of the hub's own: made at the first call, later only the hub's certificate is made anew (for changed
 * addresses), because tablets trust the authority. Another host needs another authority: then `isNew` says so.
 * Throws `TlsError`.
 */
export async function setUpOwnTls(
  folder: string,
  host: string,
  addresses: readonly string[],
  now: number,
): Promise<{ tls: Tls; isNew: boolean }> {
  if (!isOwnName(host)) throw new TlsError('tls-host-wrong', { host })
  const known = readTls(folder)
  const kept = known?.host === host ? known.authority : null
  const authority = kept ?? (await makeAuthority(host, now))
  writeTls(folder, { host, authority, ...(await issueCertificate(authority, host, addresses, now)) })
  const tls = readTls(folder)
  if (!tls) throw new TlsError('tls-damaged', { file: folder })
  return { tls, isNew: kept === null }
}

/** A certificate of our own that ends soon, made anew; what a public authority gave is left to whoever keeps it. */
export async function renewed(folder: string, tls: Tls, addresses: readonly string[], now: number): Promise<Tls> {
  if (!tls.authority || tls.validTo - now > renewMs) return tls
  return (await setUpOwnTls(folder, tls.host, addresses, now)).tls
}
