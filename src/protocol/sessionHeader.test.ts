import { describe, expect, it } from 'vitest'
import { TestHub } from '../../tests/kit/TestHub.ts'
import { bytesOfUuid, sessionParts } from '../../tests/kit/TestTablet.ts'
import { hex, utf8 } from '../crypto/bytes.ts'
import { beginSession, headerLength, isHeaderSigned, openSession, parseSessionHeader } from './sessionHeader.ts'

const hub = await TestHub.create('session')
const { port } = hub.crypto
const tablet = await hub.tablet('t')
const bytes = tablet.session.header
const parsed = parseSessionHeader(bytes)
if (!parsed) throw new Error('no header')
const header = parsed

describe('session header', () => {
  it('is 240 bytes with its parts in their places (SPEC SES-3)', () => {
    expect(bytes).toHaveLength(headerLength)
    expect(headerLength).toBe(240)
    const parts = sessionParts(hub, tablet.tenant, tablet.deviceId, tablet.actorId)
    expect(header).toMatchObject({
      tenant: parts.tenant,
      device: parts.device,
      actor: parts.actor,
      kid: parts.kid,
      wall: parts.wall,
    })
    expect(hex(header.sid)).toBe(tablet.session.sid)
    expect(header.enc).toHaveLength(65)
    expect(header.commit).toHaveLength(32)
    expect(header.bytes).toEqual(bytes)
  })

  it('is none with another length or version (SPEC SES-3)', () => {
    expect(parseSessionHeader(bytes.subarray(1))).toBeNull()
    expect(parseSessionHeader(new Uint8Array(241))).toBeNull()
    expect(parseSessionHeader(bytes.map((byte, i) => (i === 0 ? 2 : byte)))).toBeNull()
  })

  it('is signed by its actor: with any byte changed, or another actor, it is not (SPEC SES-3, SES-4)', async () => {
    expect(await isHeaderSigned(port, header, tablet.actor.publicKey)).toBe(true)
    expect(await isHeaderSigned(port, header, tablet.signer.publicKey)).toBe(false)
    for (let at = 1; at < headerLength; at++) {
      const changed = parseSessionHeader(bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)))
      expect([at, changed && (await isHeaderSigned(port, changed, tablet.actor.publicKey))]).toEqual([at, false])
    }
  })

  it('opens to the keys that sealed, and its secret is not the export that the commitment is (SPEC SES-1, SES-2)', async () => {
    const keys = await openSession(port, hub.box.opener, header)
    const ct = await tablet.session.keys.seal(utf8('info'), utf8('aad'), utf8('nội dung'))
    expect(await keys?.open(utf8('info'), utf8('aad'), ct)).toEqual(utf8('nội dung'))
    const committed = await port.itemKeys(new Uint8Array(header.commit))
    expect(await committed.open(utf8('info'), utf8('aad'), ct)).toBeNull()
  })

  it('does not open for another tenant, device, sid, seal key or commitment (SPEC SES-1, SES-4)', async () => {
    const other = new Uint8Array(16).fill(3)
    for (const part of ['tenant', 'device', 'sid'] as const) {
      expect(await openSession(port, hub.box.opener, { ...header, [part]: other })).toBeNull()
    }
    expect(await openSession(port, hub.box.opener, { ...header, commit: new Uint8Array(32) })).toBeNull()
    expect(await openSession(port, hub.crypto.newBox().opener, header)).toBeNull()
  })

  it('has a fresh sid and context each time (SPEC SES-1)', async () => {
    const parts = sessionParts(hub, tablet.tenant, tablet.deviceId, tablet.actorId)
    const [a, b] = [await beginSession(port, tablet.actor, parts), await beginSession(port, tablet.actor, parts)]
    expect(a.sid).not.toBe(b.sid)
    expect(parseSessionHeader(a.header)?.enc).not.toEqual(parseSessionHeader(b.header)?.enc)
    expect(bytesOfUuid(tablet.tenant)).toEqual(parts.tenant)
  })
})
