import { readFileSync, writeFileSync } from 'node:fs'
import { request as send } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromHex, uuidFromRandom } from '../../src/crypto/bytes.ts'
import { newRawPair, nodeCrypto } from '../../src/crypto/node/nodeCrypto.ts'
import { limits } from '../../src/protocol/limits.ts'
import { encodeWorkFile, hubMark } from '../../src/protocol/workFile.ts'
import { takeReceiptFile } from '../../src/sync/takeReceiptFile.ts'
import type { FieldTablet, Save } from '../kit/FieldTablet.ts'
import { type FieldHub, fieldHub } from '../kit/fieldHub.ts'
import { HttpProxy, jsonTold } from '../kit/HttpProxy.ts'
import { hubCommand } from '../kit/hubCommand.ts'
import { applied, checkArrived } from '../kit/hubPromises.ts'
import { ownerOf } from '../kit/ownerOf.ts'

interface Heard {
  status: number
  retryAfter: string | undefined
  body: string
}

/** A push from an address of its own: the hub counts requests by address (127.0.0.0/8 is all this machine's). */
const pushFrom = (localAddress: string, port: number, body: Uint8Array): Promise<Heard> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/octet-stream', 'content-length': body.length }
    const options = {
      host: '127.0.0.1',
      port,
      localAddress,
      path: '/api/v1/push',
      method: 'POST',
      headers,
      agent: false,
    }
    const out = send(options, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => {
        const retryAfter = answer.headers['retry-after']
        resolve({ status: answer.statusCode ?? 0, retryAfter, body: Buffer.concat(parts).toString('utf8') })
      })
    })
    out.on('error', reject)
    out.end(body)
  })

describe('pushes that come strangely', () => {
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
  const verdictOf = (tablet: FieldTablet, { chain, n }: Save) => {
    const { state, reason } = tablet.disk.verdicts.get(`${chain} ${n}`) ?? { state: 'none', reason: null }
    return reason === null ? state : `${state}: ${reason}`
  }
  const itemsOf = (tablet: FieldTablet) =>
    ownerOf(field.hub, (owner) => owner.count('SELECT count(*) FROM item WHERE chain = $1', [tablet.disk.current]))

  it('fault 52: a file of work by the command beside a running hub, twice and cut: once, and what lacks is said', async () => {
    const tablet = await field.tablet()
    // it met its hub when it was let in, and has had no line since
    await tablet.head()
    for (let i = 0; i < 3; i++) await tablet.saveCase(`Nguyễn Tệp ${i}`)
    const { tenant, device, rootKey } = tablet.who
    const { body, from, to } = await tablet.stream(1, undefined, 1)
    const scope = { tenant, device, hub: await hubMark(nodeCrypto, rootKey) }
    const chain = fromHex(tablet.disk.current) ?? new Uint8Array(16)
    const file = await encodeWorkFile(nodeCrypto, scope, [
      { part: { kind: 'stream', length: body.length, chain, from, to }, body },
    ])
    const [path, cut, back] = ['work.tramso', 'cut.tramso', 'back.json'].map((name) => join(field.hub.dataDir, name))
    if (!path || !cut || !back) throw new Error('no paths')
    writeFileSync(path, file)
    writeFileSync(cut, file.subarray(0, file.length - 1))
    const load = async (of: string) => {
      const done = await hubCommand(['import-file', of, '--receipt', back, '--json'], { DATA_DIR: field.hub.dataDir })
      return [done.code, JSON.parse(done.out).fresh, done.err]
    }
    expect(await load(cut)).toEqual([1, 2, ''])
    expect(await load(path)).toEqual([0, 1, ''])
    expect(await load(path)).toEqual([0, 0, ''])
    expect(await itemsOf(tablet)).toBe(3)
    const store = tablet.disk
    const identity = await store.identity()
    if (!identity) throw new Error('not enrolled')
    const photos = { takeReceipt: async () => undefined, waiting: async () => [] }
    const taken = await takeReceiptFile({ crypto: nodeCrypto, store, identity }, photos, readFileSync(back))
    expect(taken).toEqual({ kind: 'ok', items: 3, photos: 0 })
  })

  it('fault 11: a thousand duplicates in parallel have one effect', async () => {
    const { hub } = field
    const tablets: FieldTablet[] = []
    for (let i = 0; i < 9; i++) tablets.push(await field.tablet())
    for (const tablet of tablets) for (let i = 0; i < 3; i++) await tablet.saveCase(`Nguyễn Thử ${i}`)
    const asked = await Promise.all(
      tablets.map(async (tablet, i) => {
        const { body } = await tablet.stream(1)
        // the hub lets a tablet ask 120 times a minute: nine tablets send each its push 112 times
        return Promise.all(Array.from({ length: 112 }, () => pushFrom(`127.0.1.${i + 1}`, hub.port, body)))
      }),
    )
    expect(asked.flat()).toHaveLength(1008)
    for (const [i, heard] of asked.entries()) {
      const taken = heard.filter(({ status }) => status === 200)
      // a hub that cannot keep up may say so, but only so
      const busy = heard.filter(({ status, retryAfter }) => [429, 503].includes(status) && Number(retryAfter) > 0)
      expect(taken.length + busy.length).toBe(112)
      expect(new Set(taken.map(({ body }) => body)).size).toBe(1)
      expect(JSON.parse(taken[0]?.body ?? '')).toMatchObject({ problem: null, receipt: expect.any(String) })
      const [tablet] = tablets.slice(i)
      if (tablet) expect(await itemsOf(tablet)).toBe(3)
    }
    // and one that asks far too often is told when to come back
    const [first] = tablets
    const { body } = (await first?.stream(1)) ?? { body: new Uint8Array(0) }
    const more = await Promise.all(Array.from({ length: 60 }, () => pushFrom('127.0.1.1', hub.port, body)))
    const refused = more.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    for (const { retryAfter } of refused) expect(Number(retryAfter)).toBeGreaterThan(0)
    await applied(hub)
    await ownerOf(hub, async (owner) => {
      const chains = tablets.map(({ disk }) => disk.current)
      for (const table of ['item', 'verdict']) {
        expect(await owner.count(`SELECT count(*) FROM ${table} WHERE chain = ANY($1)`, [chains])).toBe(27)
      }
      expect(await owner.count('SELECT count(*) FROM receipt WHERE chain = ANY($1)', [chains])).toBe(9)
      expect(await owner.count('SELECT count(DISTINCT record) FROM change WHERE chain = ANY($1)', [chains])).toBe(27)
    })
  })

  it('fault 16: at 413 a push is halved; one that a box on the way finds too large by itself is kept whole, said, and arrives without it', async () => {
    const most = 12_000
    const tablet = await field.tablet()
    tablet.url = proxy.url
    for (let i = 0; i < 20; i++) await tablet.saveLargeCase(1_500)
    const giant = await tablet.saveLargeCase(20_000)
    for (let i = 0; i < 5; i++) await tablet.saveCase(`Nguyễn Thử ${i}`)
    const passed: number[] = []
    const refused: number[] = []
    proxy.meddle = async ({ path, body }, forward) => {
      if (path !== '/api/v1/push') return forward()
      if (body.length > most) {
        refused.push(body.length)
        return jsonTold(413, { problem: 'too-large', data: { max: most } })
      }
      passed.push(body.length)
      return forward()
    }
    expect(await tablet.sync()).toMatchObject({ kind: 'refused', problem: 'too-large' })
    proxy.meddle = (_asked, forward) => forward()
    expect(tablet.disk.isReceipted(giant.chain, giant.n - 1)).toBe(true)
    expect(tablet.disk.isReceipted(giant.chain, giant.n)).toBe(false)
    expect(passed.every((size) => size <= most)).toBe(true)
    // each refusal halves: no push is tried twice at one size
    expect(refused.length).toBeGreaterThan(2)
    expect(refused.length).toBeLessThan(12)
    expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    await applied(field.hub)
    expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    for (const save of tablet.saves) expect(verdictOf(tablet, save)).toBe('applied')
    await checkArrived(field.hub, [tablet])
  })

  it('fault 16: the hub itself refuses a body beyond its limit, and keeps nothing of it', async () => {
    const tablet = await field.tablet()
    await tablet.saveCase('Nguyễn Thử')
    const { body } = await tablet.stream(1)
    const large = new Uint8Array(limits.pushBody + 1)
    large.set(body)
    const answer = await fetch(`${field.hub.fieldUrl}/api/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: large,
    })
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ problem: 'too-large' })
    expect(await itemsOf(tablet)).toBe(0)
    expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    await applied(field.hub)
    await checkArrived(field.hub, [tablet])
  })

  it('fault 17: bad items among good ones: a verdict for each, the good ones are applied', async () => {
    const tablet = await field.tablet()
    const id = () => uuidFromRandom(nodeCrypto.random(16))
    const bad = (type: number, payload: object, spoil = {}) => {
      const record = id()
      return tablet.save(type, { r: record, b: 0, g: {}, ...payload }, record, spoil)
    }
    const wanted = new Map<Save, string>()
    const expectOf = async (save: Promise<Save>, verdict: string) => void wanted.set(await save, verdict)
    await expectOf(tablet.saveCase('Nguyễn Thử Đầu'), 'applied')
    await expectOf(bad(1, { g: { identity: { name: 7 } } }), 'rejected: invalid-fields')
    await expectOf(bad(1, { g: { identity: { name: 'x' } } }, { schema: 99 }), 'held: newer-schema')
    await expectOf(bad(77, { g: { identity: { name: 'x' } } }), 'held: unknown-type')
    const spoil = { ct: (ct: Uint8Array<ArrayBuffer>) => ct.map((byte, i) => (i === 20 ? byte ^ 1 : byte)) }
    await expectOf(bad(1, { g: { identity: { name: 'x' } } }, spoil), 'rejected: not-authentic')
    await expectOf(bad(1, { b: 5, g: { contact: { phone: '0900000001' } } }), 'held: unknown-record')
    await expectOf(bad(2, { p: id(), g: { answers: { purpose: 'x' } } }), 'held: waits-for-record')
    await expectOf(bad(1, { g: {}, c: { name: 'approve' } }), 'rejected: stale-command')
    const n = tablet.saves.length + 1
    const badEdit = { b: 2 - n, g: { contact: { phone: '0900000002' } } }
    await expectOf(tablet.save(1, badEdit, tablet.saves[1]?.record ?? ''), 'rejected: depends-on-rejected')
    const goodEdit = { b: 1 - (n + 1), g: { contact: { phone: '0900000003' } } }
    await expectOf(tablet.save(1, goodEdit, tablet.saves[0]?.record ?? ''), 'applied')
    await expectOf(tablet.saveCase('Nguyễn Thử Cuối'), 'applied')

    expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    await applied(field.hub)
    expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    for (const [save, verdict] of wanted) expect(`${save.n} ${verdictOf(tablet, save)}`).toBe(`${save.n} ${verdict}`)
    await checkArrived(field.hub, [tablet])
    const shown = (await field.desk.attention()).items.filter(({ chain }) => chain === tablet.disk.current)
    const troubled = [...wanted].filter(([, verdict]) => verdict !== 'applied').map(([save]) => save.n)
    expect(shown.map((item) => item.n).sort((a, b) => a - b)).toEqual(troubled)
  })

  it('fault 21: a poisonous first item, of whatever kind, does not stop the queue', async () => {
    const deep = `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`
    // JSON as it stands in the item; each begins a record, has what a payload needs, and one thing that bites
    const poisons: Array<[string, string]> = [
      ['nothing', ''],
      ['no JSON', '{"g":'],
      ['no payload', '[]'],
      [
        'names of the language',
        '{"g":{"__proto__":{"name":"x"},"constructor":{"name":"x"},"toString":{"a":1}},"b":0,"t":[0]}',
      ],
      ['fields of the language', '{"g":{"identity":{"__proto__":{"a":1},"hasOwnProperty":"x"}},"b":0,"t":[0]}'],
      [
        'half a character',
        '{"g":{"identity":{"name":"\\ud800"},"unknown\\udfff":{"a\\ud800":"\\udc00"}},"b":0,"t":[0]}',
      ],
      ['a zero character', '{"g":{"identity":{"name":"a\\u0000b"}},"b":0,"t":[0]}'],
      ['depth', `{"g":{"unknown":${deep}},"b":0,"t":[0]}`],
      ['a bomb', `{"g":{"unknown":{"a":"${'x'.repeat(8_000_000)}"}},"b":0,"t":[0]}`],
      ['much that is unknown', `{"g":{"unknown":{"a":"${'x'.repeat(200_000)}"}},"b":0,"t":[0]}`],
      ['numbers beyond all', '{"g":{"progress":{"attempts":1e308,"startedAt":-1e400}},"b":0,"t":[9e15,-9e15]}'],
      ['a time beyond all', '{"g":{"identity":{"name":"x"}},"b":0,"t":[1e300]}'],
      ['an unknown command', '{"g":{},"b":0,"c":{"name":"__proto__"},"t":[0]}'],
      ['a base before the chain', '{"g":{},"b":-5,"t":[0]}'],
      ['a base beyond all', '{"g":{},"b":9007199254740991,"t":[0]}'],
      ['a parent that is not there', '{"g":{},"b":0,"p":"00000000-0000-4000-8000-000000000000","t":[0]}'],
    ]
    // each poison begins a chain of its own, on tablets that do not ask more often than they may
    const tablets = [await field.tablet(), await field.tablet()]
    for (const [i, [what, json]] of poisons.entries()) {
      const tablet = tablets[i % 2] ?? (await field.tablet())
      tablet.disk.openChain()
      const record = uuidFromRandom(nodeCrypto.random(16))
      await expectPassed(tablet, what, await tablet.save(1, { g: {} }, record, { json }))
    }
    const tablet = await field.tablet()
    const session = await tablet.beginSession(newRawPair())
    const record = uuidFromRandom(nodeCrypto.random(16))
    const poison = await tablet.save(1, { r: record, b: 0, g: { identity: { name: 'x' } } }, record, { session })
    await expectPassed(tablet, 'a session that no volunteer signed', poison)
    expect(verdictOf(tablet, poison)).toBe('rejected: bad-actor')
  })

  const expectPassed = async (tablet: FieldTablet, what: string, poison: Save) => {
    const good = [await tablet.saveCase('Nguyễn Thử Sau'), await tablet.saveCase('Nguyễn Thử Sau Nữa')]
    expect([what, await tablet.sync()]).toEqual([what, { kind: 'done', progressed: true }])
    await applied(field.hub)
    expect([what, await tablet.sync()]).toMatchObject([what, { kind: 'done' }])
    for (const save of good) expect([what, verdictOf(tablet, save)]).toEqual([what, 'applied'])
    expect([what, verdictOf(tablet, poison)]).not.toEqual([what, 'none'])
    await checkArrived(field.hub, [tablet])
  }
})
