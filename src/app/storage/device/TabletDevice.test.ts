import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { fifoLocks } from '../../../../tests/tablet/fifoLocks.ts'
import { type JsonAnswer, jsonLine } from '../../../../tests/tablet/jsonLine.ts'
import { type SampleHub, sampleHub, sampleIds } from '../../../../tests/tablet/tabletKit.ts'
import { base64url, fromBase64url } from '../../../crypto/bytes.ts'
import { webCrypto } from '../../../crypto/web/webCrypto.ts'
import { type EnrolRequest, enrolRequestSchema, paths } from '../../../protocol/api.ts'
import { enrolCode } from '../../../protocol/enrolCode.ts'
import { kidOf } from '../../../protocol/jws.ts'
import { type ProvisionContent, sealProvision } from '../../../protocol/provision.ts'
import { provisionStatement, signStatement } from '../../../protocol/statements.ts'
import { Changes } from '../db/Changes.ts'
import { readMeta } from '../db/meta.ts'
import { TabletDb } from '../db/TabletDb.ts'
import type { EnrolState } from '../ports.ts'
import { ownBytes, readChains } from '../seal/chains.ts'
import type { BrowserHost } from './BrowserHost.ts'
import { parseEnrolToken } from './enrolToken.ts'
import { TabletDevice } from './TabletDevice.ts'

const { tenant } = sampleIds
const secret = 'abcdefghijklmnopqrstuvwxyz'
const newcomer = '6f1d3c0a-2b7e-4a55-9d3c-0a1b2c3d4e5f'

/** A hub that knows one link and answers by what the test decides. */
class EnrolHub {
  asked: EnrolRequest[] = []
  decision: 'pending' | 'approved' | 'refused' | 'revoked' = 'pending'
  practice = true
  members: string[] = [sampleIds.volunteer]
  answersAs: SampleHub
  fault: JsonAnswer | null = null

  constructor(readonly hub: SampleHub) {
    this.answersAs = hub
  }

  async token(): Promise<string> {
    const print = base64url((await webCrypto.sha256(this.hub.root.publicKey)).subarray(0, 16))
    return `#${tenant}.${secret}.${print}`
  }

  private readonly turns: (() => void)[] = []

  /** Resolves when the tablet has asked twice more: the first answer was then taken or refused for good. */
  async askedTwiceMore(): Promise<void> {
    for (let i = 0; i < 2; i++) await new Promise<void>((resolve) => this.turns.push(resolve))
  }

  answer = async (path: string, body: unknown): Promise<JsonAnswer> => {
    for (const turn of this.turns.splice(0)) turn()
    if (this.fault) return this.fault
    if (path === paths.enrol) return this.enrol(enrolRequestSchema.parse(body))
    const provision = this.decision === 'approved' ? await this.provision() : null
    return { json: { state: this.decision, provision } }
  }

  private enrol(request: EnrolRequest): JsonAnswer {
    this.asked.push(request)
    const { root, certificates } = this.answersAs
    const rootKey = base64url(root.publicKey)
    return {
      json: { device: request.device, tenant, unitName: 'Xã Mẫu', practice: this.practice, rootKey, certificates },
    }
  }

  async provision(): Promise<string> {
    const [request] = this.asked
    const boxKey = fromBase64url(request?.boxKey ?? '')
    if (!request || !boxKey) throw new Error('not asked yet')
    const content: ProvisionContent = {
      v: 1,
      tenant,
      device: request.device,
      label: 'Máy 1',
      practice: this.practice,
      commune: { code: '26881', listDate: '2025-07-01', name: 'Xã Mẫu' },
      unit: { id: sampleIds.team, code: 'T1', name: 'Thôn Mẫu' },
      team: { id: sampleIds.team, name: 'Tổ Mẫu', keyId: 1 },
      lease: base64url(new Uint8Array(32)),
      certificates: [],
      volunteers: this.members.map((id) => ({ id, name: 'Mẫu', signKey: 'AA', bundle: 'AQID', teamKey: 'BAUG' })),
    }
    const sealed = await sealProvision(webCrypto, boxKey, ownBytes(request.device), content)
    const by = { signer: this.hub.receipt, kid: await kidOf(webCrypto, this.hub.receipt.publicKey) }
    return signStatement(by, provisionStatement, { v: 1, tenant, device: request.device, sealed })
  }
}

const goodHost: BrowserHost = {
  isSecure: () => true,
  isTemporary: async () => false,
  enrolledAs: () => null,
  noteEnrolled: () => undefined,
  grant: async () => ({ persisted: true, installed: false }),
  lineKind: () => 'unknown',
  askPersistence: async () => undefined,
}

const stateOf = (device: TabletDevice, kind: EnrolState['kind']) =>
  new Promise<EnrolState>((resolve) => {
    device.state.subscribe((state) => {
      if (state.kind === kind) resolve(state)
    })
  })

describe('TabletDevice', () => {
  let hub: EnrolHub
  let disk: IDBFactory
  beforeEach(async () => {
    hub = new EnrolHub(await sampleHub())
    disk = new IDBFactory()
  })

  const boot = async (host: Partial<BrowserHost> = {}) => {
    const db = new TabletDb('tram-so', { indexedDB: disk, IDBKeyRange })
    // each wait lets the event loop turn once, so that a test can decide between two questions
    const sleep = () => new Promise<void>((resolve) => setImmediate(resolve))
    const device = new TabletDevice({
      db,
      crypto: webCrypto,
      clock: { now: () => 0, sleep },
      locks: fifoLocks(),
      line: jsonLine(hub.answer),
      changes: new Changes(null),
      host: { ...goodHost, ...host },
    })
    await device.start()
    return { db, device }
  }

  it('makes keys, shows the code that the officer sees too, and is ready when approved', async () => {
    const { db, device } = await boot()
    expect(device.state.value).toEqual({ kind: 'none' })
    await device.enrol(await hub.token())
    const [request] = hub.asked
    const [sign, box] = [fromBase64url(request?.signKey ?? ''), fromBase64url(request?.boxKey ?? '')]
    if (!sign || !box) throw new Error('no keys sent')
    const code = await enrolCode(webCrypto, ownBytes(tenant), sign, box)
    expect(device.state.value).toEqual({ kind: 'pending', code, unitName: 'Xã Mẫu', practice: true })
    expect(request?.token).toBe(`${tenant}.${secret}`)

    hub.decision = 'approved'
    expect(await stateOf(device, 'ready')).toEqual({
      kind: 'ready',
      deviceLabel: 'Máy 1',
      unitName: 'Xã Mẫu',
      teamName: 'Tổ Mẫu',
      hamletName: 'Thôn Mẫu',
      practice: true,
      kiosk: false,
    })
    expect(await db.volunteers.toArray()).toMatchObject([{ id: sampleIds.volunteer, kept: false, teamKeyId: 1 }])
    expect(await readChains(db)).toMatchObject([{ n: 0, current: true }])
  })

  it('lets a new volunteer in at a later contact, and keeps what the others have here', async () => {
    const { db, device } = await boot()
    await device.enrol(await hub.token())
    hub.decision = 'approved'
    await stateOf(device, 'ready')
    await db.volunteers.update(sampleIds.volunteer, { kept: true, tries: 3 })
    const chains = await db.chains.toArray()
    hub.members = [sampleIds.volunteer, newcomer]
    await device.renew()
    expect(await db.volunteers.get(sampleIds.volunteer)).toMatchObject({ kept: true, tries: 3 })
    expect(await db.volunteers.get(newcomer)).toMatchObject({ kept: false, tries: 0 })
    expect(await db.chains.toArray()).toEqual(chains)

    hub.members = [newcomer]
    await device.renew()
    expect(await db.volunteers.count(), 'asked again within five minutes').toBe(2)
  })

  it.each(['revoked', 'refused'] as const)('is not ended by the bare word %s (HEA-5)', async (word) => {
    hub.decision = 'approved'
    const { db, device } = await boot()
    await device.enrol(await hub.token())
    await stateOf(device, 'ready')
    hub.decision = word
    await device.askTeam()
    expect((await readMeta(db, 'device'))?.status).toBe('ready')
    expect(await db.volunteers.count()).toBe(1)
  })

  it('has private keys that cannot be exported, and no name on the disk (STO-1)', async () => {
    const { db, device } = await boot()
    await device.enrol(await hub.token())
    hub.decision = 'approved'
    await stateOf(device, 'ready')
    const row = await readMeta(db, 'device')
    expect([row?.sign.privateKey, row?.box.privateKey, row?.ownKey].map((key) => key?.extractable)).toEqual([
      false,
      false,
      false,
    ])
    const profile = await readMeta(db, 'profile')
    expect(Object.keys(profile ?? {})).toEqual(['k', 'iv', 'ct'])
    expect(JSON.stringify(await db.volunteers.toArray())).not.toContain('Mẫu')
  })

  it('goes on waiting after a kill, with the same keys and code', async () => {
    const first = await boot()
    await first.device.enrol(await hub.token())
    const before = first.device.state.value
    first.device.stop()
    first.db.close()
    const second = await boot()
    expect(second.device.state.value).toEqual(before)
    hub.decision = 'approved'
    await stateOf(second.device, 'ready')
  })

  it('asks again with the same keys when it died before the answer came', async () => {
    hub.fault = 'dead'
    const { device } = await boot()
    await device.enrol(await hub.token())
    expect(device.state.value).toEqual({ kind: 'failed', problem: 'no-line' })
    hub.fault = null
    await device.enrol(await hub.token())
    await device.enrol(await hub.token())
    expect(device.state.value.kind).toBe('pending')
    expect(hub.asked).toHaveLength(1)
  })

  it('believes no hub with another root key than the link names (KEY-2)', async () => {
    hub.answersAs = await sampleHub()
    const { db, device } = await boot()
    await device.enrol(await hub.token())
    expect(device.state.value).toEqual({ kind: 'failed', problem: 'unknown' })
    expect((await readMeta(db, 'device'))?.status).toBe('enrolling')
  })

  it('believes no provision that another hub signed, and goes on waiting for its own', async () => {
    const { device } = await boot()
    await device.enrol(await hub.token())
    const stranger = new EnrolHub(await sampleHub())
    stranger.asked = hub.asked
    const forged = await stranger.provision()
    hub.fault = { json: { state: 'approved', provision: forged } }
    await hub.askedTwiceMore()
    expect(device.state.value.kind).toBe('pending')
    hub.fault = null
    hub.decision = 'approved'
    await stateOf(device, 'ready')
  })

  it('takes a portal, a busy hub and a dead line for what they are while it waits', async () => {
    const { device } = await boot()
    await device.enrol(await hub.token())
    for (const fault of [
      { raw: '<html>', contentType: 'text/html' },
      { status: 503, json: { problem: 'unavailable' } },
      'dead',
    ] as const) {
      hub.fault = fault
      await hub.askedTwiceMore()
      expect(device.state.value.kind).toBe('pending')
    }
    hub.fault = null
    hub.decision = 'refused'
    await stateOf(device, 'refused')
  })

  it('says why a link does not work', async () => {
    const { device } = await boot()
    for (const problem of ['token-used', 'token-expired'] as const) {
      hub.fault = { status: 410, json: { problem } }
      await device.enrol(await hub.token())
      expect(device.state.value).toEqual({ kind: 'failed', problem })
    }
    hub.fault = { status: 404, json: { problem: 'token-unknown' } }
    await device.enrol(await hub.token())
    expect(device.state.value).toEqual({ kind: 'failed', problem: 'unknown' })
    await device.enrol('#something-else')
    expect(device.state.value).toEqual({ kind: 'failed', problem: 'unknown' })
  })

  it('refuses an insecure page before anything is made, and a private window for a real commune', async () => {
    const insecure = await boot({ isSecure: () => false })
    await insecure.device.enrol(await hub.token())
    expect(insecure.device.state.value).toEqual({ kind: 'failed', problem: 'insecure' })
    expect(await readMeta(insecure.db, 'device')).toBeUndefined()

    const temporary = await boot({ isTemporary: async () => true })
    hub.practice = false
    await temporary.device.enrol(await hub.token())
    expect(temporary.device.state.value).toEqual({ kind: 'failed', problem: 'incognito' })
    hub.practice = true
    await temporary.device.enrol(await hub.token())
    expect(temporary.device.state.value.kind).toBe('pending')
  })

  it('tells a tablet whose database came back empty from one that was never enrolled (fault 8)', async () => {
    const notes: string[] = []
    const host = { enrolledAs: () => notes[0] ?? null, noteEnrolled: (label: string) => void notes.push(label) }
    const first = await boot(host)
    expect(first.device.state.value).toEqual({ kind: 'none' })
    await first.device.enrol(await hub.token())
    hub.decision = 'approved'
    await stateOf(first.device, 'ready')
    disk = new IDBFactory()
    const { device } = await boot(host)
    expect(device.state.value).toEqual({ kind: 'lost', deviceLabel: 'Máy 1' })
  })

  it('shows what the browser says about keeping data, and asks again on a tap', async () => {
    let persisted = false
    hub.practice = false
    const { device } = await boot({ grant: async () => ({ persisted, installed: false }) })
    await device.enrol(await hub.token())
    expect(device.storageGrant.value).toEqual({ persisted: false, installed: false, required: true })
    persisted = true
    expect(await device.askPersistence()).toEqual({ persisted: true, installed: false, required: true })
  })
})

describe('parseEnrolToken', () => {
  it('reads the fragment of a link and nothing else', async () => {
    const print = base64url(new Uint8Array(16).fill(9))
    expect(parseEnrolToken(`#${tenant}.${secret}.${print}`)).toEqual({
      tenant,
      forHub: `${tenant}.${secret}`,
      fingerprint: new Uint8Array(16).fill(9),
    })
    for (const bad of ['', tenant, `${tenant}.${secret}`, `x.${secret}.${print}`, `${tenant}.${secret}.AA`]) {
      expect(parseEnrolToken(bad)).toBeNull()
    }
  })
})
