import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { ListedHousehold } from '../../src/domain/householdList.ts'
import { importHouseholds, type RoundPorts } from '../../src/hub/desk/households.ts'
import { moveHouseholds } from '../../src/hub/desk/moveHouseholds.ts'
import { listHouseholds, planRound, readRounds, setGoal } from '../../src/hub/desk/rounds.ts'
import { PgStore } from '../../src/hub/store/pg/PgStore.ts'
import { provision } from '../../src/hub/store/pg/provision.ts'
import { TestHub } from '../kit/TestHub.ts'
import { freshDatabase } from './freshDatabase.ts'
import { pgServer } from './pgServer.ts'
import { sha256 } from './sha256.ts'

const unit = '50000000-0000-4000-8000-000000000005'
const listed = (at: number): ListedHousehold => ({
  ...{ number: String(at), head: 'Điểu Mẫu', address: 'Tổ 2', order: at, language: 'khm', note: '' },
  members: ['Điểu Mẫu', 'Thị Thử'].map((name) => ({ name, birthDate: '1950', sex: 'f', language: '', note: '' })),
})

let server: { url: string; stop: () => Promise<void> }
let database: { url: string; drop: () => Promise<void> }
let store: PgStore
let hub: TestHub
let desk: RoundPorts
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
  hub = await TestHub.create(`pg rounds ${Math.random()}`)
  await store.createTenant(await hub.in((tx) => tx.tenantRow()))
  const [team] = await hub.in((tx) => tx.teams())
  await store.inTenant(hub.tenant, async (tx) => {
    await tx.putUnit({ id: unit, code: 'ap-thu', kind: 'hamlet', name: 'Ấp Thử', oldName: null })
    if (team) await tx.putTeam({ ...team, unit })
  })
  const { random, sha256 } = hub.crypto.port
  desk = { store, now: () => hub.now, random, sha256 }
})
const actor = () => ({ tenant: hub.tenant, officer: 'nguoithu' })

it('takes one list once, also where two officers take it at the same moment', async () => {
  const list = Array.from({ length: 60 }, (_, at) => listed(at))
  const taken = await Promise.all([1, 2].map(() => importHouseholds(desk, actor(), { unit }, list)))
  expect(taken.map(({ made }) => made).sort((a, b) => a - b)).toEqual([0, 60])
  const homes = await listHouseholds(desk, actor(), unit)
  expect(homes.map(({ order }) => order)).toEqual(list.map(({ order }) => order))
  const feed = await store.inTenant(hub.tenant, (tx) => tx.feedSince('none', hub.team, 0, 100))
  expect(feed).toHaveLength(60)
})

it('moves a hamlet’s houses to another team once, also where two officers do it at the same moment (SPEC RND-7)', async () => {
  const other = '60000000-0000-4000-8000-000000000006'
  await store.inTenant(hub.tenant, async (tx) => {
    const [team] = await tx.teams()
    if (team) await tx.putTeam({ ...team, id: other, name: 'Tổ Hai' })
  })
  await importHouseholds(desk, actor(), { unit, team: hub.team }, [listed(1), listed(2)])
  const moved = await Promise.all([1, 2].map(() => moveHouseholds(desk, actor(), { unit, team: other })))
  expect(moved.map((one) => one.moved).sort()).toEqual([0, 2])
  const kinds = (team: string) =>
    store.inTenant(hub.tenant, async (tx) => (await tx.feedSince('none', team, 0, 100)).map(({ kind }) => kind))
  expect([await kinds(hub.team), await kinds(other)]).toEqual([
    ['gone', 'gone'],
    ['record', 'record'],
  ])
})

it('plans an evening and sets a target once each, and adds up what stands in the database', async () => {
  await importHouseholds(desk, actor(), { unit }, [listed(1), listed(2)])
  const [first] = await listHouseholds(desk, actor(), unit)
  const plan = { unit, evening: '2026-11-28', who: [], note: '', households: [first?.id ?? ''] }
  const ids = await Promise.all([1, 2].map(() => planRound(desk, actor(), plan)))
  expect(new Set(ids).size).toBe(1)
  const goal = { idcard: null, eaccount: 20, ownsim: null, smartphone: null, until: null }
  await Promise.all([1, 2].map(() => setGoal(desk, actor(), hub.team, goal)))
  expect(await readRounds(desk, actor())).toMatchObject({
    commune: { households: 2, people: 4 },
    rounds: [{ version: 2, households: [first?.id] }],
    goals: [{ eaccount: 20 }],
  })
})
