import { afterAll, beforeAll, expect, it } from 'vitest'
import { Applier } from '../../src/hub/apply/Applier.ts'
import { ingestPush } from '../../src/hub/ingest/ingestPush.ts'
import { migrate } from '../../src/hub/store/pg/migrate.ts'
import { m0001Ground } from '../../src/hub/store/pg/migrations/m0001Ground.ts'
import { PgStore } from '../../src/hub/store/pg/PgStore.ts'
import { provision } from '../../src/hub/store/pg/provision.ts'
import { inPieces, TestHub } from '../kit/TestHub.ts'
import type { TestTablet } from '../kit/TestTablet.ts'
import { freshDatabase, onConnection } from './freshDatabase.ts'
import { pgServer } from './pgServer.ts'
import { sample } from './sampleRows.ts'
import { sha256 } from './sha256.ts'

let server: { url: string; stop: () => Promise<void> }
beforeAll(async () => {
  server = await pgServer()
}, 60_000)
afterAll(() => server.stop())

/** The hub's ingest and apply over a real database, with one tablet and its volunteer. */
async function hubOver(store: PgStore) {
  const hub = await TestHub.create('pg apply')
  const tablet = await hub.tablet('t')
  const rows = await hub.in(async (tx) => ({
    tenant: await tx.tenantRow(),
    teams: await tx.teams(),
    devices: await tx.devices(),
    volunteers: await tx.volunteers(),
  }))
  await store.createTenant(rows.tenant)
  await store.inTenant(hub.tenant, async (tx) => {
    for (const row of rows.teams) await tx.putTeam(row)
    for (const row of rows.devices) await tx.putDevice(row)
    for (const row of rows.volunteers) await tx.putVolunteer(row)
  })
  return {
    hub,
    tablet,
    push: async (from = 1) => ingestPush({ ...hub.ingestPorts, store }, inPieces(await tablet.stream(from))),
    apply: () => new Applier({ ...hub.applyPorts, store }).applyPending(hub.tenant),
    fates: (of: TestTablet) =>
      store.inTenant(hub.tenant, async (tx) => {
        const fates: string[] = []
        for (const { n } of of.items) {
          const verdict = await tx.verdict(of.chainHex, n)
          fates.push([verdict?.state, verdict?.reason].filter(Boolean).join(' '))
        }
        return fates
      }),
  }
}

it('finds in a pipelined batch the one item that the database refuses, and holds no other (SPEC VDT-6, fault 21)', async () => {
  const database = await freshDatabase(server.url)
  const store = new PgStore({ url: await provision(database.url), sha256 })
  const { hub, tablet, push, apply, fates } = await hubOver(store)
  await tablet.newCase()
  const bad = await tablet.newCase()
  for (let i = 0; i < 3; i++) await tablet.newCase()
  const onBad = (statement: string) => onConnection(database.url, (client) => client.query(statement))
  await onBad(`ALTER TABLE tram_so.record ADD CONSTRAINT poison CHECK (id <> '${bad}')`)
  expect((await push()).problem).toBeNull()
  expect(await apply()).toBe(5)
  expect(await fates(tablet)).toEqual(['applied', 'held apply-failed', 'applied', 'applied', 'applied'])
  expect(hub.troubles).toEqual(['apply-failed 2'])
  const pending = () => store.inTenant(hub.tenant, async (tx) => (await tx.counts()).pending)
  expect(await pending()).toBe(0)
  await onBad('ALTER TABLE tram_so.record DROP CONSTRAINT poison')
  expect(await apply()).toBe(1)
  expect(await fates(tablet)).toEqual(['applied', 'applied', 'applied', 'applied', 'applied'])
  await store.close()
  await database.drop()
}, 60_000)

it('lets go what waited for one record, however many, through the queue (SPEC VDT-3)', async () => {
  const database = await freshDatabase(server.url)
  const store = new PgStore({ url: await provision(database.url), sha256 })
  const { tablet, push, apply, fates } = await hubOver(store)
  const parent = tablet.newRecord()
  const phone = { contact: { phone: '0900000000' } }
  for (let i = 0; i < 70; i++) await tablet.seal({ r: tablet.newRecord(), b: 0, p: parent, g: phone })
  await tablet.seal({ b: -1, g: { contact: { phone: '0900000001' } } })
  await push()
  await apply()
  expect(new Set(await fates(tablet))).toEqual(new Set(['held waits-for-record', 'held waits-for-item']))
  await tablet.seal({ r: parent, b: 0, g: phone })
  await push(72)
  await apply()
  expect(new Set(await fates(tablet))).toEqual(new Set(['applied']))
  await store.close()
  await database.drop()
}, 60_000)

it('brings a database of version 1 to the newest with what waits in it, and decides that (fault 27)', async () => {
  const database = await freshDatabase(server.url)
  // the runtime role and the schema as the first hub made them
  const first = await freshDatabase(server.url)
  await provision(first.url)
  await first.drop()
  await onConnection(database.url, (client) => migrate(client, [m0001Ground]))
  const made = await TestHub.create('pg apply')
  const tablet = await made.tablet('t')
  await tablet.newCase()
  await made.push(await tablet.stream())
  const rows = await made.in(async (tx) => ({
    item: await tx.item(tablet.chainHex, 1),
    header: await tx.sessionHeader(tablet.deviceId, tablet.session.sid),
    chain: await tx.lockChain(tablet.chainHex),
  }))
  const { item, header, chain } = rows
  if (!item || !header || !chain) throw new Error('not stored')
  await onConnection(database.url, async (client) => {
    await client.query(`SELECT set_config('app.tenant', $1, false), set_config('search_path', 'tram_so', false)`, [
      made.tenant,
    ])
    const put = (table: string, row: Record<string, unknown>) => {
      const names = Object.keys(row)
      const values = Object.values(row).map((value) => (value instanceof Uint8Array ? Buffer.from(value) : value))
      const marks = names.map((_, i) => `$${i + 1}`)
      return client.query(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks.join(', ')})`, values)
    }
    const tenant = made.tenant
    const { communeCode, listDate, name, practice, createdAt } = sample.tenant()
    await put('tenant', {
      id: tenant,
      commune_code: communeCode,
      list_date: listDate,
      name,
      practice,
      created_at: createdAt,
    })
    await put('counter', { tenant, seq: 0, audit_n: 0, audit_head: '0'.repeat(64) })
    const { sid, device, actor, kid, bytes } = header
    await put('session_header', { tenant, sid, device, actor, kid, bytes })
    await put('chain', { tenant, ...chain })
    const { sealId, ctHash, receivedAt, origin: _, ...rest } = item
    await put('item', { tenant, ...rest, seal_id: sealId, ct_hash: ctHash, received_at: receivedAt })
    await client.query('INSERT INTO pending SELECT tenant, ord, chain, n FROM item')
  })
  const store = new PgStore({ url: await provision(database.url), sha256 })
  const people = await made.in(async (tx) => ({ devices: await tx.devices(), volunteers: await tx.volunteers() }))
  await store.inTenant(made.tenant, async (tx) => {
    for (const row of people.devices) await tx.putDevice(row)
    for (const row of people.volunteers) await tx.putVolunteer(row)
    expect(await tx.pendingItems(9)).toEqual([item])
    expect(await tx.sessionHeader(tablet.deviceId, tablet.session.sid)).toEqual(header)
  })
  expect(await new Applier({ ...made.applyPorts, store }).applyPending(made.tenant)).toBe(1)
  expect((await store.inTenant(made.tenant, (tx) => tx.verdict(tablet.chainHex, 1)))?.state).toBe('applied')
  await store.close()
  await database.drop()
}, 60_000)
