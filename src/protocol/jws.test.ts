import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { seededCrypto } from '../../tests/kit/seededCrypto.ts'
import { base64url, utf8 } from '../crypto/bytes.ts'
import { jwkOfPoint } from '../crypto/node/nodeCrypto.ts'
import { kidOf, parseJws, signJws } from './jws.ts'

const crypto = seededCrypto('jws')
const signer = crypto.newSigner()

describe('jws', () => {
  it('is what any JOSE library can check (SPEC KEY-2)', async () => {
    const kid = await kidOf(crypto.port, signer.publicKey)
    const jws = await signJws(signer, kid, 'tram-so-receipt', { v: 1, n: 5 })
    const { payload } = await jwtVerify(jws, await importJWK(jwkOfPoint(signer.publicKey), 'ES256'))
    expect(payload).toEqual({ v: 1, n: 5 })
    expect(decodeProtectedHeader(jws)).toEqual({ alg: 'ES256', kid, typ: 'tram-so-receipt' })
  })

  it('has a kid of 8 bytes of the hash of the point (SPEC KEY-1)', async () => {
    const hash = await crypto.port.sha256(signer.publicKey)
    expect(await kidOf(crypto.port, signer.publicKey)).toBe(base64url(hash.subarray(0, 8)))
  })

  it('is null for anything that is no compact ES256 JWS, `none` and HMAC first of all (SPEC HEA-1)', async () => {
    const part = (value: unknown) => base64url(utf8(JSON.stringify(value)))
    const good = { alg: 'ES256', kid: 'k', typ: 't' }
    const wrong = [
      '',
      'a.b',
      'a.b.c.d',
      `${part(good)}.${part({})}.*`,
      `${part(good)}.${part({})}.aaaaa`,
      `!.${part({})}.aaaa`,
      `${base64url(utf8('{'))}.${part({})}.aaaa`,
      `${base64url(Uint8Array.of(0xff))}.${part({})}.aaaa`,
      `${part(null)}.${part({})}.aaaa`,
      `${part('x')}.${part({})}.aaaa`,
      `${part({ ...good, alg: 'none' })}.${part({})}.aaaa`,
      `${part({ ...good, alg: 'HS256' })}.${part({})}.aaaa`,
      `${part({ ...good, kid: 5 })}.${part({})}.aaaa`,
      `${part({ ...good, typ: undefined })}.${part({})}.aaaa`,
    ]
    for (const jws of wrong) expect([jws, parseJws(jws)]).toEqual([jws, null])
    expect(parseJws(`${part(good)}.${part({ n: 1 })}.aaaa`)?.payload).toEqual({ n: 1 })
    expect(parseJws(`${part(good)}.${base64url(utf8('no json'))}.aaaa`)?.payload).toBeNull()
  })
})
