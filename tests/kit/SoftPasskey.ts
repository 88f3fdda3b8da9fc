import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { base64url, fromBase64url, utf8 } from '../../src/crypto/bytes.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const u16 = (value: number) => Buffer.from([value >> 8, value & 255])
const u32 = (value: number) => Buffer.from([value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255])

/** Just as much CBOR as an attestation without a statement and a P-256 key need. */
const cborText = (text: string) => Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)])
const cborBytes = (bytes: Uint8Array) => Buffer.concat([Buffer.from([0x59]), u16(bytes.length), bytes])

export interface PasskeyLies {
  origin?: string
  /** a person showed that it is them; false: nobody did */
  verified?: boolean
  counter?: number
  handle?: string
  /** sign with another key */
  forged?: boolean
}

/** A passkey as an officer's device holds it: P-256, counting its signatures. A copy has the same key and its own count. */
export class SoftPasskey {
  readonly id: string
  private handle = ''
  private readonly keys: { publicKey: KeyObject; privateKey: KeyObject }

  constructor(
    private readonly rpId: string,
    private readonly origin: string,
    public counter = 0,
    of?: SoftPasskey,
  ) {
    this.id = of?.id ?? base64url(randomBytes(64))
    this.handle = of?.handle ?? ''
    this.keys = of?.keys ?? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  }

  copy(): SoftPasskey {
    return new SoftPasskey(this.rpId, this.origin, this.counter, this)
  }

  private clientData(type: string, challenge: string, origin = this.origin) {
    return utf8(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  }

  private authData(flags: number, counter: number): Buffer {
    return Buffer.concat([sha256(utf8(this.rpId)), Buffer.from([flags]), u32(counter)])
  }

  /** What `navigator.credentials.create` gives for these options. */
  register(options: { challenge: string; user: { id: string } }, lies: PasskeyLies = {}) {
    this.handle = options.user.id
    const { x = '', y = '' } = this.keys.publicKey.export({ format: 'jwk' })
    const point = [x, y].map((part) => fromBase64url(part) ?? new Uint8Array(32))
    const cose = Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
      point[0] ?? Buffer.alloc(32),
      Buffer.from([0x22, 0x58, 0x20]),
      point[1] ?? Buffer.alloc(32),
    ])
    const id = fromBase64url(this.id) ?? new Uint8Array(0)
    const flags = 0x41 | (lies.verified === false ? 0 : 0x04)
    const authData = Buffer.concat([
      this.authData(flags, lies.counter ?? this.counter),
      Buffer.alloc(16),
      u16(id.length),
      id,
      cose,
    ])
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      cborText('fmt'),
      cborText('none'),
      cborText('attStmt'),
      Buffer.from([0xa0]),
      cborText('authData'),
      cborBytes(authData),
    ])
    const clientData = this.clientData('webauthn.create', options.challenge, lies.origin)
    return this.answer({ clientDataJSON: base64url(clientData), attestationObject: base64url(attestation) })
  }

  /** What `navigator.credentials.get` gives for these options; each counts one up. */
  signIn(options: { challenge: string }, lies: PasskeyLies = {}) {
    this.counter += 1
    const flags = 0x01 | (lies.verified === false ? 0 : 0x04)
    const authData = this.authData(flags, lies.counter ?? this.counter)
    const clientData = this.clientData('webauthn.get', options.challenge, lies.origin)
    const { privateKey } = lies.forged ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' }) : this.keys
    const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), privateKey)
    return this.answer({
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(authData),
      signature: base64url(signature),
      userHandle: lies.handle ?? this.handle,
    })
  }

  private answer<Response>(response: Response) {
    return { id: this.id, rawId: this.id, type: 'public-key', response, clientExtensionResults: {} }
  }
}
