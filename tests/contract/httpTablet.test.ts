import { beforeEach, describe, expect, it } from 'vitest'
import { base64url, fromHex, hex } from '../../src/crypto/bytes.ts'
import { claimMessage } from '../../src/protocol/claim.ts'
import { pullMessage } from '../../src/protocol/page.ts'
import { bytesOfUuid, type TestTablet } from '../kit/TestTablet.ts'
import { HttpKit, refusal } from './httpKit.ts'

describe("the tablets' API", () => {
  let kit: HttpKit
  beforeEach(async () => {
    kit = await HttpKit.create()
  })

  const ask = '00112233445566778899aabbccddeeff'
  const headBody = (tablet: TestTablet) => ({
    wire: [1, 1],
    tenant: tablet.tenant,
    device: tablet.deviceId,
    chain: tablet.chainHex,
    ask,
  })
  const push = (bytes: Uint8Array, options = {}) => kit.tablet('POST', '/api/v1/push', { bytes, ...options })
  const nonceFor = async (tablet: TestTablet) => {
    const { head } = await (await kit.tablet('POST', '/api/v1/head', { body: headBody(tablet) })).json()
    return (await kit.hub.statement(head)).nonce
  }
  const pullBody = async (tablet: TestTablet, nonce: string, cursor = 0) => {
    const message = pullMessage(
      bytesOfUuid(tablet.tenant),
      bytesOfUuid(tablet.deviceId),
      cursor,
      fromHex(nonce) ?? ask_,
    )
    const signature = base64url(await tablet.signer.sign(message))
    return { wire: [1, 1], tenant: tablet.tenant, device: tablet.deviceId, cursor, nonce, signature }
  }
  const ask_ = new Uint8Array(16)
  const pull = (body: unknown) => kit.tablet('POST', '/api/v1/pull', { body })

  it('takes a push whole and answers with a receipt that verifies (RCP-1)', async () => {
    const tablet = await kit.hub.tablet('Máy 1')
    for (let i = 0; i < 20; i++) await tablet.newCase()
    const answer = await push(await tablet.stream())
    expect(answer.status).toBe(200)
    const { receipt, problem } = await answer.json()
    expect(problem).toBeNull()
    expect(await kit.hub.receipt(receipt)).toMatchObject({ n: 20, h: hex(tablet.head.hash) })
    const head = await (await kit.tablet('POST', '/api/v1/head', { body: headBody(tablet) })).json()
    expect(head.receipt).toBe(receipt)
  })

  it('fault 11: 1,000 duplicates in parallel have one effect', async () => {
    kit = await HttpKit.create({ rates: { device: 10_000, address: 10_000 } })
    const tablet = await kit.hub.tablet('Máy 1')
    for (let i = 0; i < 3; i++) await tablet.newCase()
    const bytes = await tablet.stream()
    const answers = await Promise.all(Array.from({ length: 1000 }, () => push(bytes)))
    const receipts = await Promise.all(answers.map(async (answer) => (await answer.json()).receipt))
    expect(new Set(receipts).size).toBe(1)
    await kit.hub.apply()
    expect(await kit.hub.in((tx) => tx.counts())).toMatchObject({ items: 3, records: 3, held: 0, rejected: 0 })
  }, 60_000)

  it('keeps what came whole of a body that was cut, and answers nothing that looks like a receipt', async () => {
    const tablet = await kit.hub.tablet('Máy 1')
    for (let i = 0; i < 32; i++) await tablet.newCase()
    const bytes = await tablet.stream()
    const cut = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.subarray(0, bytes.length - 40))
      },
      pull(controller) {
        controller.error(new Error('connection reset'))
      },
    })
    const init = { method: 'POST', body: cut, duplex: 'half', headers: { 'content-type': 'application/octet-stream' } }
    const answer = await kit.tabletApp.request('http://hub.invalid/api/v1/push', init)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({ problem: 'malformed' })
    expect((await kit.hub.in((tx) => tx.counts())).items).toBe(16)
  })

  it('stops at a fork with 409 and at a bad frame with 422, each with the receipt for what stays', async () => {
    const tablet = await kit.hub.tablet('Máy 1')
    await tablet.newCase()
    await push(await tablet.stream())
    const twin = await kit.hub.tablet('Máy 1')
    await twin.newCase({ identity: { name: 'Người Khác' } })
    const forked = await push(await twin.stream())
    expect(forked.status).toBe(409)
    const said = await forked.json()
    expect(said.problem).toBe('fork')
    expect(await kit.hub.receipt(said.receipt)).toMatchObject({ n: 1 })
    await tablet.newCase()
    const flipped = await tablet.stream(2)
    flipped[flipped.length - 70] = (flipped[flipped.length - 70] ?? 0) ^ 1
    const bad = await push(flipped)
    expect([bad.status, (await bad.json()).problem]).toEqual([422, 'bad-frame'])
  })

  it('refuses bodies that are too large, of another type, or no request at all', async () => {
    const tablet = await kit.hub.tablet('Máy 1')
    expect(await refusal(push(new Uint8Array(1024 * 1024 + 1)))).toBe('413 too-large')
    expect(await refusal(kit.tablet('POST', '/api/v1/push', { body: {} }))).toBe('415 malformed')
    expect(await refusal(kit.tablet('POST', '/api/v1/head', { bytes: new Uint8Array(3) }))).toBe('415 malformed')
    expect(await refusal(push(new Uint8Array(0)))).toBe('400 malformed')
    const json = { 'content-type': 'application/json' }
    for (const bytes of ['{', '[]', 'null', '"x"', '\xff', ' '.repeat(70_000)]) {
      const answer = kit.tablet('POST', '/api/v1/head', { bytes: Buffer.from(bytes, 'latin1'), headers: json })
      expect(await refusal(answer)).toBe(bytes.length > 65_536 ? '413 too-large' : '400 malformed')
    }
    const bad = [
      { ...headBody(tablet), extra: 1 },
      { ...headBody(tablet), chain: 'z'.repeat(32) },
      { ...headBody(tablet), tenant: "' or 1=1 --" },
      { ...headBody(tablet), wire: [1] },
    ]
    for (const body of bad) expect(await refusal(kit.tablet('POST', '/api/v1/head', { body }))).toBe('400 malformed')
    expect(await refusal(kit.tablet('GET', '/api/v1/head'))).toBe('405 malformed')
    expect(await refusal(kit.tablet('DELETE', '/field'))).toBe('405 malformed')
    expect(await refusal(kit.tablet('POST', '/api/v1/nothing', { body: {} }))).toBe('404 not-found')
    expect(await refusal(kit.tablet('GET', '/api/desk/state'))).toBe('404 not-found')
  })

  it('says which wire versions it speaks when there is none in common (VER-2)', async () => {
    const tablet = await kit.hub.tablet('Máy 1')
    const body = { ...headBody(tablet), wire: [7, 9] }
    expect(await refusal(kit.tablet('POST', '/api/v1/head', { body }))).toBe('409 hub-too-old')
  })

  it('fault 41: a nonce pulls once; a replay, a made-up one and another signature are refused', async () => {
    const tablet = await kit.hub.tablet('Máy 1')
    const body = await pullBody(tablet, await nonceFor(tablet))
    const first = await pull(body)
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
    expect(await refusal(pull(body))).toBe('401 nonce-used')
    expect(await refusal(pull(await pullBody(tablet, ask)))).toBe('401 nonce-unknown')
    const other = await kit.hub.tablet('Máy 2')
    const stolen = { ...(await pullBody(other, await nonceFor(tablet))), device: tablet.deviceId }
    expect(await refusal(pull(stolen))).toBe('401 bad-signature')
    const moved = { ...(await pullBody(tablet, await nonceFor(tablet))), cursor: 5 }
    expect(await refusal(pull(moved))).toBe('401 bad-signature')
  })

  it('fault 42: a revoked tablet pulls nothing, and what it pushes waits in quarantine, receipted', async () => {
    const tablet = await kit.hub.tablet('Máy 1')
    await tablet.newCase()
    const nonce = await nonceFor(tablet)
    await kit.hub.setStatus(tablet, 'revoked')
    expect(await refusal(pull(await pullBody(tablet, nonce)))).toBe('401 revoked')
    const answer = await push(await tablet.stream())
    expect(answer.status).toBe(200)
    const receipt = await kit.hub.receipt((await answer.json()).receipt)
    expect(receipt.exceptions).toEqual([[1, 'quarantined']])
    await kit.hub.apply()
    expect(await kit.hub.in((tx) => tx.counts())).toMatchObject({ items: 1, pending: 0, records: 0 })
  })

  it('refuses a pending tablet, and one it does not know as if there were none', async () => {
    const pending = await kit.hub.tablet('Máy 1', 'pending')
    const refused = await kit.hub.tablet('Máy 2', 'refused')
    expect(await refusal(kit.tablet('POST', '/api/v1/head', { body: headBody(pending) }))).toBe('403 not-approved')
    expect(await refusal(kit.tablet('POST', '/api/v1/head', { body: headBody(refused) }))).toBe('404 not-found')
    await pending.newCase()
    expect(await refusal(push(await pending.stream()))).toBe('403 not-approved')
  })

  it('answers a claim of a kiosk’s draft by its signature, and lets no tablet guess fast (SPEC KSK-5)', async () => {
    const tablet = await kit.hub.tablet('Máy 1')
    const proof = 'ab'.repeat(32)
    const claim = async () => {
      const nonce = await nonceFor(tablet)
      const [tenant, device] = [bytesOfUuid(tablet.tenant), bytesOfUuid(tablet.deviceId)]
      const message = claimMessage(tenant, device, new Uint8Array(32).fill(0xab), fromHex(nonce) ?? ask_)
      const signature = base64url(await tablet.signer.sign(message))
      const ids = { wire: [1, 1], tenant: tablet.tenant, device: tablet.deviceId }
      return kit.tablet('POST', '/api/v1/claim', { body: { ...ids, code: 'TS-22222-2', proof, nonce, signature } })
    }
    for (let i = 0; i < 10; i++) expect(await refusal(claim())).toBe('404 not-found')
    const eleventh = await claim()
    expect([eleventh.status, Number(eleventh.headers.get('retry-after')) > 0]).toEqual([429, true])
  })

  it('fault 43: the ids of one commune are nothing in another', async () => {
    const mine = await kit.hub.tablet('Máy 1')
    await mine.newCase()
    const other = kit.hub.otherTenant
    const asOther = { ...headBody(mine), tenant: other }
    expect(await refusal(kit.tablet('POST', '/api/v1/head', { body: asOther }))).toBe('404 not-found')
    const state = { tenant: other, device: mine.deviceId }
    expect(await refusal(kit.tablet('POST', '/api/v1/enrol/state', { body: state }))).toBe('404 not-found')
    expect(await refusal(push(await mine.stream(1, 16, { tenant: bytesOfUuid(other) })))).toBe('404 not-found')
    const body = { ...(await pullBody(mine, await nonceFor(mine))), tenant: other }
    expect(await refusal(pull(body))).toBe('404 not-found')
    const nowhere = { ...headBody(mine), tenant: kit.hub.newId() }
    expect(await refusal(kit.tablet('POST', '/api/v1/head', { body: nowhere }))).toBe('404 not-found')
    expect((await kit.hub.in((tx) => tx.counts(), other)).items).toBe(0)
  })

  it('counts a tablet’s requests by where they come from: who knows its id cannot use up its turn elsewhere', async () => {
    kit = await HttpKit.create({ rates: { device: 3 } })
    const tablet = await kit.hub.tablet('Máy 1')
    await tablet.newCase()
    const bytes = await tablet.stream()
    for (let i = 0; i < 3; i++) {
      await kit.tablet('POST', '/api/v1/head', { body: headBody(tablet), address: '198.51.100.9' })
    }
    const head = kit.tablet('POST', '/api/v1/head', { body: headBody(tablet), address: '198.51.100.9' })
    expect(await refusal(head)).toBe('429 busy')
    expect((await push(bytes, { address: '198.51.100.9' })).status).toBe(429)
    expect((await push(bytes)).status).toBe(200)
    const state = { tenant: tablet.tenant, device: tablet.deviceId }
    expect((await kit.tablet('POST', '/api/v1/head', { body: headBody(tablet) })).status).toBe(200)
    expect((await kit.tablet('POST', '/api/v1/enrol/state', { body: state })).status).not.toBe(429)
  })

  it.each(['a\u0000b', 'a\ud800b'])('refuses a text that no database holds, once and for all: %j', async (label) => {
    const device = '00000000-0000-4000-8000-000000000001'
    const body = { wire: [1, 1], token: `${kit.hub.tenant}.x`, device, signKey: '', boxKey: '', label }
    const answer = await kit.tablet('POST', '/api/v1/enrol', { body })
    expect([answer.status, await answer.json()]).toEqual([400, { problem: 'malformed' }])
  })

  it('counts requests per tablet and per address, and says how long to wait (PRB-2)', async () => {
    kit = await HttpKit.create({ rates: { device: 3, address: 8 } })
    const [one, two] = [await kit.hub.tablet('Máy 1'), await kit.hub.tablet('Máy 2')]
    await one.newCase()
    const bytes = await one.stream()
    for (let i = 0; i < 3; i++) expect((await push(bytes)).status).toBe(200)
    const busy = await push(bytes)
    expect(busy.status).toBe(429)
    expect(Number(busy.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await busy.json()).toMatchObject({ problem: 'busy' })
    const elsewhere = { body: headBody(two), address: '203.0.113.99' }
    expect((await kit.tablet('POST', '/api/v1/head', elsewhere)).status).toBe(200)
    expect((await kit.tablet('POST', '/api/v1/head', { body: headBody(two) })).status).toBe(200)
    for (let i = 0; i < 3; i++) await kit.tablet('GET', '/api/v1/head')
    expect(await refusal(kit.tablet('GET', '/api/v1/head'))).toBe('429 busy')
  })

  it('says 503 and stores nothing when the disk is full (fault 6)', async () => {
    const tablet = await kit.hub.tablet('Máy 1')
    await tablet.newCase()
    const { StoreError } = await import('../../src/hub/store/HubStore.ts')
    kit.hub.faults.beforeCommit = () => {
      throw new StoreError('disk-full')
    }
    const answer = await push(await tablet.stream())
    expect(answer.headers.get('retry-after')).not.toBeNull()
    expect(await refusal(answer)).toBe('503 disk-full')
    delete kit.hub.faults.beforeCommit
    expect((await kit.hub.in((tx) => tx.counts())).items).toBe(0)
  })

  it('logs routes and codes, and nothing of any person, address or body (I7)', async () => {
    const marker = 'Nguyễn Văn Dấu Vết'
    const tablet = await kit.hub.tablet(marker)
    await tablet.newCase({ identity: { name: marker } })
    await push(await tablet.stream())
    await kit.tablet('POST', `/api/v1/head?name=${encodeURIComponent(marker)}`, { body: { name: marker } })
    const log = kit.logged.join('\n')
    expect(kit.logged.length).toBeGreaterThan(1)
    expect(log).toContain('/api/v1/push')
    expect(log).not.toMatch(/Dấu|D%E1|203\.0\.113\.7/)
  })
})
