import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { base64url, fromHex, hex } from '../../src/crypto/bytes.ts'
import { studioItem } from '../../src/domain/studioItem.ts'
import { Applier } from '../../src/hub/apply/Applier.ts'
import { ingestPush } from '../../src/hub/ingest/ingestPush.ts'
import { answerQueue } from '../../src/hub/kiosk/answerQueue.ts'
import { addClip, decideClip, withdrawClip } from '../../src/hub/packs/clips.ts'
import { publishLanguage } from '../../src/hub/packs/publishLanguage.ts'
import type { PackPorts } from '../../src/hub/packs/publishPack.ts'
import { toldPack } from '../../src/hub/packs/toldPack.ts'
import type { TenantTx } from '../../src/hub/store/HubStore.ts'
import { PgStore } from '../../src/hub/store/pg/PgStore.ts'
import { provision } from '../../src/hub/store/pg/provision.ts'
import { queueMessage } from '../../src/protocol/queue.ts'
import { encodeVoicePack, parseVoicePack } from '../../src/protocol/voicePack.ts'
import { oggOpus } from '../kit/oggOpus.ts'
import { inPieces, TestHub } from '../kit/TestHub.ts'
import { bytesOfUuid } from '../kit/TestTablet.ts'
import { freshDatabase, onConnection } from './freshDatabase.ts'
import { pgServer } from './pgServer.ts'
import { sha256 } from './sha256.ts'

const keepOld = 'new-phone/keepOld'
const login = 'new-phone/login'
const chip = 'new-phone/chip'

let server: { url: string; stop: () => Promise<void> }
let database: { url: string; drop: () => Promise<void> }
let store: PgStore
let hub: TestHub
beforeAll(async () => {
  server = await pgServer()
  database = await freshDatabase(server.url)
  store = new PgStore({ url: await provision(database.url), sha256 })
}, 60_000)
afterAll(async () => {
  await store.close()
  await database.drop()
  await server.stop()
})
beforeEach(async () => {
  hub = await TestHub.create(`pg studio ${Math.random()}`)
  await store.createTenant(await hub.in((tx) => tx.tenantRow()))
})

const recorder = () => ({ tenant: hub.tenant, officer: 'nguoithu' })
const listener = () => ({ tenant: hub.tenant, officer: 'nguoinghe' })
const ports = (more: Partial<PackPorts> = {}): PackPorts => {
  const { crypto, receipts } = hub.ingestPorts
  return { store, crypto, receipts, now: () => hub.now, ...more }
}

const opus = oggOpus
function voice(sound: string, name = 'Điểu Thị Mẫu') {
  const body = opus(sound)
  const clips = [{ sound, type: 'audio/ogg; codecs=opus' as const, bytes: body.length }]
  const speaker = { name, consentOn: '2026-11-20' }
  return encodeVoicePack({ id: 'voice-new', version: 1, language: 'sti', speaker, clips }, [body])
}
const record = async (sound: string, name?: string): Promise<string> =>
  (await addClip(ports(), recorder(), voice(sound, name))).id
async function approved(sound: string, name?: string): Promise<string> {
  const id = await record(sound, name)
  await decideClip(ports(), listener(), id, { decision: 'approve' })
  return id
}
const publish = () => publishLanguage(ports(), hub.tenant, 'officer:nguoithu', 'sti')

/** What tablets are told to say. */
const toldSounds = () =>
  store.inTenant(hub.tenant, async (tx) => {
    const [row] = await tx.packs()
    const told = row && toldPack(row)
    const body = told && (await tx.packBody(told.sha256))
    return body ? parseVoicePack(body.body).header.clips.map(({ sound }) => sound) : []
  })

const waiting = () =>
  onConnection(database.url, async (client) => {
    const { rows } = await client.query('SELECT 1 FROM pg_locks WHERE NOT granted')
    return rows.length
  })

/**
 * Ports over a store whose transaction stands still behind one of its writes until `other` waits for it (or has ended, as it must not).
 */
function heldBehind(method: 'nextSeq' | 'putClip', other: () => Promise<unknown>) {
  const held = { others: [] as Promise<unknown>[] }
  const stand = async () => {
    const run = { ended: false }
    held.others.push(
      other().finally(() => {
        run.ended = true
      }),
    )
    await expect.poll(async () => run.ended || (await waiting()) > 0, { timeout: 10_000 }).toBe(true)
  }
  const behind = (tx: TenantTx): TenantTx => ({
    ...tx,
    nextSeq: async () => {
      const seq = await tx.nextSeq()
      if (method === 'nextSeq') await stand()
      return seq
    },
    putClip: async (row) => {
      await tx.putClip(row)
      if (method === 'putClip') await stand()
    },
  })
  const slow = Object.assign(Object.create(store), {
    inTenant: <T>(tenant: string, work: (tx: TenantTx) => Promise<T>) =>
      store.inTenant(tenant, (tx) => work(behind(tx))),
  })
  return { held, ports: ports({ store: slow }) }
}

it('what a speaker takes back while the voices are being published is in none of them (decision 022)', async () => {
  const taken = await approved(keepOld)
  await approved(login)
  await publish()
  await approved(chip)
  const { held, ports: slow } = heldBehind('nextSeq', publish)
  await withdrawClip(slow, listener(), taken)
  await Promise.all(held.others)
  expect(await toldSounds()).toEqual([chip, login])
})

it('a sentence that comes sealed from a tablet while another is being approved waits for it (SPEC STU-2, STU-3)', async () => {
  const first = await record(keepOld)
  const tablet = await hub.tablet('t')
  const [device, volunteer] = await hub.in(async (tx) => [
    await tx.device(tablet.deviceId),
    await tx.volunteer(tablet.actorId),
  ])
  await store.inTenant(hub.tenant, async (tx) => {
    if (device) await tx.putDevice(device)
    if (volunteer) await tx.putVolunteer(volunteer)
  })
  // a case before it, as in an evening's batch
  await tablet.newCase()
  await tablet.seal({ g: { clip: { pack: hex(voice(login)) } } }, { type: studioItem.code, schema: 1 })
  await ingestPush({ ...hub.ingestPorts, store }, inPieces(await tablet.stream()))
  const applier = new Applier({ ...hub.applyPorts, store })
  const { held, ports: slow } = heldBehind('putClip', () => applier.applyPending(hub.tenant))
  await decideClip(slow, listener(), first, { decision: 'approve' })
  await Promise.all(held.others)
  const [clips, item] = await store.inTenant(hub.tenant, async (tx) => [
    await tx.clips('sti'),
    await tx.item(tablet.chainHex, 2),
  ])
  expect(clips).toMatchObject([
    { sound: keepOld, state: 'reviewed' },
    { sound: login, state: 'draft', recordedBy: tablet.actorId },
  ])
  expect(item).toMatchObject({ ct: null, withheld: 'erased' })
})

it('is published and taken back after a restore too, whose epoch is the minutes since 1970 (SPEC EPO-4, PCK-3)', async () => {
  const one = await approved(keepOld)
  await approved(login)
  await publish()
  const restored = Object.assign(Object.create(store), { epoch: async () => Date.UTC(2126, 0, 1) / 60_000 })
  await withdrawClip(ports({ store: restored }), listener(), one)
  expect(await toldSounds()).toEqual([login])
})

it('a speaker whose sentence another one’s replaced takes it back while tablets have it (decision 022)', async () => {
  const first = await approved(keepOld)
  await publish()
  await approved(keepOld, 'Điểu Văn Thử')
  await withdrawClip(ports(), listener(), first)
  expect(await toldSounds()).toEqual([])
  await publish()
  const clips = await store.inTenant(hub.tenant, (tx) => tx.clips('sti'))
  expect(clips).toMatchObject([{ state: 'reviewed', speaker: 'Điểu Văn Thử', isOut: true }])
})

it('two kiosks that ask for their letter at once get one each (SPEC KSK-8)', async () => {
  const kiosks = await Promise.all(['k1', 'k2'].map((name) => hub.tablet(name, 'approved', hub.tenant, 'kiosk')))
  const asked = kiosks.map(async (kiosk) => {
    const device = await hub.in((tx) => tx.device(kiosk.deviceId))
    if (device) await store.inTenant(hub.tenant, (tx) => tx.putDevice(device))
    const { nonce } = await hub.statement((await hub.head(kiosk)).head)
    const ids = [bytesOfUuid(hub.tenant), bytesOfUuid(kiosk.deviceId)] as const
    const message = queueMessage(...ids, [], fromHex(nonce) ?? new Uint8Array(16))
    const signature = base64url(await kiosk.signer.sign(message))
    return { tenant: hub.tenant, device: kiosk.deviceId, numbers: [], nonce, signature }
  })
  const requests = await Promise.all(asked)
  const answers = await Promise.all(
    requests.map((request) => answerQueue({ ...hub.pullPorts, store }, { wire: [1, 1], ...request })),
  )
  expect(answers.map(({ letter }) => letter).sort()).toEqual(['A', 'B'])
})

it('a sentence recorded anew while the one before it is being approved stands beside it (decision 022)', async () => {
  const first = await record(keepOld)
  const { held, ports: slow } = heldBehind('putClip', () => record(keepOld))
  await decideClip(slow, listener(), first, { decision: 'approve' })
  const [second] = await Promise.all(held.others)
  const clips = await store.inTenant(hub.tenant, (tx) => tx.clips('sti'))
  const states = new Map(clips.map(({ id, state }) => [id, state]))
  expect(states).toEqual(
    new Map([
      [first, 'reviewed'],
      [second, 'draft'],
    ]),
  )
})
