import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hex } from '../../src/crypto/bytes.ts'
import { newRawPair, nodeCrypto, nodeSigner } from '../../src/crypto/node/nodeCrypto.ts'
import { kidOf } from '../../src/protocol/jws.ts'
import {
  headStatement,
  type ReceiptSigner,
  receiptStatement,
  signCertificate,
  signStatement,
} from '../../src/protocol/statements.ts'
import { HubRefusal } from '../../src/sync/askHub.ts'
import { SyncLoop } from '../../src/sync/SyncLoop.ts'
import { syncOnce } from '../../src/sync/syncOnce.ts'
import type { FieldTablet } from '../kit/FieldTablet.ts'
import { type FieldHub, fieldHub } from '../kit/fieldHub.ts'
import { HandClock } from '../kit/HandClock.ts'
import { HttpProxy, jsonTold, type Meddle, type Told } from '../kit/HttpProxy.ts'
import { applied, checkArrived } from '../kit/hubPromises.ts'

const push = '/api/v1/push'
const head = '/api/v1/head'

/** Another hub's keys: everything about it is right, only it is not ours. */
async function otherHub() {
  const [root, key] = [nodeSigner(newRawPair()), nodeSigner(newRawPair())]
  const by: ReceiptSigner = { signer: key, kid: await kidOf(nodeCrypto, key.publicKey) }
  return { by, certificate: await signCertificate(nodeCrypto, root, 'receipt', key.publicKey) }
}

describe('what answers is not the hub, or not now', () => {
  let field: FieldHub
  let proxy: HttpProxy
  beforeAll(async () => {
    field = await fieldHub()
    proxy = await HttpProxy.start(field.hub.port)
  })
  afterAll(async () => {
    await proxy?.stop()
    await field?.dispose()
  })
  beforeEach(() => {
    proxy.meddle = (_asked, forward) => forward()
    proxy.asked.length = 0
  })
  const tabletAtProxy = async (): Promise<FieldTablet> => {
    const tablet = await field.tablet()
    tablet.url = proxy.url
    return tablet
  }

  it('fault 14: 200 HTML, 200 {}, a forged receipt, a receipt by another hub: nothing is marked or purged', async () => {
    const tablet = await tabletAtProxy()
    await tablet.saveCase('Nguyễn Thử Một')
    expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    const [old = ''] = tablet.disk.receipts
    await tablet.saveCase('Nguyễn Thử Hai')
    const neighbour = await field.tablet()
    await neighbour.saveCase('Nguyễn Thử Bên')
    await neighbour.saveCase('Nguyễn Thử Bên Nữa')
    await neighbour.sync()
    const [neighbours = ''] = neighbour.disk.receipts

    const { tenant, device, certificates } = tablet.who
    const chain = tablet.disk.current
    const { n, hash } = tablet.disk.chain(chain).head
    const other = await otherHub()
    const ours = { tenant, device, chain, epoch: 1, n, h: hex(hash), exceptions: [], audit: '0'.repeat(64) }
    const receiptBy = (by: ReceiptSigner) => signStatement(by, receiptStatement, { v: 1, ...ours })
    const forger = nodeSigner(newRawPair())
    const [realKid = ''] = certificates.map(
      (jws) => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()).kid,
    )
    const forged = await receiptBy({ signer: forger, kid: realKid })
    const foreign = await receiptBy(other.by)

    const html: Told = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Xin chào</html>' }
    const everywhere =
      (told: Told): Meddle =>
      async () =>
        told
    const atPush =
      (told: Told): Meddle =>
      (asked, forward) =>
        asked.path === push ? Promise.resolve(told) : forward()
    const atHead =
      (answer: (ask: string) => Promise<unknown>): Meddle =>
      async (asked, forward) =>
        asked.path === head ? jsonTold(200, await answer(JSON.parse(asked.body.toString()).ask)) : forward()
    const headBy = (by: ReceiptSigner, ask: string) =>
      signStatement(by, headStatement, {
        v: 1,
        tenant,
        device,
        chain,
        epoch: 1,
        n,
        h: hex(hash),
        ask,
        nonce: '0'.repeat(32),
        now: Date.now(),
      })
    const impostors: Array<[string, Meddle]> = [
      ['200 HTML to everything', everywhere(html)],
      ['200 {} to everything', everywhere(jsonTold(200, {}))],
      ['200 and nothing', everywhere({ status: 200, headers: {}, body: '' })],
      ['a redirect', everywhere({ status: 302, headers: { location: 'http://127.0.0.1/login' }, body: '' })],
      ['200 HTML to the push', atPush(html)],
      ['200 {} to the push', atPush(jsonTold(200, {}))],
      ['200 without a receipt', atPush(jsonTold(200, { receipt: null, problem: null }))],
      ['a receipt that is none', atPush(jsonTold(200, { receipt: 'eyJ.e30.AA', problem: null }))],
      ['a forged receipt under the real key id', atPush(jsonTold(200, { receipt: forged, problem: null }))],
      ['a receipt by another hub', atPush(jsonTold(200, { receipt: foreign, problem: null }))],
      ["our hub's receipt for another tablet", atPush(jsonTold(200, { receipt: neighbours, problem: null }))],
      ['a forged receipt as a refusal', atPush(jsonTold(422, { receipt: forged, problem: 'bad-frame' }))],
      [
        'another hub, from its certificates on',
        atHead(async (ask) => ({
          wire: 1,
          head: await headBy(other.by, ask),
          receipt: foreign,
          certificates: [other.certificate],
        })),
      ],
      [
        'a forged head under the real key id',
        atHead(async (ask) => ({
          wire: 1,
          head: await headBy({ signer: forger, kid: realKid }, ask),
          receipt: forged,
          certificates,
        })),
      ],
    ]
    for (const [what, meddle] of impostors) {
      proxy.meddle = meddle
      const outcome = await tablet.sync()
      expect([what, outcome.kind]).toEqual([what, 'captive-portal'])
      expect([what, tablet.disk.isReceipted(chain, n)]).toEqual([what, false])
      expect([what, new Set(tablet.disk.receipts)]).toEqual([what, new Set([old])])
      expect([what, tablet.disk.chain(chain).rows.get(n)?.ct?.length ?? 0]).not.toEqual([what, 0])
      expect([what, (await tablet.disk.identity()).certificates]).toEqual([what, certificates])
      expect([what, tablet.disk.current, tablet.disk.newChains]).toEqual([what, chain, []])
    }
    // an old true receipt says no more than it ever did
    proxy.meddle = atPush(jsonTold(200, { receipt: old, problem: null }))
    await tablet.sync()
    expect(tablet.disk.isReceipted(chain, n)).toBe(false)

    proxy.meddle = (_asked, forward) => forward()
    expect(await tablet.sync()).toEqual({ kind: 'done', progressed: true })
    await applied(field.hub)
    await checkArrived(field.hub, [tablet, neighbour])
  })

  it('fault 15: 429 and 503: what Retry-After asks is waited in any case, with jitter on top', async () => {
    const tablet = await tabletAtProxy()
    await tablet.saveCase('Nguyễn Thử')
    const clock = new HandClock()
    const randoms = [0.5, 0.9, 0.1, 0]
    const loop = new SyncLoop(
      {
        clock,
        random: () => randoms.shift() ?? 0,
        round: (signal) => syncOnce(tablet.ports(), signal),
        hasWork: async () => true,
        exclusively: (work) => work(),
      },
      { firstMs: 2_000, capMs: 60_000 },
    )
    const answers: Told[] = [
      jsonTold(429, { problem: 'busy' }, { 'retry-after': '7' }),
      jsonTold(503, { problem: 'unavailable' }, { 'retry-after': '11' }),
      // a load balancer's own words
      { status: 503, headers: { 'content-type': 'text/html', 'retry-after': '3' }, body: '<html>busy</html>' },
    ]
    proxy.meddle = async (_asked, forward) => answers.shift() ?? forward()
    const stop = new AbortController()
    const running = loop.run(stop.signal)

    for (const [round, asked, jitter] of [
      [1, 7_000, 0.5 * 4_000],
      [2, 11_000, 0.9 * 8_000],
    ] as const) {
      const wait = await clock.nextSleep()
      expect(wait.ms).toBe(asked)
      wait.end()
      const more = await clock.nextSleep()
      expect(more.ms).toBeCloseTo(jitter)
      // one request for one refusal, and none while waiting
      expect(proxy.asked).toHaveLength(round)
      more.end()
    }
    const wait = await clock.nextSleep()
    expect(wait.ms).toBe(3_000)
    // a case is sealed, somebody taps the button: the hub has asked for patience all the same
    loop.wake()
    expect(wait.isOver).toBe(false)
    expect(proxy.asked).toEqual([head, head, head])
    wait.end()
    for (let pause = await clock.nextSleep(); pause.ms < 60_000; pause = await clock.nextSleep()) pause.end()
    expect(proxy.asked.slice(3, 5)).toEqual([head, push])
    expect(tablet.disk.isReceipted(tablet.disk.current, 1)).toBe(true)
    stop.abort()
    await running
  })

  it('fault 15: the hub that is asked too often says 429 and when to come back; the tablet takes it at its word', async () => {
    const tablet = await tabletAtProxy()
    await tablet.saveCase('Nguyễn Thử')
    const heads = await Promise.all(Array.from({ length: 130 }, () => tablet.head().catch((error: unknown) => error)))
    const refused = heads.filter((answer) => answer instanceof HubRefusal)
    expect(refused.length).toBeGreaterThanOrEqual(10)
    for (const { problem, retryAfterMs } of refused) {
      expect(problem).toBe('busy')
      expect(retryAfterMs).toBeGreaterThan(0)
      expect(retryAfterMs).toBeLessThanOrEqual(60_000)
    }
    expect(await tablet.sync()).toMatchObject({ kind: 'hub-busy', problem: 'busy', progressed: false })
    expect(tablet.disk.isReceipted(tablet.disk.current, 1)).toBe(false)
  })
})
