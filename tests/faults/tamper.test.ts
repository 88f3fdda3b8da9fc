import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hex } from '../../src/crypto/bytes.ts'
import { nodeCrypto } from '../../src/crypto/node/nodeCrypto.ts'
import { Rng } from '../field/sim/Rng.ts'
import type { FieldTablet } from '../kit/FieldTablet.ts'
import { faultsSeed } from '../kit/faultsSeed.ts'
import { type FieldHub, fieldHub } from '../kit/fieldHub.ts'
import { HttpProxy, type Told } from '../kit/HttpProxy.ts'
import { applied, checkArrived, checkHub, receiptsOf } from '../kit/hubPromises.ts'
import { ownerOf } from '../kit/ownerOf.ts'

const seed = faultsSeed

const flipped = (bytes: Uint8Array, at: number, bit: number): Uint8Array<ArrayBuffer> => {
  const copy = new Uint8Array(bytes)
  copy[at] = (copy[at] ?? 0) ^ (1 << bit)
  return copy
}

describe('somebody changes, repeats or must no longer', () => {
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
  const count = (sql: string, values: unknown[]) => ownerOf(field.hub, (owner) => owner.count(sql, values))
  const stateOf = (tablet: FieldTablet, n: number) => {
    const verdict = tablet.disk.verdicts.get(`${tablet.disk.current} ${n}`)
    return verdict ? `${verdict.state} ${verdict.reason ?? ''}`.trim() : 'none'
  }

  it(`fault 40: any bit flipped on the way: refused, an alarm, and the queue goes on (FAULTS_SEED=${seed})`, async () => {
    const rng = new Rng(seed)
    const tablet = await field.tablet()
    for (let i = 0; i < 12; i++) await tablet.saveCase(`Nguyễn Thử ${i}`)
    const { body } = await tablet.stream(1, 12, 4)
    for (let i = 0; i < 60; i++) {
      const [at, bit] = [rng.int(0, body.length - 1), rng.int(0, 7)]
      const told = await tablet.push(flipped(body, at, bit))
      const where = `bit ${bit} of byte ${at} of ${body.length}`
      expect([where, told.status]).not.toEqual([where, 200])
      expect([where, told.status >= 400 && told.status < 500]).toEqual([where, true])
      expect([where, told.problem]).not.toEqual([where, null])
    }
    // whole frames before the flip may stand; nothing that the tablet did not say does
    await checkHub(field.hub, [tablet])
    expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    await applied(field.hub)
    await tablet.sync()
    for (const { n } of tablet.saves) expect(stateOf(tablet, n)).toBe('applied')
    await checkArrived(field.hub, [tablet])
    expect(await count('SELECT count(*) FROM item WHERE device = $1', [tablet.who.device])).toBe(12)
    const { alarms } = await field.desk.attention()
    const codes = new Set(alarms.filter(({ chain }) => chain === tablet.disk.current).map(({ code }) => code))
    expect(codes).toContain('bad-frame')
  })

  it('fault 40: a bit flipped on the tablet: sent as damaged, shown, the others applied', async () => {
    const tablet = await field.tablet()
    for (let i = 0; i < 3; i++) await tablet.saveCase(`Nguyễn Thử ${i}`)
    tablet.disk.damage(2)
    expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    await applied(field.hub)
    await tablet.sync()
    expect([1, 2, 3].map((n) => stateOf(tablet, n))).toEqual(['applied', 'rejected withheld-damaged', 'applied'])
    expect((await receiptsOf(tablet))[0]?.receipt.exceptions).toEqual([[2, 'withheld-damaged']])
    await checkArrived(field.hub, [tablet])
    const shown = (await field.desk.attention()).items.filter(({ chain }) => chain === tablet.disk.current)
    expect(shown).toMatchObject([{ n: 2, state: 'rejected', reason: 'withheld-damaged' }])
  })

  it('fault 40: a bit flipped in the hub before apply: not opened, told, the others applied; ingest goes on meanwhile', async () => {
    const tablet = await field.tablet()
    for (let i = 0; i < 3; i++) await tablet.saveCase(`Nguyễn Thử ${i}`)
    const chain = tablet.disk.current
    await ownerOf(field.hub, async (owner) => {
      await owner.rows('BEGIN')
      // apply's own lock (store/pg/lockName): it stands still until this transaction ends
      await owner.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`apply:${field.tenant}`])
      // the receipt comes although nothing can be opened now (RCP-5)
      expect(await tablet.sync()).toMatchObject({ kind: 'done', progressed: true })
      expect(tablet.disk.isReceipted(chain, 3)).toBe(true)
      expect(await owner.count('SELECT count(*) FROM verdict WHERE chain = $1', [chain])).toBe(0)
      await owner.rows('UPDATE item SET ct = set_bit(ct, 77, 1 - get_bit(ct, 77)) WHERE chain = $1 AND n = 2', [chain])
      await owner.rows('COMMIT')
    })
    await applied(field.hub)
    await tablet.sync()
    expect([1, 2, 3].map((n) => stateOf(tablet, n))).toEqual(['applied', 'rejected not-authentic', 'applied'])
    const shown = (await field.desk.attention()).items.filter((item) => item.chain === chain)
    expect(shown).toMatchObject([{ n: 2, state: 'rejected', reason: 'not-authentic' }])
    expect(field.hub.log).toMatch(/"level":40.*not-authentic/)
  })

  it('fault 41: an old push, a used nonce, another tablet\u2019s nonce and an old head: no effect', async () => {
    const tablet = await field.tablet()
    tablet.url = proxy.url
    await tablet.saveCase('Nguyễn Thử')
    let pushed: Uint8Array = new Uint8Array(0)
    let headTold: Told | null = null
    proxy.meddle = async ({ path, body }, forward) => {
      const told = await forward()
      if (path === '/api/v1/push') pushed = new Uint8Array(body)
      if (path === '/api/v1/head') headTold ??= told
      return told
    }
    expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    await applied(field.hub)
    const device = [tablet.who.device]
    const before = await count('SELECT count(*) FROM item WHERE device = $1', device)
    const audited = await count(
      "SELECT count(*) FROM audit WHERE action = 'append' AND actor = 'device:' || $1",
      device,
    )
    for (let i = 0; i < 5; i++) {
      expect(await tablet.push(pushed)).toEqual({ status: 200, receipt: tablet.disk.receipts[0], problem: null })
    }
    expect(await count('SELECT count(*) FROM item WHERE device = $1', device)).toBe(before)
    expect(await count("SELECT count(*) FROM audit WHERE action = 'append' AND actor = 'device:' || $1", device)).toBe(
      audited,
    )

    const pull = async (nonce: string) => {
      const response = await fetch(`${field.hub.fieldUrl}/api/v1/pull`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(await tablet.pullRequest(0, nonce)),
      })
      const text = await response.text()
      return response.status === 200 ? '200' : `${response.status} ${JSON.parse(text).problem}`
    }
    const { nonce } = (await tablet.head()).head
    expect([await pull(nonce), await pull(nonce), await pull(nonce)]).toEqual([
      '200',
      '401 nonce-used',
      '401 nonce-used',
    ])
    const neighbour = await field.tablet()
    expect(await pull((await neighbour.head()).head.nonce)).toBe('401 nonce-unknown')
    expect(await pull(hex(nodeCrypto.random(16)))).toBe('401 nonce-unknown')

    // an old answer to the head's question, although signed by the hub, is no answer to this one (HEA-1)
    await tablet.saveCase('Nguyễn Thử Nữa')
    proxy.meddle = async ({ path }, forward) => (path === '/api/v1/head' ? headTold : forward())
    expect(await tablet.sync()).toEqual({ kind: 'captive-portal', progressed: false })
    expect(tablet.disk.isReceipted(tablet.disk.current, 2)).toBe(false)
    proxy.meddle = (_asked, forward) => forward()
    expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    await applied(field.hub)
    await checkArrived(field.hub, [tablet])
  })

  it('fault 42: revoked in the middle of a sync: the push goes into quarantine, where the desk sees it; the pull is refused', async () => {
    const { hub, desk } = field
    const tablet = await field.tablet('Máy bị thu hồi')
    tablet.url = proxy.url
    await tablet.saveCase('Nguyễn Thử Trước')
    expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    await applied(hub)
    await tablet.saveCase('Nguyễn Thử Sau')
    await tablet.saveCase('Nguyễn Thử Sau Nữa')
    proxy.asked.length = 0
    const seen: string[] = []
    proxy.meddle = async ({ path }, forward) => {
      if (path === '/api/v1/push') await desk.decide(tablet.who.device, 'revoke')
      const told = await forward()
      seen.push(`${path} ${told.status}`)
      return told
    }
    const cursor = await tablet.disk.cursor()
    expect(await tablet.sync()).toMatchObject({ kind: 'revoked' })
    proxy.meddle = (_asked, forward) => forward()
    expect(seen).toEqual(['/api/v1/head 200', '/api/v1/push 200', '/api/v1/pull 401', '/api/v1/head 200'])
    expect(tablet.disk.revoked).toBe(true)
    expect(await tablet.disk.cursor()).toBe(cursor)

    const chain = tablet.disk.current
    expect(tablet.disk.isReceipted(chain, 3)).toBe(true)
    expect((await receiptsOf(tablet)).at(-1)?.receipt.exceptions).toEqual([
      [2, 'quarantined'],
      [3, 'quarantined'],
    ])
    const [quarantined, open, records] = await ownerOf(hub, async (owner) => [
      await owner.count('SELECT count(*) FROM item WHERE chain = $1 AND quarantined', [chain]),
      await owner.count('SELECT count(*) FROM pending WHERE chain = $1', [chain]),
      await owner.count('SELECT count(DISTINCT record) FROM verdict WHERE chain = $1', [chain]),
    ])
    expect([quarantined, open, records]).toEqual([2, 0, 1])
    const alarms = (await desk.attention()).alarms.filter((alarm) => alarm.chain === chain)
    expect(alarms).toMatchObject([{ code: 'quarantined', device: 'Máy bị thu hồi', n: 3 }])

    // what it still holds may come, and go where the rest went; nothing comes back
    await tablet.saveCase('Nguyễn Thử Cuối')
    expect(await tablet.sync()).toMatchObject({ kind: 'revoked' })
    expect(tablet.disk.isReceipted(chain, 4)).toBe(true)
    await checkHub(hub, [tablet])
  })
})
