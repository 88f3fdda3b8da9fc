import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate } from '../../src/hub/store/pg/migrate.ts'
import { migrations } from '../../src/hub/store/pg/migrations/migrations.ts'
import { PgStore } from '../../src/hub/store/pg/PgStore.ts'
import { provision } from '../../src/hub/store/pg/provision.ts'
import { freshDatabase, onConnection } from './freshDatabase.ts'
import { pgServer } from './pgServer.ts'
import { sample } from './sampleRows.ts'
import { sha256 } from './sha256.ts'

let server: { url: string; stop: () => Promise<void> }
beforeAll(async () => {
  server = await pgServer()
}, 60_000)
afterAll(() => server.stop())

it('makes of the alarms of a place each, from before version 9, one a tablet and code with their number (fault 27)', async () => {
  const first = await freshDatabase(server.url)
  await provision(first.url)
  await first.drop()
  const database = await freshDatabase(server.url)
  await onConnection(database.url, (client) => migrate(client, migrations.slice(0, 8)))
  const tenant = sample.tenant()
  await onConnection(database.url, async (client) => {
    await client.query(`SELECT set_config('app.tenant', $1, false), set_config('search_path', 'tram_so', false)`, [
      tenant.id,
    ])
    const put = (id: string, code: string, device: string | null, n: number) =>
      client.query('INSERT INTO alarm (tenant, id, code, device, chain, n, at) VALUES ($1, $2, $3, $4, $5, $6, $6)', [
        tenant.id,
        id,
        code,
        device,
        'c',
        n,
      ])
    for (let n = 1; n <= 30; n++) await put(`q${n}`, 'quarantined', 'stolen', n)
    await put('f', 'fork', 'stolen', 40)
    await put('b', 'bad-frame', 'honest', 50)
    await put('x', 'fork', null, 60)
    await put('y', 'fork', null, 61)
  })
  const store = new PgStore({ url: await provision(database.url), sha256 })
  await store.createTenant(tenant).catch(() => undefined)
  const alarms = await store.inTenant(tenant.id, (tx) => tx.alarms())
  expect(alarms.map(({ code, device, n, count }) => [code, device, n, count])).toEqual([
    ['quarantined', 'stolen', 30, 30],
    ['fork', 'stolen', 40, 1],
    ['bad-frame', 'honest', 50, 1],
    ['fork', null, 60, 1],
    ['fork', null, 61, 1],
  ])
  await store.close()
  await database.drop()
}, 60_000)
