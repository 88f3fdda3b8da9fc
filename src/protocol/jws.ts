import { base64url, concat, fromBase64url, utf8, utf8Text } from '../crypto/bytes.ts'
import type { CryptoPort, Signer } from '../crypto/CryptoPort.ts'

/** The kid of a public point (SPEC KEY-1). */
export async function kidOf(crypto: CryptoPort, publicKey: Uint8Array): Promise<string> {
  return base64url((await crypto.sha256(publicKey)).subarray(0, 8))
}

/** A compact JWS (RFC 7515, ES256) over a JSON value; any JOSE library can check it. */
export async function signJws(signer: Signer, kid: string, typ: string, payload: unknown): Promise<string> {
  const head = base64url(utf8(JSON.stringify({ alg: 'ES256', kid, typ })))
  const body = base64url(utf8(JSON.stringify(payload)))
  const signature = await signer.sign(utf8(`${head}.${body}`))
  return `${head}.${body}.${base64url(signature)}`
}

export interface JwsParts {
  kid: string
  typ: string
  payload: unknown
  message: Uint8Array
  signature: Uint8Array
}

function jsonOf(part: string): unknown {
  const bytes = fromBase64url(part)
  if (!bytes) return null
  try {
    return JSON.parse(utf8Text(bytes))
  } catch {
    return null
  }
}

/** The parts of a compact ES256 JWS, unchecked; null when it is none. */
export function parseJws(jws: string): JwsParts | null {
  const [head, body, signature, ...more] = jws.split('.')
  if (head === undefined || body === undefined || signature === undefined || more.length > 0) return null
  const header = jsonOf(head)
  const signatureBytes = fromBase64url(signature)
  if (typeof header !== 'object' || header === null || !signatureBytes) return null
  const { alg, kid, typ } = header as Record<string, unknown>
  if (alg !== 'ES256' || typeof kid !== 'string' || typeof typ !== 'string') return null
  return { kid, typ, payload: jsonOf(body), message: concat(utf8(`${head}.${body}`)), signature: signatureBytes }
}
