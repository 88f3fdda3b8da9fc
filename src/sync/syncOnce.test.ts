import { beforeEach, describe, expect, it, vi } from 'vitest'
import { handle, html, json, response, SyncKit } from '../../tests/kit/SyncKit.ts'
import { inPieces, TestHub } from '../../tests/kit/TestHub.ts'
import type { TestTablet } from '../../tests/kit/TestTablet.ts'
import { base64url, hex, utf8, utf8Text } from '../crypto/bytes.ts'
import { dayOf } from '../hub/ingest/intake.ts'
import { paths } from '../protocol/api.ts'
import { kidOf, signJws } from '../protocol/jws.ts'
import { limits } from '../protocol/limits.ts'
import { encodePage, PageStreamReader, type PullEntry, sealPage } from '../protocol/page.ts'
import { PushStreamReader } from '../protocol/pushStream.ts'
import {
  headStatement,
  receiptStatement,
  type SafeStatement,
  safeStatement,
  signCertificate,
  signStatement,
} from '../protocol/statements.ts'
import { type HubResponse, LineError } from './ports.ts'
import { syncOnce } from './syncOnce.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

let hub: TestHub
let tablet: TestTablet
let kit: SyncKit
beforeEach(async () => {
  hub = await TestHub.create('sync')
  tablet = await hub.tablet('t')
  kit = new SyncKit(hub, tablet)
})
const fill = async (count: number) => {
  for (let i = 0; i < count; i++) await tablet.newCase()
  kit.keep()
}
const noise = (length: number) => String.fromCharCode(...hub.crypto.port.random(length).map((byte) => 33 + (byte % 90)))
const textOf = async ({ body }: HubResponse) => {
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return utf8Text(Buffer.concat(parts))
}
/** Only this path gets another answer. */
const at = (path: string, answer: (toHub: () => Promise<HubResponse>) => Promise<HubResponse>) => {
  kit.post = (asked, _body, toHub) => (asked === path ? answer(toHub) : toHub())
}
const stored = async () => (await hub.in((tx) => tx.counts())).items

describe('a head that says revoked', () => {
  it('ends the tablet once what it holds has been sent; a line that is cut before ends nothing (SPEC HEA-5)', async () => {
    await fill(3)
    await hub.setStatus(tablet, 'revoked')
    at(paths.push, async () => {
      throw new LineError('unreachable')
    })
    expect((await kit.round()).kind).toBe('no-line')
    expect(kit.disk.revoked).toBe(false)

    kit.post = (_path, _body, toHub) => toHub()
    const sent: number[] = []
    const takeRevoked = kit.disk.takeRevoked.bind(kit.disk)
    kit.disk.takeRevoked = () => {
      sent.push(kit.receiptedN)
      return takeRevoked()
    }
    kit.asked.length = 0
    expect(await kit.round()).toEqual({ kind: 'revoked', problem: 'revoked', progressed: true })
    expect([sent, kit.asked, kit.disk.revoked]).toEqual([[3], [paths.head, paths.push], true])
  })

  it('also one whose rest the hub refuses for good (SPEC HEA-5)', async () => {
    await fill(1)
    await hub.setStatus(tablet, 'revoked')
    at(paths.push, async () => json(400, { problem: 'malformed' }))
    expect((await kit.round()).kind).toBe('revoked')
    expect([kit.disk.revoked, kit.receiptedN]).toEqual([true, 0])
  })
})

describe('certificates that come with a head', () => {
  const certified = async (key: Uint8Array, more: object = {}) => {
    const payload = { v: 1, use: 'seal', kid: await kidOf(hub.crypto.port, key), key: base64url(key), ...more }
    return signJws(hub.root, await kidOf(hub.crypto.port, hub.root.publicKey), 'tram-so-cert', payload)
  }
  const withCertificates = (certificates: string[]) =>
    at(paths.head, async (toHub) => json(200, { ...JSON.parse(await textOf(await toHub())), certificates }))

  it('are kept once a key, however often a hub that starts anew signs them anew (SPEC KEY-2, HEA-3)', async () => {
    const before = [...kit.identity.certificates]
    const known = (await hub.keys()).seal.values().next().value ?? new Uint8Array(0)
    withCertificates([...before, await certified(known, { start: 2 }), 'no certificate'])
    await kit.round()
    expect(kit.identity.certificates).toEqual(before)
    const turned = await certified(hub.crypto.newSigner().publicKey)
    withCertificates([...before, turned])
    await kit.round()
    await kit.round()
    expect(kit.identity.certificates).toEqual([...before, turned])
  })
})

describe('a round', () => {
  it('asks the head, sends from there, keeps the receipt, and pulls with the head’s nonce (SPEC HEA-1, HEA-2, RCP-3, PULL-1)', async () => {
    await fill(20)
    const outcome = await kit.round()
    expect(outcome).toEqual({ kind: 'done', progressed: true })
    expect(kit.asked).toEqual([paths.head, paths.push, paths.pull])
    expect([kit.receiptedN, await stored()]).toEqual([20, 20])
    await hub.apply()
    await kit.round()
    expect(kit.asked.slice(3)).toEqual([paths.head, paths.pull])
    expect(kit.disk.verdicts.size).toBe(20)
  })

  it('of a tablet that is not enrolled asks nobody', async () => {
    const store = { ...kit.ports.store, identity: async () => null }
    expect(await syncOnce({ ...kit.ports, store }, new AbortController().signal)).toEqual({
      kind: 'not-enrolled',
      progressed: false,
    })
  })

  it('while locked pushes and does not pull (SPEC PULL-6)', async () => {
    await fill(1)
    kit.unlocked = false
    await kit.round()
    expect(kit.asked).toEqual([paths.head, paths.push])
    expect(kit.receiptedN).toBe(1)
  })

  it('tells how much of it is sent', async () => {
    await fill(3)
    const seen: number[] = []
    await syncOnce(
      {
        ...kit.ports,
        onProgress: ({ totalItems, totalBytes, sentBytes }) => seen.push(totalItems, totalBytes - sentBytes),
      },
      new AbortController().signal,
    )
    expect(seen[0]).toBe(3)
    expect(seen.at(-1)).toBe(0)
  })

  it.each([
    ['no-line', new LineError('unreachable')],
    ['no-line', new LineError('timeout')],
    ['captive-portal', new LineError('redirected')],
  ])('ends as %s when the line fails so', async (kind, error) => {
    await fill(1)
    kit.post = async () => {
      throw error
    }
    expect(await kit.round()).toEqual({ kind, progressed: false })
  })

  it('that is aborted says so, and storage that fails is not hidden', async () => {
    await fill(1)
    const controller = new AbortController()
    kit.post = async () => {
      controller.abort()
      throw new LineError('aborted')
    }
    expect((await kit.round(controller.signal)).kind).toBe('aborted')
    const store = {
      ...kit.ports.store,
      identity: kit.ports.store.identity.bind(kit.disk),
      chains: async () => Promise.reject(new Error('disk')),
    }
    await expect(syncOnce({ ...kit.ports, store }, new AbortController().signal)).rejects.toThrow('disk')
  })

  it('cut at any byte of its answers is mended by the next one (SPEC STR-4, HEA-3)', async () => {
    await fill(2)
    at(paths.push, async (toHub) => {
      await toHub()
      throw new LineError('timeout')
    })
    expect((await kit.round()).kind).toBe('no-line')
    expect([kit.receiptedN, await stored()]).toEqual([0, 2])
    kit.post = (_path, _body, toHub) => toHub()
    kit.asked.length = 0
    await kit.round()
    // the lost receipt came with the head: nothing is sent twice
    expect(kit.asked).toEqual([paths.head, paths.pull])
    expect(kit.receiptedN).toBe(2)
  })
})

describe('what is not the hub marks nothing as stored (fault 14)', () => {
  const stranger = async () => {
    const signer = hub.crypto.newSigner()
    return { signer, kid: await kidOf(hub.crypto.port, signer.publicKey) }
  }
  const real = async (part: object) => {
    const answer = await hub.push(await tablet.stream())
    return { ...(await hub.receipt(answer.receipt)), ...part }
  }
  const ours = () => hub.ingestPorts.receipts

  it.each<[string, () => HubResponse]>([
    ['a portal’s page', () => html(200)],
    ['an empty 200', () => json(200, {})],
    ['JSON that is not', () => response(200, utf8('{'), 'application/json')],
    ['bytes that are no text', () => response(200, Uint8Array.of(0xff), 'application/json')],
    ['JSON as text', () => response(200, utf8('{}'), 'text/plain')],
    ['a page without end', () => response(200, new Uint8Array(300_000), 'application/json')],
    ['a 204', () => json(204, {})],
    ['a 404 of somebody', () => html(404)],
    ['a problem that nobody knows', () => json(404, { problem: 'toString' })],
  ])('%s, as head or as answer to a push (SPEC HEA-1, RCP-3)', async (_, answer) => {
    await fill(1)
    for (const path of [paths.head, paths.push, paths.pull]) {
      at(path, async () => answer())
      kit.disk.chain(tablet.chainHex).receiptedN = 0
      expect((await kit.round()).kind).toBe('captive-portal')
      if (path === paths.push) expect(kit.receiptedN).toBe(0)
    }
  })

  it('a head by another key, of another ask, tablet, commune or chain, or of an older epoch (SPEC HEA-1, EPO-2)', async () => {
    await fill(1)
    const { head } = await hub.head(tablet)
    const statement = await hub.statement(head)
    let ask = ''
    kit.post = async (path, body, toHub) => {
      if (path !== paths.head) return toHub()
      ask = JSON.parse(utf8Text(body)).ask
      return json(200, { wire: 1, head: await change(), receipt: null, certificates: hub.certificates })
    }
    let change = async () => head
    const sign = (part: object, by = ours()) => signStatement(by, headStatement, { ...statement, ask, ...part })
    const by = await stranger()
    kit.identity.epoch = 3
    const fine = () => sign({ epoch: 3 })
    for (const forge of [
      async () => head,
      () => sign({ epoch: 3 }, by),
      () => sign({ epoch: 2 }),
      () => sign({ epoch: 3, ask: '00'.repeat(16) }),
      () => sign({ epoch: 3, tenant: hub.otherTenant }),
      () => sign({ epoch: 3, device: tablet.actorId }),
      () => sign({ epoch: 3, chain: '00'.repeat(16) }),
    ]) {
      change = forge
      kit.asked.length = 0
      expect((await kit.round()).kind).toBe('captive-portal')
      expect(kit.asked).toEqual([paths.head])
    }
    change = fine
    hub.epoch = 3
    expect((await kit.round()).kind).toBe('done')
  })

  it('a receipt by another key, or of another tablet, commune, chain, place, hash or epoch (SPEC RCP-1, RCP-3)', async () => {
    await fill(2)
    const receipt = await real({})
    hub = await TestHub.create('sync')
    tablet = await hub.tablet('t')
    const sealed = kit.disk
    kit = new SyncKit(hub, tablet)
    for (const [n, row] of sealed.chain(tablet.chainHex).rows) {
      kit.disk.commitItem(tablet.chainHex, n - 1, row, sealed.headers.get(row.sid) ?? new Uint8Array(0))
    }
    const by = await stranger()
    const forged = [
      await signStatement(by, receiptStatement, receipt),
      await signStatement({ ...by, kid: ours().kid }, receiptStatement, receipt),
      ...(await Promise.all(
        [
          { tenant: hub.otherTenant },
          { device: tablet.actorId },
          { chain: '00'.repeat(16) },
          { h: '00'.repeat(32) },
          { n: 1 },
          { n: 3 },
          { epoch: 2 },
        ].map((part) => signStatement(ours(), receiptStatement, { ...receipt, ...part })),
      )),
      'x',
    ]
    for (const jws of forged) {
      at(paths.push, async () => json(200, { receipt: jws, problem: null }))
      expect([(await kit.round()).kind, kit.receiptedN]).toEqual(['captive-portal', 0])
      // nor with the head, where a receipt is only a gift
      at(paths.head, async (toHub) => json(200, { ...JSON.parse(await textOf(await toHub())), receipt: jws }))
      kit.post = wrap(kit.post)
      await kit.round()
      expect(kit.receiptedN).toBe(0)
    }
    kit.post = (_path, _body, toHub) => toHub()
    await kit.round()
    expect(kit.receiptedN).toBe(2)
  })
  /** Pushes never arrive. */
  const wrap =
    (post: SyncKit['post']): SyncKit['post'] =>
    (path, body, toHub) =>
      path === paths.push ? Promise.reject(new LineError('timeout')) : post(path, body, toHub)

  it('a push that is answered without a receipt, or with one that covers less (SPEC RCP-3)', async () => {
    await fill(2)
    at(paths.push, async () => json(200, { receipt: null, problem: null }))
    expect([(await kit.round()).kind, kit.receiptedN]).toEqual(['captive-portal', 0])
    const one = await hub.push(await tablet.stream(1, 1).then((bytes) => bytes.subarray(0, bytes.length - 1)))
    at(paths.push, async () => json(200, { receipt: one.receipt, problem: null }))
    at(paths.head, async (toHub) => toHub())
    kit.post = async (path, _body, toHub) => {
      if (path === paths.push) return json(200, { receipt: one.receipt, problem: null })
      return toHub()
    }
    const outcome = await kit.round()
    expect([outcome.kind, kit.receiptedN]).toEqual(['captive-portal', 1])
  })

  it('certificates of another root, sent along with a forged head (SPEC KEY-2)', async () => {
    await fill(1)
    const root = hub.crypto.newSigner()
    const by = await stranger()
    const certificates = [await signCertificate(hub.crypto.port, root, 'receipt', by.signer.publicKey)]
    kit.post = async (_path, body) => {
      const request = JSON.parse(utf8Text(body))
      const { head } = await hub.head(tablet)
      const statement = { ...(await hub.statement(head)), ask: request.ask }
      return json(200, {
        wire: 1,
        head: await signStatement(by, headStatement, statement),
        receipt: null,
        certificates,
      })
    }
    expect((await kit.round()).kind).toBe('captive-portal')
    expect(kit.identity.certificates).toEqual(hub.certificates)
  })
})

describe('what the hub refuses', () => {
  it('with patience: 429 and 503 wait, as long as it says, but never for ever (SPEC PRB-2, fault 15)', async () => {
    await fill(1)
    at(paths.push, async () => json(429, { problem: 'busy' }, 7))
    expect(await kit.round()).toMatchObject({ kind: 'hub-busy', problem: 'busy', retryAfter: 7000 })
    at(paths.head, async () => json(503, { problem: 'disk-full' }))
    expect(await kit.round()).toMatchObject({ kind: 'hub-busy', problem: 'disk-full', retryAfter: 0 })
    for (const status of [429, 500, 502]) {
      at(paths.head, async () => ({ ...html(status), retryAfter: 3 }))
      expect(await kit.round()).toMatchObject({ kind: 'hub-busy', problem: 'unavailable', retryAfter: 3000 })
    }
    at(paths.head, async () => json(503, { problem: 'busy' }, 1e9))
    expect(await kit.round()).toMatchObject({ retryAfter: 3_600_000 })
    // no words of ours: any box on the line can say it
    for (const foreign of [html(503), json(429, { error: 'slow down' })]) {
      at(paths.head, async () => ({ ...foreign, retryAfter: 3600 }))
      expect(await kit.round()).toMatchObject({ kind: 'hub-busy', problem: 'unavailable', retryAfter: 60_000 })
    }
    at(paths.head, async () => json(503, { problem: 'busy' }, -5))
    expect(await kit.round()).toMatchObject({ retryAfter: 0 })
    expect(kit.receiptedN).toBe(0)
  })

  it.each([
    [paths.head, 409, 'client-too-old', 'refused'],
    [paths.push, 409, 'client-too-old', 'refused'],
    [paths.push, 409, 'hub-too-old', 'hub-busy'],
    [paths.push, 409, 'gap', 'refused'],
    [paths.push, 403, 'not-approved', 'hub-busy'],
    [paths.head, 404, 'not-found', 'refused'],
    [paths.pull, 401, 'nonce-used', 'refused'],
    [paths.push, 500, 'unavailable', 'hub-busy'],
  ])(
    'at %s with %i %s ends as such, and nothing is dropped (SPEC PRB-1, VER-2, fault 17)',
    async (path, status, problem, kind) => {
      await fill(1)
      at(path, async () => json(status, { problem, data: { min: 2 } }))
      expect(await kit.round()).toMatchObject({ kind, problem })
      expect(kit.disk.chain(tablet.chainHex).rows.size).toBe(1)
    },
  )

  it('in the middle of a push, with what no tablet knows, is malformed; with a fork, a fork (SPEC PRB-1, CHN-3)', async () => {
    await fill(1)
    at(paths.push, async () => json(422, { receipt: null, problem: 'news' }))
    expect(await kit.round()).toMatchObject({ kind: 'refused', problem: 'malformed' })
    at(paths.push, async () => json(409, { receipt: null, problem: 'fork' }))
    expect(await kit.round()).toMatchObject({ kind: 'refused', problem: 'fork' })
  })

  it('in one chain does not keep the others back, nor the pull (SPEC VDT-4, fault 21)', async () => {
    await fill(1)
    const old = tablet.chainHex
    await kit.disk.beginNewChain('fork')
    kit.post = async (path, body, toHub) => {
      const isOld = path === paths.push && hex(body.subarray(36, 52)) === old
      return isOld ? json(409, { receipt: null, problem: 'fork' }) : toHub()
    }
    const outcome = await kit.round()
    expect(outcome).toMatchObject({ kind: 'refused', problem: 'fork' })
    // it asks again whether another tablet took the place; none did
    expect(kit.asked).toEqual([paths.head, paths.push, paths.head, paths.head, paths.pull])
  })
})

describe('a push that is too large', () => {
  const tooLargeOver = (items: number, answer = () => json(413, { problem: 'too-large' })) => {
    kit.post = async (path, body, toHub) => {
      if (path !== paths.push) return toHub()
      const reader = new PushStreamReader()
      reader.feed(body)
      let count = 0
      for (let frame = reader.next(); frame; frame = reader.next()) count += frame.items.length
      return count > items ? answer() : toHub()
    }
  }

  it('is halved until it fits (SPEC STR-5, fault 16)', async () => {
    for (let i = 0; i < 20; i++) await tablet.seal({ g: { notes: { text: noise(20_000) } } })
    kit.keep()
    tooLargeOver(3)
    expect((await kit.round()).kind).toBe('done')
    expect([kit.receiptedN, await stored()]).toEqual([20, 20])
  }, 60_000)

  it('as a single item is kept whole: nobody’s unsigned word gives it up, and it comes once the line lets it (SPEC CHN-6, fault 16)', async () => {
    await fill(1)
    await tablet.seal({ g: { notes: { text: noise(20_000) } } })
    await fill(1)
    kit.post = async (path, body, toHub) =>
      path === paths.push && body.length > 10_000 ? json(413, { problem: 'too-large' }) : toHub()
    expect(await kit.round()).toMatchObject({ kind: 'refused', problem: 'too-large' })
    expect([kit.receiptedN, await stored()]).toEqual([1, 1])
    kit.post = (_path, _body, toHub) => toHub()
    expect((await kit.round()).kind).toBe('done')
    const receipts = await Promise.all(kit.disk.receipts.map((jws) => hub.receipt(jws)))
    expect(receipts.flatMap(({ exceptions }) => exceptions)).toEqual([])
    expect([kit.receiptedN, await stored()]).toEqual([3, 3])
  })

  it('for a portal or a proxy loses no content: nothing is withheld, the round ends (SPEC CHN-6, RCP-3)', async () => {
    await fill(3)
    tooLargeOver(0, () => html(413))
    expect((await kit.round()).kind).toBe('captive-portal')
    expect(kit.asked.filter((path) => path === paths.push).length).toBeLessThan(6)
    for (const row of kit.disk.chain(tablet.chainHex).rows.values()) expect(row.withheld).toBeNull()
  })

  it('whatever it is ends the round: it does not ask for ever (fault 16)', async () => {
    await fill(1)
    tooLargeOver(0)
    expect(await kit.round()).toMatchObject({ kind: 'refused', problem: 'too-large' })
    expect(kit.asked.filter((path) => path === paths.push)).toHaveLength(1)
  })

  it('never begins: bodies stay below 1 MiB (SPEC STR-5)', async () => {
    for (let i = 0; i < 34; i++) await tablet.seal({ g: { notes: { text: noise(35_000) } } })
    kit.keep()
    const sizes: number[] = []
    kit.post = async (path, body, toHub) => {
      if (path === paths.push) sizes.push(body.length)
      return toHub()
    }
    expect((await kit.round()).kind).toBe('done')
    expect(sizes.length).toBeGreaterThan(1)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(limits.pushBody)
    expect(kit.receiptedN).toBe(34)
  }, 60_000)
})

describe('what went wrong on the tablet', () => {
  it('a damaged body is sent as its hash, and the others go (SPEC CHN-6)', async () => {
    await fill(3)
    kit.disk.damage(2)
    expect((await kit.round()).kind).toBe('done')
    expect(kit.receiptedN).toBe(3)
    expect((await hub.in((tx) => tx.item(tablet.chainHex, 2)))?.withheld).toBe('withheld-damaged')
    expect(kit.disk.chain(tablet.chainHex).rows.get(2)?.withheld).toBe('withheld-damaged')
  })

  it('a body that is gone, or was withheld before, goes the same way (SPEC CHN-6)', async () => {
    await fill(2)
    const { rows } = kit.disk.chain(tablet.chainHex)
    const [first, second] = [rows.get(1), rows.get(2)]
    if (!first || !second) throw new Error('no rows')
    rows.set(1, { ...first, ct: null })
    rows.set(2, { ...second, withheld: 'withheld-refused' })
    await kit.round()
    const [receipt] = kit.disk.receipts.slice(-1)
    expect((await hub.receipt(receipt ?? null)).exceptions).toEqual([
      [1, 'withheld-damaged'],
      [2, 'withheld-refused'],
    ])
  })

  it('a lost row or session header is told, not passed over in silence (SPEC SES-5)', async () => {
    await fill(3)
    kit.disk.chain(tablet.chainHex).rows.delete(2)
    expect(await kit.round()).toMatchObject({ kind: 'refused', problem: 'gap' })
    expect(kit.receiptedN).toBe(1)
    kit = new SyncKit(hub, await hub.tablet('u'))
    tablet = kit.tablet
    await fill(1)
    kit.disk.headers.clear()
    expect(await kit.round()).toMatchObject({ kind: 'refused', problem: 'gap' })
  })

  it('bytes flipped on the way are sent again, three times at most (SPEC STR-4, fault 40)', async () => {
    await fill(2)
    let flips = 2
    kit.post = (path, body, toHub) => {
      const bad = path === paths.push && flips-- > 0
      return toHub(bad ? body.map((byte, i) => (i === body.length - 1 ? byte ^ 1 : byte)) : body)
    }
    expect([(await kit.round()).kind, kit.receiptedN]).toEqual(['done', 2])
    await fill(1)
    flips = 99
    kit.asked.length = 0
    expect(await kit.round()).toMatchObject({ kind: 'refused', problem: 'bad-frame' })
    expect(kit.asked.filter((path) => path === paths.push)).toHaveLength(3)
    expect(kit.receiptedN).toBe(2)
  })

  it('a tablet behind its own chain at the hub begins a new one and keeps what it has (SPEC CHN-5, fault 35)', async () => {
    await fill(3)
    await kit.round()
    const restored = new SyncKit(hub, tablet)
    for (const item of tablet.items.slice(0, 1)) {
      restored.disk.commitItem(tablet.chainHex, 0, { ...item, withheld: null }, tablet.header(item.sid))
    }
    expect((await restored.round()).kind).toBe('done')
    expect(restored.disk.newChains).toEqual(['behind-hub'])
    expect(restored.disk.chain(tablet.chainHex).rows.size).toBe(1)
    await restored.round()
    expect(restored.disk.newChains).toHaveLength(1)
  })

  it('a clone that went another way at the same place begins a new one as fork (SPEC CHN-5, fault 35)', async () => {
    await fill(2)
    await kit.round()
    tablet.items.length = 0
    tablet.head = { n: 0, hash: tablet.genesis }
    const clone = new SyncKit(hub, tablet)
    kit = clone
    await fill(3)
    await clone.round()
    expect(clone.disk.newChains).toEqual(['fork'])
    expect([clone.receiptedN, await stored()]).toEqual([3, 5])
  })

  it('a chain whose items are all safe and gone is not asked for again (SPEC STO-3)', async () => {
    await fill(1)
    await kit.round()
    await kit.disk.beginNewChain('fork')
    kit.asked.length = 0
    await kit.round()
    expect(kit.asked).toEqual([paths.head, paths.pull])
  })
})

describe('beyond the tablet’s share of the day', () => {
  it('waits as the hub asks, keeps what it has, and goes on tomorrow (SPEC STR-6, PRB-2)', async () => {
    await fill(3)
    const [day, tomorrow] = [dayOf(hub.now), (dayOf(hub.now) + 1) * 86_400_000]
    await hub.in(async (tx) => {
      const row = await tx.lockIntake(tablet.deviceId, day)
      await tx.putIntake({ ...row, items: limits.deviceDayItems })
    })
    const outcome = await kit.round()
    expect(outcome).toMatchObject({ kind: 'hub-busy', problem: 'busy', progressed: false })
    expect(outcome.retryAfter).toBe(3_600_000)
    expect([kit.receiptedN, (await kit.disk.outboxFrom(tablet.chainHex, 1, 1e9)).length]).toEqual([0, 3])
    hub.now = tomorrow
    expect((await kit.round()).kind).toBe('done')
    expect([kit.receiptedN, await stored()]).toEqual([3, 3])
  })
})

describe('after a restore of the hub', () => {
  it('what it lost is sent again under the same numbers (SPEC EPO-1, fault 7)', async () => {
    await fill(2)
    await kit.round()
    const backup = await hub.tablet('t')
    await fill(2)
    await kit.round()
    expect(kit.receiptedN).toBe(4)
    hub = await TestHub.create('sync')
    await hub.tablet('t')
    await hub.push(await tablet.stream().then(async () => await backupStream(backup)))
    hub.epoch = 2
    const after = new SyncKit(hub, tablet)
    for (const item of tablet.items) {
      after.disk.commitItem(tablet.chainHex, item.n - 1, { ...item, withheld: null }, tablet.header(item.sid))
    }
    expect((await after.round()).kind).toBe('done')
    expect(await stored()).toBe(4)
    expect(after.identity.epoch).toBe(2)
    expect([after.receiptedN, after.disk.newChains]).toEqual([4, []])
  })
  const backupStream = (_: TestTablet) => tablet.parts(tablet.items.slice(0, 2)).then((parts) => Buffer.concat(parts))

  it('a receipt of before that a fresh head bears out counts, also one that never arrived (SPEC EPO-1, HEA-2)', async () => {
    await fill(2)
    at(paths.push, async (toHub) => {
      await toHub()
      throw new LineError('timeout')
    })
    expect((await kit.round()).kind).toBe('no-line')
    expect([kit.receiptedN, await stored()]).toEqual([0, 2])
    // the backup that comes back was made after that, and the tablet has nothing more to say
    hub.epoch = 2
    at(paths.head, (toHub) => toHub())
    expect((await kit.round()).kind).toBe('done')
    expect(kit.receiptedN).toBe(2)
    expect((await kit.disk.chains())[0]?.receiptedN).toBe(2)
  })

  it('a chain that was finished long ago is asked for again, once, and what was lost of it sent (SPEC EPO-1)', async () => {
    await fill(2)
    await kit.round()
    const old = kit.disk.current
    await kit.disk.beginNewChain('behind-hub')
    await kit.round()
    expect(kit.asked.filter((path) => path === paths.head)).toHaveLength(2)
    const restored = await TestHub.create('sync')
    await restored.tablet('t')
    restored.epoch = 2
    kit.post = (path, body) => handle(restored, path, body)
    await kit.round()
    await kit.round()
    expect((await restored.in((tx) => tx.counts())).items).toBe(2)
    expect(kit.disk.chain(old).receiptedN).toBe(2)
    kit.asked.length = 0
    expect((await kit.round()).kind).toBe('done')
    expect(kit.asked.filter((path) => path === paths.head)).toHaveLength(1)
  })

  it('a receipt of before counts no further than the hub’s head now (SPEC EPO-1, RCP-3)', async () => {
    await fill(4)
    const lost = await hub.push(await tablet.stream())
    hub = await TestHub.create('sync')
    await hub.tablet('t')
    hub.epoch = 2
    kit = new SyncKit(hub, tablet)
    for (const item of tablet.items) {
      kit.disk.commitItem(tablet.chainHex, item.n - 1, { ...item, withheld: null }, tablet.header(item.sid))
    }
    at(paths.push, async () => json(200, { receipt: lost.receipt, problem: null }))
    expect((await kit.round()).kind).toBe('captive-portal')
    expect(kit.receiptedN).toBe(0)
  })

  it('an older epoch is not this hub (SPEC EPO-2)', async () => {
    kit.identity.epoch = 2
    expect((await kit.round()).kind).toBe('captive-portal')
  })
})

describe('a mark that a chain is safe', () => {
  const safeN = () => kit.disk.chain(tablet.chainHex).safeN
  const hubsKey = () => ({ signer: hub.receiptSigner, kid: hub.receiptKid })
  const said = (part: Partial<SafeStatement> = {}): SafeStatement => {
    const { tenant, deviceId: device, chainHex: chain } = tablet
    return { ...{ v: 1, tenant, device, chain, epoch: 1, n: 3, at: 7 }, ...part }
  }
  /** Somebody who has the team's key answers the pull with a page of their own; how far the chain is safe then. */
  const afterPage = async (entry: Partial<Extract<PullEntry, { k: 'safe' }>>) => {
    const from = await kit.disk.cursor()
    const scope = { ...hub.bytes, device: tablet.scope.device }
    const mark: PullEntry = { k: 'safe', s: from + 1, chain: tablet.chainHex, n: 3, at: 7, ...entry }
    const range = { keyId: 1, from, to: from + 1, more: false }
    const page = encodePage(await sealPage(hub.crypto.port, hub.teamKey, scope, range, [mark]))
    at(paths.pull, async () => response(200, page, 'application/octet-stream'))
    expect(await kit.round()).toMatchObject({ kind: 'done' })
    return safeN()
  }
  beforeEach(async () => {
    await fill(4)
    await kit.round()
    await hub.apply()
    await kit.round()
  })

  it('counts by the word of the hub alone, for this tablet, its chain and the epoch of now (SPEC PULL-7)', async () => {
    const { signer } = tablet
    const { tenant, deviceId: device, chainHex: chain } = tablet
    const receipt = { v: 1 as const, tenant, device, chain, epoch: 1, n: 3, h: '0'.repeat(64), audit: '0'.repeat(64) }
    const nobodys = [
      undefined,
      '',
      'a.b.c',
      await signStatement({ signer, kid: hub.receiptKid }, safeStatement, said()),
      await signStatement(hubsKey(), receiptStatement, { ...receipt, exceptions: [] }),
      await signStatement(hubsKey(), safeStatement, said({ tenant: hub.otherTenant })),
      await signStatement(hubsKey(), safeStatement, said({ device: hub.newId() })),
      await signStatement(hubsKey(), safeStatement, said({ epoch: 2 })),
    ]
    for (const jws of nobodys) expect(await afterPage(jws === undefined ? {} : { jws }), String(jws)).toBe(0)
    // what the page says beside it is nothing
    const jws = await signStatement(hubsKey(), safeStatement, said({ n: 2 }))
    expect(await afterPage({ jws, n: 4, chain: '00'.repeat(16) })).toBe(2)
  })

  it('of before a restore, told again after it, lets go of nothing that the restored hub has in no backup (SPEC PULL-7, EPO-3)', async () => {
    const jws = await signStatement(hubsKey(), safeStatement, said({ n: 4 }))
    hub.epoch = 2
    await kit.round()
    expect(await afterPage({ jws, n: 4 })).toBe(0)
    expect(await afterPage({ jws: await signStatement(hubsKey(), safeStatement, said({ epoch: 2, n: 1 })) })).toBe(1)
  })

  it('comes signed from the hub (SPEC PULL-7, STO-6)', async () => {
    const { chainHex: chain, deviceId: device } = tablet
    await hub.in(async (tx) => tx.putSafe({ chain, device, n: 4, at: 7, seq: await tx.nextSeq() }))
    expect(await kit.round()).toMatchObject({ kind: 'done' })
    expect(safeN()).toBe(4)
  })
})

describe('a pull', () => {
  const withRecords = async (count: number) => {
    for (let i = 0; i < count; i++) await tablet.seal({ r: tablet.newRecord(), g: { identity: { name: 'Người Mẫu' } } })
    kit.keep()
    await kit.round()
    await hub.apply()
  }

  it('brings verdicts and open records, page by page, each with its cursor (SPEC PULL-2, PULL-3, PULL-4)', async () => {
    await withRecords(200)
    expect((await kit.round()).kind).toBe('done')
    expect([kit.disk.records.size, kit.disk.verdicts.size]).toEqual([200, 200])
    expect(await kit.disk.cursor()).toBe((await hub.in((tx) => tx.counts())).seq)
    kit.asked.length = 0
    await kit.round()
    expect(kit.asked).toEqual([paths.head, paths.pull])
  })

  it('cut at any byte goes on from the stored cursor and loses nothing (SPEC PULL-3)', async () => {
    await withRecords(130)
    let cuts = 0
    kit.post = async (path, _body, toHub) => {
      const answer = await toHub()
      if (path !== paths.pull) return answer
      async function* cut() {
        let left = 200 + 997 * cuts++
        for await (const part of answer.body) {
          yield part.subarray(0, left)
          left -= part.length
          if (left < 0) throw new LineError('timeout')
        }
      }
      return { ...answer, body: cut() }
    }
    let before = -1
    for (let i = 0; i < 60; i++) {
      const { kind } = await kit.round()
      const cursor = await kit.disk.cursor()
      expect(cursor).toBeGreaterThanOrEqual(before)
      before = cursor
      if (kind === 'done') break
    }
    expect([kit.disk.records.size, kit.disk.verdicts.size]).toEqual([130, 130])
  })

  it('stores a page before its cursor, or neither (SPEC PULL-3)', async () => {
    await withRecords(1)
    const pages: [number, number][] = []
    const { takePage } = kit.disk
    kit.disk.takePage = async (page, entries) => {
      pages.push([page.from, page.to])
      if (pages.length === 1) throw new Error('quota')
      await takePage.call(kit.disk, page, entries)
    }
    await expect(kit.round()).rejects.toThrow('quota')
    expect(await kit.disk.cursor()).toBe(0)
    await kit.round()
    expect(pages[1]).toEqual(pages[0])
    expect(kit.disk.records.size).toBe(1)
  })

  it('goes on while the hub has more, with a fresh nonce each time (SPEC PULL-1)', async () => {
    await withRecords(200)
    let pulls = 0
    kit.post = async (path, _body, toHub) => {
      const answer = await toHub()
      if (path !== paths.pull || pulls++ > 0) return answer
      async function* firstPage() {
        for await (const part of answer.body) {
          yield part
          return
        }
      }
      return { ...answer, body: firstPage() }
    }
    await kit.round()
    expect(pulls).toBe(2)
    expect(kit.disk.records.size).toBe(200)
  })

  it('takes no page that is forged, of another place, or sealed with a key it does not have (SPEC PULL-2)', async () => {
    await withRecords(1)
    const change = async (edit: (page: NonNullable<ReturnType<PageStreamReader['next']>>) => object) => {
      kit.post = async (path, body, toHub) => {
        const answer = await toHub()
        if (path !== paths.pull) return answer
        const reader = new PageStreamReader()
        for await (const part of answer.body) reader.feed(part)
        const page = reader.next()
        if (!page) throw new Error(`no page for ${body.length}`)
        return { ...answer, body: inPieces(encodePage({ ...page, ...edit(page) })) }
      }
      const { kind } = await kit.round()
      expect([await kit.disk.cursor(), kit.disk.records.size]).toEqual([0, 0])
      return kind
    }
    expect(await change((page) => ({ sealed: page.sealed.map((byte) => byte ^ 1) }))).toBe('captive-portal')
    expect(await change(() => ({ from: 1 }))).toBe('captive-portal')
    expect(await change(() => ({ to: 999 }))).toBe('captive-portal')
    expect(await change(() => ({ keyId: 2 })), 'a key that this volunteer does not have yet').toBe('done')
    kit.post = async (path, _body, toHub) =>
      path === paths.pull ? response(200, new Uint8Array(40).fill(0xff), 'application/octet-stream') : toHub()
    expect((await kit.round()).kind).toBe('captive-portal')
    kit.post = async (path, _body, toHub) => (path === paths.pull ? json(200, {}) : toHub())
    expect((await kit.round()).kind).toBe('captive-portal')
  })

  it('takes no true page out of its turn: replayed, or with one left out before it (SPEC PULL-3, fault 41)', async () => {
    await withRecords(140)
    let recorded: Uint8Array[] = []
    kit.post = async (path, _body, toHub) => {
      const answer = await toHub()
      if (path !== paths.pull) return answer
      async function* listening() {
        for await (const part of answer.body) {
          recorded.push(part)
          yield part
        }
      }
      return { ...answer, body: listening() }
    }
    await kit.round()
    const cursor = await kit.disk.cursor()
    const [first, second] = recorded
    if (!first || !second) throw new Error('one page alone')
    const replay = (page: Uint8Array) => at(paths.pull, async () => response(200, page, 'application/octet-stream'))
    replay(first)
    expect((await kit.round()).kind).toBe('captive-portal')
    expect(await kit.disk.cursor()).toBe(cursor)
    const fresh = new SyncKit(hub, tablet)
    for (const item of tablet.items) {
      fresh.disk.commitItem(tablet.chainHex, item.n - 1, { ...item, withheld: null }, tablet.header(item.sid))
    }
    recorded = []
    kit = fresh
    replay(second)
    expect((await kit.round()).kind).toBe('captive-portal')
    expect([await kit.disk.cursor(), kit.disk.records.size]).toEqual([0, 0])
  })

  it('takes no page when the volunteer has locked meanwhile: the key is gone, the page stays at the hub (SPEC PULL-6)', async () => {
    await withRecords(1)
    const outcome = await syncOnce({ ...kit.ports, teamKeys: () => null }, new AbortController().signal)
    expect([outcome.kind, await kit.disk.cursor()]).toEqual(['done', 0])
  })

  it('of a tablet revoked meanwhile is refused; a fresh head bears it out, its push has passed (SPEC PULL-5, HEA-5, fault 42)', async () => {
    await fill(1)
    at(paths.pull, async (toHub) => {
      await hub.setStatus(tablet, 'revoked')
      return toHub()
    })
    expect(await kit.round()).toMatchObject({ kind: 'revoked', progressed: true })
    expect(kit.asked).toEqual([paths.head, paths.push, paths.pull, paths.head])
    expect([kit.disk.revoked, kit.receiptedN]).toEqual([true, 1])
    expect(kit.disk.records.size).toBe(0)
  })

  it('that somebody on the line answers with `revoked` ends nothing (SPEC HEA-5, fault 14)', async () => {
    await withRecords(1)
    at(paths.pull, async () => json(401, { problem: 'revoked' }))
    expect((await kit.round()).kind).toBe('captive-portal')
    expect(kit.disk.revoked).toBe(false)
    at(paths.pull, (toHub) => toHub())
    expect((await kit.round()).kind).toBe('done')
    expect(kit.disk.records.size).toBe(1)
  })

  it('asked with yesterday’s nonce, or twice with one, is refused (SPEC PULL-1, fault 41)', async () => {
    await withRecords(1)
    let recorded: Uint8Array | null = null
    kit.post = (path, body, toHub) => {
      if (path === paths.pull) recorded = body
      return toHub()
    }
    await kit.round()
    const replay = async () => textOf(await handle(hub, paths.pull, recorded ?? new Uint8Array(0)))
    expect(JSON.parse(await replay())).toEqual({ problem: 'nonce-used' })
    hub.now += 3_600_000
    expect(JSON.parse(await replay())).toEqual({ problem: 'nonce-unknown' })
  })
})
