import { beforeEach, describe, expect, it, vi } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { bytesOfUuid, type TestTablet } from '../../../tests/kit/TestTablet.ts'
import { base64url, fromHex, hex } from '../../crypto/bytes.ts'
import { shortCodeOf } from '../../domain/shortCode.ts'
import { claimMessage, claimProof, newClaimSecret } from '../../protocol/claim.ts'
import { Problem } from '../../protocol/problems.ts'
import { readSpokenCode } from '../../protocol/spokenCode.ts'
import { answerClaim } from './answerClaim.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

let hub: TestHub
let kiosk: TestTablet
let tablet: TestTablet
let record: string
let secret: string
const dossier = { type: 2, schema: 2 }

const proofOf = async (of = secret, code = shortCodeOf(record)) =>
  hex(await claimProof(hub.crypto.port, hub.bytes.tenant, code, of))
const send = async (from: TestTablet) => {
  const { n } = await hub.statement((await hub.head(from)).head)
  await hub.push(await from.stream(n + 1))
  await hub.apply()
}

beforeEach(async () => {
  hub = await TestHub.create('claim')
  kiosk = await hub.tablet('k', 'approved', hub.tenant, 'kiosk')
  tablet = await hub.tablet('t')
  await kiosk.newSession(kiosk.signer, { actor: bytesOfUuid(kiosk.deviceId) })
  record = kiosk.newRecord()
  secret = newClaimSecret(hub.crypto.port)
  await kiosk.seal({ r: record, b: 0, k: await proofOf(), g: { answers: { name: 'Người Mẫu' } } }, dossier)
  await send(kiosk)
})

async function request(by = tablet, proof?: string, code = shortCodeOf(record)) {
  const { nonce } = await hub.statement((await hub.head(by)).head)
  const told = proof ?? (await proofOf())
  const [bytes, of] = [fromHex(nonce) ?? new Uint8Array(16), fromHex(told) ?? new Uint8Array(32)]
  const message = claimMessage(bytesOfUuid(by.tenant), bytesOfUuid(by.deviceId), of, bytes)
  const signature = base64url(await by.signer.sign(message))
  const wire: [number, number] = [1, 1]
  return { wire, tenant: by.tenant, device: by.deviceId, code, proof: told, nonce, signature }
}
const fate = (asked: Awaited<ReturnType<typeof request>>) =>
  answerClaim(hub.pullPorts, asked).then(
    (answer) => answer.record,
    (error) => (error instanceof Problem ? error.code : String(error.code)),
  )
const stored = () => hub.in((tx) => tx.record(record))
const wrongProof = () => proofOf('0000000')

describe('the slip of a kiosk’s draft', () => {
  it('has a secret that can be read out and checks itself (SPEC KSK-5)', () => {
    expect(readSpokenCode(secret.toLowerCase(), 8)).toBe(secret)
    expect(secret).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
  })

  it('makes the draft the team’s whose tablet claims it, audited, and again when the answer was lost (SPEC KSK-5, KSK-4)', async () => {
    const before = await stored()
    expect(await fate(await request())).toBe(record)
    expect(await stored()).toMatchObject({ status: 'draft', unclaimed: false, shared: true, team: hub.team })
    expect((await stored())?.seq).toBeGreaterThan(before?.seq ?? 0)
    expect((await stored())?.version).toBe(before?.version)
    expect(await fate(await request(tablet, undefined, shortCodeOf(record).toLowerCase()))).toBe(record)
    const lines = await hub.in((tx) => tx.auditRows(1, 100))
    expect(lines.map(({ action }) => action)).toEqual(expect.arrayContaining(['claim', 'claim-again']))
    expect(JSON.stringify(lines)).not.toContain(secret)
  })

  it('can be gone on with: what the tablet changes stands on what the kiosk sealed (SPEC KSK-4)', async () => {
    await fate(await request())
    await tablet.seal({ r: record, b: 1, g: { answers: { phone: '0901234567' } }, c: { name: 'submit' } }, dossier)
    await send(tablet)
    expect(await hub.fate(tablet, 1)).toBe('applied')
    expect(await stored()).toMatchObject({ status: 'submitted', openConflicts: 0 })
  })

  it('tells nobody whether code or secret was wrong, and ends after ten wrong ones (SPEC KSK-5)', async () => {
    expect(await fate(await request(tablet, undefined, shortCodeOf(tablet.newRecord())))).toBe('not-found')
    for (let i = 0; i < 9; i++) expect(await fate(await request(tablet, await wrongProof()))).toBe('not-found')
    expect(await hub.in((tx) => tx.claim(record))).toMatchObject({ wrong: 9, claimedBy: null })
    expect(await fate(await request())).toBe(record)
    expect(await fate(await request(tablet, await wrongProof()))).toBe('not-found')
    expect(await fate(await request())).toBe('not-found')
  })

  it('opens for seven days of the hub’s clock after the last page (SPEC KSK-5)', async () => {
    hub.now += 7 * 86_400_000 + 1
    expect(await fate(await request())).toBe('claim-expired')
    expect(await fate(await request(tablet, await wrongProof()))).toBe('not-found')
    await kiosk.seal({ b: -1, g: { answers: { phone: '0901234567' } } }, dossier)
    await send(kiosk)
    expect(await fate(await request())).toBe(record)
  })

  it('opens nothing at a kiosk, for a stranger, or for another team once it is claimed (SPEC KSK-5)', async () => {
    expect(await fate(await request(kiosk))).toBe('not-allowed')
    const good = await request()
    expect(await fate({ ...good, proof: await wrongProof() })).toBe('bad-signature')
    expect(await fate({ ...good, code: 'TS-1' })).toBe('malformed')
    for (const [status, code] of [
      ['revoked', 'revoked'],
      ['pending', 'not-approved'],
    ] as const) {
      const asked = await request()
      await hub.setStatus(tablet, status)
      expect(await fate(asked)).toBe(code)
      await hub.setStatus(tablet, 'approved')
    }
    expect(await fate(good)).toBe(record)
    expect(await fate(good)).toBe('nonce-used')
    const other = await hub.tablet('other')
    await hub.in(async (tx) => {
      const row = await tx.device(other.deviceId)
      if (row) await tx.putDevice({ ...row, team: hub.newId() })
    })
    expect(await fate(await request(other))).toBe('not-found')
  })

  it('opens no draft any more that was submitted at the kiosk (SPEC KSK-4)', async () => {
    await kiosk.seal({ b: -1, g: {}, c: { name: 'submit' } }, dossier)
    await send(kiosk)
    expect(await fate(await request())).toBe('not-found')
  })
})
