import { type AuditEntry, canonicalAuditLine } from './audit.ts'

/** A synchronous SHA-256: bytes in, 32 bytes out. A parameter, so that the seeded simulator can run on it (design D8). */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** The head of an audit chain that has no line yet: 32 zero bytes, in hex (SPEC AUD-1). */
export const AUDIT_GENESIS = '0'.repeat(64)

/**
 * The hash of audit line `n` (the first is 1) in hex: SHA-256 over the 32 bytes of `prev` and the UTF-8 of the
 * canonical line (SPEC AUD-1).
 *
 * @param prev hex of the head before this line; `AUDIT_GENESIS` for the first
 */
export function auditHash(sha256: Sha256, prev: string, n: number, entry: AuditEntry): string {
  const line = new TextEncoder().encode(canonicalAuditLine(n, entry))
  const bytes = new Uint8Array(32 + line.length)
  for (let i = 0; i < 32; i++) bytes[i] = Number.parseInt(prev.slice(2 * i, 2 * i + 2), 16)
  bytes.set(line, 32)
  return Array.from(sha256(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
