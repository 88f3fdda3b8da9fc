import { beforeEach, describe, expect, it } from 'vitest'
import { handle, response, SyncKit } from '../../tests/kit/SyncKit.ts'
import { TestHub } from '../../tests/kit/TestHub.ts'
import { utf8, utf8Text } from '../crypto/bytes.ts'
import type { Bytes } from '../crypto/CryptoPort.ts'
import { loadGuides } from '../domain/guidesPack.ts'
import { type PackPorts, publishPack, withdrawPack } from '../hub/packs/publishPack.ts'
import { packRequestSchema, paths } from '../protocol/api.ts'
import { type PackReason, type PackStatement, packStatement } from '../protocol/pack.ts'
import { signStatement } from '../protocol/statements.ts'
import { fetchPacks } from './fetchPacks.ts'
import { LineError, type PackStore } from './ports.ts'
import { syncOnce } from './syncOnce.ts'

const [shipped] = loadGuides()
if (!shipped) throw new Error('no guide')
const guide = (version: number, title = `Bản ${version}`): Bytes =>
  utf8(JSON.stringify({ ...shipped, version, title: { vi: title } }))

/** What a tablet keeps of packs, told of by its pulls. */
class MemoryPacks implements PackStore {
  readonly told = new Set<string>()
  readonly bodies = new Map<string, Bytes | null>()
  readonly refusals: string[] = []
  readonly parts = new Map<string, Bytes>()
  private readonly takenBy = new Map<string, { version: number; sha256: string }>()

  wanted = async () => [...this.told]
  taken = async (id: string) => this.takenBy.get(id) ?? { version: 0, sha256: '' }
  part = async (sha256: string) => this.parts.get(sha256) ?? new Uint8Array(0)
  keepPart = async (sha256: string, bytes: Bytes) => void this.parts.set(sha256, bytes)
  forget = async (jws: string) => void this.told.delete(jws)
  refuse = async (id: string, version: number, reason: PackReason) =>
    void this.refusals.push(`${id} ${version} ${reason}`)

  async take(jws: string, { id, version, sha256, withdrawn }: PackStatement, body: Bytes | null): Promise<void> {
    this.told.delete(jws)
    this.takenBy.set(id, { version, sha256: withdrawn ? '' : sha256 })
    this.bodies.set(id, body)
  }

  get title(): string | null {
    const body = this.bodies.get(shipped?.id ?? '')
    return body ? JSON.parse(utf8Text(body)).title.vi : null
  }
}

let hub: TestHub
let kit: SyncKit
let packs: MemoryPacks
let ports: PackPorts
const id = shipped.id

beforeEach(async () => {
  hub = await TestHub.create()
  kit = new SyncKit(hub, await hub.tablet('Máy 1'))
  packs = new MemoryPacks()
  ports = {
    store: hub.store,
    crypto: hub.crypto.port,
    receipts: { signer: hub.receiptSigner, kid: hub.receiptKid },
    now: () => hub.now,
  }
  const takePage = kit.disk.takePage.bind(kit.disk)
  kit.disk.takePage = async (page, entries) => {
    for (const entry of entries) if (entry.k === 'pack') packs.told.add(entry.jws)
    await takePage(page, entries)
  }
})

const publish = (body: Uint8Array) => publishPack(ports, hub.tenant, 'officer:o', body)
const round = () => syncOnce({ ...kit.ports, packs }, new AbortController().signal, fetchPacks)
const asked = () => kit.asked.filter((path) => path === paths.pack)

/** A statement that the hub's own key signed, told as the hub tells one. */
async function tell(part: Partial<PackStatement>, body: Uint8Array = guide(2)): Promise<void> {
  const sha256 = Buffer.from(await hub.crypto.port.sha256(body)).toString('hex')
  const statement = {
    v: 1,
    tenant: hub.tenant,
    kind: 'guide',
    id,
    version: 2,
    sha256,
    size: body.length,
    ...part,
  } as const
  const jws = await signStatement(ports.receipts, packStatement, statement)
  await hub.in(async (tx) => {
    await tx.putPackBody({ pack: id, sha256: statement.sha256, body })
    await tx.putPack({ id, kind: 'guide', version: 2, jws, seq: await tx.nextSeq() })
  })
}

describe('packs of the hub (SPEC PCK-2…6)', () => {
  it('are told by a pull, fetched by their hash, and taken in', async () => {
    await publish(guide(2))
    expect(await round()).toMatchObject({ kind: 'done', progressed: true })
    expect(packs.title).toBe('Bản 2')
    expect(await round()).toMatchObject({ kind: 'done' })
    expect(asked()).toHaveLength(1)
  })

  it('are fetched by a locked tablet too, once they were told of', async () => {
    await publish(guide(2))
    kit.post = async (path, _body, toHub) =>
      path === paths.pack ? Promise.reject(new LineError('unreachable')) : toHub()
    expect(await round()).toMatchObject({ kind: 'no-line' })
    expect(packs.title).toBeNull()
    kit.post = (_path, _body, toHub) => toHub()
    kit.unlocked = false
    expect(await round()).toMatchObject({ kind: 'done' })
    expect(packs.title).toBe('Bản 2')
  })

  it('go on from where the line was cut (SPEC PCK-4)', async () => {
    const body = guide(2)
    await publish(body)
    async function* cut() {
      yield body.subarray(0, 1000)
      throw new LineError('unreachable')
    }
    const froms: number[] = []
    let isCut = true
    kit.post = async (path, sent, toHub) => {
      if (path !== paths.pack) return toHub()
      froms.push(packRequestSchema.parse(JSON.parse(utf8Text(sent))).from)
      if (!isCut) return toHub()
      isCut = false
      return { status: 200, contentType: 'application/octet-stream', retryAfter: null, body: cut() }
    }
    expect(await round()).toMatchObject({ kind: 'no-line' })
    expect(await round()).toMatchObject({ kind: 'done' })
    expect(froms).toEqual([0, 1000])
    expect(packs.title).toBe('Bản 2')
  })

  it('begin anew when what an earlier try left is not of them', async () => {
    const published = await publish(guide(2))
    packs.parts.set(published.sha256, utf8('something else'))
    expect(await round()).toMatchObject({ kind: 'done' })
    expect(packs.title).toBe('Bản 2')
    expect(packs.refusals).toEqual([])
  })

  it('are withdrawn by a version of their own, and do not come back in a lower one (SPEC PCK-3)', async () => {
    await publish(guide(2))
    await round()
    const { version } = await withdrawPack(ports, hub.tenant, 'officer:o', id)
    expect(version).toBe(3)
    await round()
    expect(packs.bodies.get(id)).toBeNull()
    await expect(publish(guide(3))).rejects.toMatchObject({ reason: 'pack-older' })
    await publish(guide(4))
    await round()
    expect(packs.title).toBe('Bản 4')
    const audit = await hub.in((tx) => tx.auditRows(0, 99))
    expect(audit.map(({ action }) => action)).toEqual(expect.arrayContaining(['publish-pack', 'withdraw-pack']))
  })

  it('told again by a pull from the beginning are neither fetched nor refused again', async () => {
    await publish(guide(2))
    await round()
    const [row] = await hub.in((tx) => tx.packs())
    packs.told.add(row?.jws ?? '')
    await round()
    expect(asked()).toHaveLength(1)
    expect(packs.refusals).toEqual([])
    expect(packs.told.size).toBe(0)
  })

  it('under the version that ships with the app are not published: nobody would see them (SPEC PCK-6)', async () => {
    await expect(publish(guide(1))).rejects.toMatchObject({ reason: 'pack-older' })
    await expect(withdrawPack(ports, hub.tenant, 'officer:o', id)).rejects.toMatchObject({ reason: 'pack-unknown' })
    await expect(publish(utf8('{}'))).rejects.toMatchObject({ reason: 'pack-malformed' })
  })
})

describe('fault 48: a bad pack is refused with its reason, and the last good one stays (SPEC PCK-5)', () => {
  beforeEach(async () => {
    await publish(guide(2))
    await round()
    expect(packs.title).toBe('Bản 2')
  })

  it.each<[string, Partial<PackStatement>, Uint8Array, PackReason]>([
    ['an older version', { version: 1 }, guide(1), 'pack-older'],
    ['the same version with other words', { version: 2 }, guide(2, 'Khác'), 'pack-older'],
    ['a length that is not as signed', { version: 3, size: 5 }, guide(3), 'pack-size'],
    ['more than any pack may have', { version: 3, size: 99_000_000 }, guide(3), 'pack-size'],
    ['a hash that is not as signed', { version: 3, sha256: 'ab'.repeat(32) }, guide(3), 'pack-hash'],
    ['markup in a text', { version: 3 }, guide(3, '<b>Bấm</b>'), 'pack-markup'],
    ['another version inside', { version: 3 }, guide(4), 'pack-malformed'],
    ['another kind outside', { version: 3, kind: 'voice' }, guide(3), 'pack-malformed'],
    ['what is no guide', { version: 3 }, utf8('{"$ref": "x"}'), 'pack-malformed'],
    ['a kind of a later app', { version: 3, kind: 'form' }, guide(3), 'pack-kind'],
  ])('%s', async (_, part, body, reason) => {
    await tell(part, body)
    await round()
    expect(packs.refusals).toEqual([`${id} ${part.version} ${reason}`])
    expect(packs.title).toBe('Bản 2')
    // only what a later app may know stays wanted
    expect(packs.told.size).toBe(reason === 'pack-kind' ? 1 : 0)
  })

  it.each([
    ['signed by a stranger', async () => ({ signer: hub.crypto.newSigner(), kid: hub.receiptKid })],
    ["signed by another key of the hub's", async () => ({ signer: hub.root, kid: hub.receiptKid })],
  ])('%s', async (_, by) => {
    const statement = {
      v: 1,
      tenant: hub.tenant,
      kind: 'guide',
      id,
      version: 3,
      sha256: 'ab'.repeat(32),
      size: 9,
    } as const
    const jws = await signStatement(await by(), packStatement, statement)
    await hub.in(async (tx) => tx.putPack({ id, kind: 'guide', version: 3, jws, seq: await tx.nextSeq() }))
    await round()
    expect(packs.refusals).toEqual([`${id} 3 pack-signature`])
    expect(packs.title).toBe('Bản 2')
  })

  it('of another commune', async () => {
    await tell({ version: 3, tenant: hub.otherTenant }, guide(3))
    await round()
    expect(packs.refusals).toEqual([`${id} 2 pack-signature`])
    expect(packs.title).toBe('Bản 2')
  })

  it('a statement that was changed on the disk after it was told', async () => {
    await publish(guide(3))
    kit.post = async (path, _body, toHub) =>
      path === paths.pack ? Promise.reject(new LineError('unreachable')) : toHub()
    await round()
    packs.told.clear()
    packs.told.add('e30.e30.e30')
    kit.post = (_path, _body, toHub) => toHub()
    await round()
    expect(packs.told.size).toBe(0)
    expect(packs.title).toBe('Bản 2')
  })

  it('a portal that answers for the hub', async () => {
    await publish(guide(3))
    kit.post = async (path, _body, toHub) =>
      path === paths.pack ? response(200, utf8('<html>'), 'text/html') : toHub()
    expect(await round()).toMatchObject({ kind: 'captive-portal' })
    expect(packs.title).toBe('Bản 2')
    kit.post = (_path, _body, toHub) => toHub()
    await round()
    expect(packs.title).toBe('Bản 3')
  })

  it('a body that the hub has no more waits for the next word of it', async () => {
    await publish(guide(3))
    const [row] = await hub.in((tx) => tx.packs())
    await hub.in((tx) => tx.dropPackBody(id))
    expect(await round()).toMatchObject({ kind: 'done' })
    expect(packs.refusals).toEqual([])
    expect([...packs.told]).toEqual([row?.jws])
  })
})

it('gives a body to whoever knows its hash, and nothing else (SPEC PCK-4)', async () => {
  const body = guide(2)
  const { sha256 } = await publish(body)
  const ask = async (more: object) => {
    const request = { wire: [1, 1], tenant: hub.tenant, sha256, from: 0, ...more }
    const answer = await handle(hub, paths.pack, utf8(JSON.stringify(request)))
    let length = 0
    for await (const piece of answer.body) length += piece.length
    return [answer.status, length]
  }
  expect(await ask({})).toEqual([200, body.length])
  expect(await ask({ from: body.length - 3 })).toEqual([200, 3])
  expect((await ask({ from: body.length + 1 }))[0]).toBe(404)
  expect((await ask({ sha256: 'ab'.repeat(32) }))[0]).toBe(404)
  expect((await ask({ tenant: hub.otherTenant }))[0]).toBe(404)
})
