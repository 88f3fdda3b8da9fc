import { describe, expect, it } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { hex, uuidBytes } from '../../crypto/bytes.ts'
import { Problem } from '../../protocol/problems.ts'
import { trustCertificates } from '../../protocol/statements.ts'
import { answerHead } from './answerHead.ts'
import { isNonceOurs, makeNonce } from './nonce.ts'

const hub = await TestHub.create('head')
const tablet = await hub.tablet('t')
const request = {
  wire: [1, 1] as [number, number],
  tenant: tablet.tenant,
  device: tablet.deviceId,
  chain: tablet.chainHex,
}
const ask = 'ab'.repeat(16)
const refusal = (change: object) =>
  answerHead(hub.ingestPorts, { ...request, ask, ...change }).then(
    () => 'answered',
    (error) => (error instanceof Problem ? error.code : String(error.code)),
  )

describe('a head', () => {
  it('says place, hash, ask, epoch and the hub’s clock, signed (SPEC HEA-1, HEA-4)', async () => {
    const answer = await answerHead(hub.ingestPorts, { ...request, ask })
    expect(await hub.statement(answer.head)).toMatchObject({
      ...{ tenant: request.tenant, device: request.device, chain: request.chain },
      epoch: 1,
      n: 0,
      h: hex(tablet.genesis),
      ask,
      now: hub.now,
    })
    expect(answer.wire).toBe(1)
  })

  it('comes with the last receipt and the certificates (SPEC HEA-3)', async () => {
    expect((await hub.head(tablet)).receipt).toBeNull()
    await tablet.newCase()
    await tablet.newCase()
    const { receipt } = await hub.push(await tablet.stream())
    const answer = await hub.head(tablet)
    expect(answer.receipt).toBe(receipt)
    const head = await hub.statement(answer.head)
    expect([head.n, head.h]).toEqual([2, hex(tablet.head.hash)])
    const trusted = await trustCertificates(hub.crypto.port, hub.root.publicKey, answer.certificates)
    expect([trusted.receipt.size, trusted.seal.size]).toEqual([1, 1])
  })

  it('is given to a revoked tablet, which may still push, and to it alone says so (SPEC PULL-5, HEA-5)', async () => {
    const said = async () => (await hub.statement((await hub.head(tablet)).head)).revoked
    expect(await said()).toBeUndefined()
    await hub.setStatus(tablet, 'revoked')
    expect(await said()).toBe(true)
    expect((await hub.in((tx) => tx.device(tablet.deviceId)))?.status).toBe('revoked')
    await hub.setStatus(tablet, 'approved')
  })

  it('never undoes a revocation that is made while it is answered (SPEC PULL-5, fault 42)', async () => {
    const { store } = hub
    // as in PostgreSQL: what this transaction has read may be old when it writes
    const stale = {
      inTenant: <T>(tenant: string, work: Parameters<typeof store.inTenant<T>>[1]) =>
        store.inTenant<T>(tenant, (tx) =>
          work({
            ...tx,
            device: async (id) => {
              const row = await tx.device(id)
              if (row) await tx.putDevice({ ...row, status: 'revoked' })
              return row
            },
          }),
        ),
    }
    await answerHead({ ...hub.ingestPorts, store: Object.assign(Object.create(store), stale) }, { ...request, ask })
    expect((await hub.in((tx) => tx.device(tablet.deviceId)))?.status).toBe('revoked')
    await hub.setStatus(tablet, 'approved')
  })

  it('is refused to unknown, refused and waiting tablets, other communes and other devices’ chains (SPEC PRB-3, VER-2)', async () => {
    const other = await hub.tablet('other')
    expect(await refusal({ device: hub.newId() })).toBe('not-found')
    expect(await refusal({ device: other.deviceId })).toBe('not-found')
    expect(await refusal({ tenant: hub.otherTenant })).toBe('not-found')
    expect(await refusal({ tenant: hub.newId() })).toBe('unknown-tenant')
    expect(await refusal({ wire: [2, 3] })).toBe('hub-too-old')
    expect(await refusal({ wire: [0, 0] })).toBe('client-too-old')
    expect(await refusal({ chain: 'x' })).toBe('malformed')
    expect(await refusal({ device: 'x' })).toBe('malformed')
    for (const [status, code] of [
      ['refused', 'not-found'],
      ['pending', 'not-approved'],
    ] as const) {
      await hub.setStatus(other, status)
      expect(await refusal({ device: other.deviceId, chain: other.chainHex })).toBe(code)
    }
  })
})

describe('a nonce', () => {
  const secret = new Uint8Array(32).fill(1)
  const device = uuidBytes(tablet.deviceId) ?? new Uint8Array(16)
  const { port } = hub.crypto

  it('is known again by any process with the secret, for ten minutes of the hub’s clock (SPEC PULL-1)', async () => {
    const nonce = await makeNonce(port, secret, device, 1_000_000_000)
    const ours = (now: number) => isNonceOurs(port, secret, device, nonce, now)
    expect(await ours(1_000_000_000)).toBe(true)
    expect(await ours(1_000_600_000)).toBe(true)
    expect(await ours(1_000_601_000)).toBe(false)
    expect(await ours(999_399_000)).toBe(false)
  })

  it('is of one device and one secret, and with any bit changed of nobody (SPEC PULL-1)', async () => {
    const nonce = await makeNonce(port, secret, device, 0)
    expect(
      await isNonceOurs(
        port,
        secret,
        device.map((byte) => byte ^ 1),
        nonce,
        0,
      ),
    ).toBe(false)
    expect(await isNonceOurs(port, new Uint8Array(32), device, nonce, 0)).toBe(false)
    expect(await isNonceOurs(port, secret, device, nonce.slice(2), 0)).toBe(false)
    expect(await isNonceOurs(port, secret, device, 'zz'.repeat(16), 0)).toBe(false)
    for (let at = 0; at < 32; at++) {
      const digit = nonce[at] === '0' ? '1' : '0'
      expect(await isNonceOurs(port, secret, device, nonce.slice(0, at) + digit + nonce.slice(at + 1), 0)).toBe(false)
    }
    expect(await makeNonce(port, secret, device, 0)).not.toBe(nonce)
  })
})
