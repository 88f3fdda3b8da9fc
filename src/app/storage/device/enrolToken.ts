import { fromBase64url, uuidBytes } from '../../../crypto/bytes.ts'
import type { Bytes } from '../../../crypto/CryptoPort.ts'

/** What an enrolment link carries behind its `#`, so that no server log ever sees it. */
export interface EnrolToken {
  tenant: string
  /** what the hub is sent: `<tenant>.<secret>` */
  forHub: string
  /** first 16 bytes of SHA-256 of the hub's root key (SPEC KEY-2) */
  fingerprint: Bytes
}

/** Reads `<tenant uuid>.<secret>.<fingerprint>`, with or without the `#`; null when it is none. */
export function parseEnrolToken(text: string): EnrolToken | null {
  const [tenant, secret, print, ...more] = text.trim().replace(/^#/, '').split('.')
  if (tenant === undefined || secret === undefined || print === undefined || more.length > 0) return null
  const fingerprint = fromBase64url(print)
  if (!uuidBytes(tenant) || !/^[A-Za-z0-9_-]{16,80}$/.test(secret) || fingerprint?.length !== 16) return null
  return { tenant, forHub: `${tenant}.${secret}`, fingerprint }
}
