import * as z from 'zod/mini'
import { base64url, fromBase64url } from '../crypto/bytes.ts'
import type { Bytes, CryptoPort, Signer } from '../crypto/CryptoPort.ts'
import { kidOf, parseJws, signJws } from './jws.ts'

const hex16 = z.string().check(z.regex(/^[0-9a-f]{32}$/))
const hex32 = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const count = z.int().check(z.nonnegative())
const uuid = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))

/** Certificate of a hub key by the root key (SPEC KEY-2). */
export const certificateSchema = z.object({
  v: z.literal(1),
  use: z.enum(['receipt', 'seal']),
  kid: z.string(),
  key: z.string(),
})
/** Where the hub stands with a chain, said freshly (SPEC HEA-1). */
export const headSchema = z.object({
  v: z.literal(1),
  tenant: uuid,
  device: uuid,
  chain: hex16,
  epoch: z.int().check(z.positive()),
  n: count,
  h: hex32,
  ask: hex16,
  nonce: hex16,
  now: count,
  /** this tablet is revoked (SPEC HEA-5); absent for every other */
  revoked: z.optional(z.literal(true)),
  /** so many photos of this tablet are wanted (SPEC PHO-7); absent for none */
  photos: z.optional(count),
  /** asked for a common place: the last one (SPEC HEA-6) */
  common: z.optional(count),
  /** which places were asked about: `ownDigest` of them (SPEC HEA-6) */
  of: z.optional(hex16),
})
/** The promise that items 1…n are durably held (SPEC RCP-1). */
export const receiptSchema = z.object({
  v: z.literal(1),
  tenant: uuid,
  device: uuid,
  chain: hex16,
  epoch: z.int().check(z.positive()),
  n: count,
  h: hex32,
  exceptions: z.array(z.tuple([count, z.string()])),
  audit: hex32,
})
/** Items 1…n of a chain lie in a backup that was read back whole at `at`, the hub's clock, ms (SPEC PULL-7). */
export const safeSchema = z.object({
  v: z.literal(1),
  tenant: uuid,
  device: uuid,
  chain: hex16,
  epoch: z.int().check(z.positive()),
  n: count,
  at: count,
})
/** What a tablet is given when the officer approves it; `sealed` opens only with the device's box key. */
export const provisionSchema = z.object({ v: z.literal(1), tenant: uuid, device: uuid, sealed: z.string() })

export type Certificate = z.infer<typeof certificateSchema>
export type HeadStatement = z.infer<typeof headSchema>
export type Receipt = z.infer<typeof receiptSchema>
export type SafeStatement = z.infer<typeof safeSchema>
export type ProvisionStatement = z.infer<typeof provisionSchema>

/** A kind of signed statement: its JWS typ and the shape of its payload. */
export interface StatementKind<T> {
  typ: string
  schema: z.ZodMiniType<T>
}
export const headStatement: StatementKind<HeadStatement> = { typ: 'tram-so-head', schema: headSchema }
export const receiptStatement: StatementKind<Receipt> = { typ: 'tram-so-receipt', schema: receiptSchema }
export const safeStatement: StatementKind<SafeStatement> = { typ: 'tram-so-safe', schema: safeSchema }
export const provisionStatement: StatementKind<ProvisionStatement> = {
  typ: 'tram-so-provision',
  schema: provisionSchema,
}

/** The hub keys that a tablet believes: certified by its pinned root (SPEC KEY-2). */
export interface TrustedKeys {
  receipt: ReadonlyMap<string, Bytes>
  seal: ReadonlyMap<string, Bytes>
}

export async function signCertificate(
  crypto: CryptoPort,
  root: Signer,
  use: Certificate['use'],
  key: Uint8Array,
): Promise<string> {
  const payload: Certificate = { v: 1, use, kid: await kidOf(crypto, key), key: base64url(key) }
  return signJws(root, await kidOf(crypto, root.publicKey), 'tram-so-cert', payload)
}

/** Keep of these certificates what the root has signed; the rest is ignored (SPEC KEY-2). */
export async function trustCertificates(
  crypto: CryptoPort,
  rootKey: Uint8Array,
  certificates: readonly string[],
): Promise<TrustedKeys> {
  const trusted = { receipt: new Map<string, Bytes>(), seal: new Map<string, Bytes>() }
  for (const jws of certificates) {
    const parts = parseJws(jws)
    if (parts?.typ !== 'tram-so-cert') continue
    if (!(await crypto.verify(rootKey, parts.message, parts.signature))) continue
    const parsed = certificateSchema.safeParse(parts.payload)
    const key = parsed.success ? fromBase64url(parsed.data.key) : null
    if (!parsed.success || key?.length !== 65 || (await kidOf(crypto, key)) !== parsed.data.kid) continue
    trusted[parsed.data.use].set(parsed.data.kid, key)
  }
  return trusted
}

export interface ReceiptSigner {
  signer: Signer
  kid: string
}

export const signStatement = <T>(by: ReceiptSigner, kind: StatementKind<T>, payload: T) =>
  signJws(by.signer, by.kid, kind.typ, payload)

/** A statement by a certified receipt key, or null for anything else (SPEC HEA-1, RCP-3). */
export async function verifyStatement<T>(
  crypto: CryptoPort,
  keys: TrustedKeys,
  kind: StatementKind<T>,
  jws: string,
): Promise<T | null> {
  const parts = parseJws(jws)
  const key = parts?.typ === kind.typ ? keys.receipt.get(parts.kid) : undefined
  if (!parts || !key || !(await crypto.verify(key, parts.message, parts.signature))) return null
  const parsed = kind.schema.safeParse(parts.payload)
  return parsed.success ? parsed.data : null
}
