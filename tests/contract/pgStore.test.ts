import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StoreError } from '../../src/hub/store/HubStore.ts'
import { migrations } from '../../src/hub/store/pg/migrations/migrations.ts'
import { PgStore } from '../../src/hub/store/pg/PgStore.ts'
import { ProvisionError } from '../../src/hub/store/pg/ProvisionError.ts'
import { provision } from '../../src/hub/store/pg/provision.ts'
import { verifyAudit } from '../../src/hub/store/verifyAudit.ts'
import { type FreshDatabase, freshDatabase, onConnection } from './freshDatabase.ts'
import { pgServer } from './pgServer.ts'
import { sample } from './sampleRows.ts'
import { sha256 } from './sha256.ts'
import { codeOf, storeContract } from './storeContract.ts'

let server: { url: string; stop: () => Promise<void> }
beforeAll(async () => {
  server = await pgServer()
}, 60_000)
afterAll(() => server.stop())

storeContract('postgresql', async () => {
  const database = await freshDatabase(server.url)
  const store = new PgStore({ url: await provision(database.url), sha256 })
  return {
    store,
    close: async () => {
      await store.close()
      await database.drop()
    },
  }
})

describe('what the database itself holds against (design D15)', () => {
  let database: FreshDatabase
  let store: PgStore
  let runtime: string
  const tenant = sample.tenant()

  beforeAll(async () => {
    database = await freshDatabase(server.url)
    runtime = await provision(database.url)
    store = new PgStore({ url: runtime, sha256 })
    await store.createTenant(tenant)
    await store.inTenant(tenant.id, async (tx) => {
      await tx.putUnit({ id: 'u', code: 'u', kind: 'commune', name: 'Xã Mẫu', oldName: null })
      await tx.putTeam({
        id: 't',
        unit: 'u',
        name: 'Tổ 1',
        keyId: 1,
        key: new Uint8Array([1]),
        olderKeys: new Uint8Array(0),
      })
      await tx.putVolunteer(sample.volunteer())
      await tx.putOfficer(sample.officer())
      await tx.putPasskey(sample.passkey())
      await tx.putOfficerSession({ tokenHash: 's', officer: 'o', createdAt: 1, expiresAt: 2 })
      await tx.putDevice(sample.device())
      await tx.putEnrolToken(sample.enrolToken())
      await tx.useNonce('n', 1)
      await tx.putChain({ chain: 'c', device: 'd', n: 2, hash: new Uint8Array(32) })
      await tx.putBranch(sample.branch())
      await tx.putSessionHeader({ sid: 's', device: 'd', actor: 'a', kid: 'k', bytes: new Uint8Array([1]) })
      await tx.appendItems([sample.item('c', 1), sample.item('c', 2)])
      await tx.putFrame(sample.frame('c', 1, 2))
      await tx.putReceipt({ chain: 'c', upToN: 2, jws: 'j' })
      await tx.namePhoto({ device: 'd', photo: 'a'.repeat(64), record: 'r', chain: 'c', n: 1 })
      await tx.lockIntake('d', 1)
      await tx.putVerdict(sample.verdict('c', 1))
      await tx.putRecord(sample.record({ id: 'r' }))
      await tx.putChange({
        record: 'r',
        version: 1,
        group: 'g',
        base: 0,
        set: {},
        before: {},
        outcome: 'applied',
        actor: 'a',
        device: null,
        chain: null,
        n: null,
        wall: null,
        at: 1,
      })
      await tx.putConflict(sample.conflict())
      await tx.putAlarm({ id: 'a', code: 'fork', device: null, chain: null, n: null, at: 1 })
      await tx.putClip(sample.clip())
      await tx.putClipBody({ clip: 'clip', body: new Uint8Array([1]) })
      await tx.putTranslation(sample.translation())
      await tx.putPack(sample.pack())
      await tx.putPackBody({ pack: 'p', sha256: 'b'.repeat(64), body: new Uint8Array([1]) })
      await tx.putSafe(sample.safe())
      await tx.putClaim({ record: 'r', proof: new Uint8Array(32), until: 1, wrong: 0, claimedBy: null })
      await tx.putKioskLetter({ device: 'me', letter: 'A' })
      await tx.addTicket(sample.ticket())
      await tx.putEvening(sample.evening())
      await tx.putSameness({ a: 'p', b: 'q', same: true, by: 'officer:o', at: 1 })
      await tx.putMoved({ team: 'team-2', record: 'r', seq: 1, at: 1 })
      await tx.admit({ chain: 'c', n: 1, by: 'officer:o', at: 1 })
      await tx.putLoss({ device: 'd', reportedAt: 1, by: 'officer:o' })
      await tx.putRecovery({ device: 'd', volunteer: 'v', counter: 0 })
      for (let i = 0; i < 5; i++) await tx.audit({ at: i, actor: 'hub', action: 'test', subject: `record:${i}` })
    })
  }, 60_000)
  afterAll(async () => {
    await store.close()
    await database.drop()
  })

  const tables = async () =>
    onConnection(database.url, async (client) => {
      const { rows } = await client.query<{ name: string; forced: boolean }>(`
        SELECT relname AS name, relrowsecurity AND relforcerowsecurity AS forced
        FROM pg_class WHERE relnamespace = 'tram_so'::regnamespace AND relkind = 'r' ORDER BY 1`)
      return rows
    })

  it('forces row-level security on every table', async () => {
    const all = await tables()
    expect(all.length, 'not one was found').toBeGreaterThan(20)
    expect(all.filter((table) => !table.forced)).toEqual([])
  })

  it('runs as a role that owns nothing and cannot step around row-level security', async () => {
    const { rows } = await onConnection(runtime, (client) =>
      client.query(`
        SELECT current_user AS name, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
          (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned,
          (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS memberships
        FROM pg_roles r WHERE rolname = current_user`),
    )
    expect(rows[0]).toEqual({
      name: 'tram_so_hub',
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      owned: 0,
      memberships: 0,
    })
  })

  it('shows a bare connection no row of any table, though each has some', async () => {
    const all = await tables()
    const seen = await onConnection(runtime, async (client) => {
      const out: Record<string, string> = {}
      for (const { name } of all) {
        const answer = await client.query(`SELECT count(*)::int AS n FROM tram_so.${name}`).then(
          ({ rows }) => String(rows[0].n),
          (error: { code: string }) => error.code,
        )
        out[name] = answer
      }
      return out
    })
    for (const { name } of all) {
      expect([name, seen[name]]).toEqual([name, ['hub', 'migration'].includes(name) ? '42501' : '0'])
      const { rows } = await onConnection(database.url, async (client) => {
        await client.query(`SELECT set_config('app.tenant', $1, false)`, [tenant.id])
        return client.query(`SELECT count(*)::int AS n FROM tram_so.${name}`)
      })
      expect([name, rows[0].n > 0]).toEqual([name, true])
    }
  })

  it('sees no row after a transaction either: the tenant is named for one transaction only', async () => {
    await onConnection(runtime, async (client) => {
      await client.query('BEGIN')
      await client.query(`SELECT set_config('app.tenant', $1, true)`, [tenant.id])
      expect((await client.query('SELECT FROM tram_so.item')).rowCount).toBe(2)
      await client.query('COMMIT')
      expect((await client.query('SELECT FROM tram_so.item')).rowCount).toBe(0)
    })
  })

  it('lets a bare connection write nothing, and another tenant be written by none', async () => {
    const unit = (id: string) =>
      `INSERT INTO tram_so.unit (tenant, id, code, kind, name) VALUES ('${id}', 'x', 'x', 'hamlet', 'x')`
    await onConnection(runtime, async (client) => {
      await expect(client.query(unit(tenant.id))).rejects.toMatchObject({ code: '42501' })
      expect((await client.query(`UPDATE tram_so.record SET status = 'x'`)).rowCount).toBe(0)
      expect((await client.query('DELETE FROM tram_so.pending')).rowCount).toBe(0)
      await client.query(`SELECT set_config('app.tenant', $1, false)`, [sample.tenant().id])
      await expect(client.query(unit(tenant.id))).rejects.toMatchObject({ code: '42501' })
    })
  })

  it('gives the runtime role no right to change or remove what is written once', async () => {
    await onConnection(runtime, async (client) => {
      await client.query(`SELECT set_config('app.tenant', $1, false)`, [tenant.id])
      for (const table of [
        'item',
        'receipt',
        'frame',
        'audit',
        'session_header',
        'change',
        'nonce',
        'alarm',
        'tenant',
      ]) {
        const column = table === 'tenant' ? 'id' : 'tenant'
        const change = client.query(`UPDATE tram_so.${table} SET ${column} = ${column}`)
        await expect(change, `UPDATE ${table}`).rejects.toMatchObject({ code: '42501' })
      }
      const removable = [
        'officer_session',
        'passkey',
        'pending',
        'nonce',
        'enrol_token',
        'pack_body',
        'clip',
        'clip_body',
        'ticket',
        'evening',
        'sameness',
        'translation',
      ]
      for (const { name } of (await tables()).filter((table) => !removable.includes(table.name))) {
        await expect(client.query(`DELETE FROM tram_so.${name}`), `DELETE ${name}`).rejects.toMatchObject({
          code: '42501',
        })
        await expect(client.query(`TRUNCATE tram_so.${name}`), `TRUNCATE ${name}`).rejects.toMatchObject({
          code: '42501',
        })
      }
      for (const statement of ['DROP TABLE tram_so.item', 'ALTER TABLE tram_so.item DISABLE ROW LEVEL SECURITY']) {
        await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' })
      }
    })
  })

  it('lets the runtime role forget no nonce and no link before its end', async () => {
    const [past, future] = [Date.now() - 60_000, Date.now() + 3_600_000]
    await store.inTenant(tenant.id, async (tx) => {
      for (const at of [past, future]) {
        await tx.useNonce(`ends ${at}`, at)
        await tx.putEnrolToken(sample.enrolToken({ tokenHash: `ends ${at}`, expiresAt: at }))
      }
    })
    const left = await onConnection(runtime, async (client) => {
      await client.query(`SELECT set_config('app.tenant', $1, false)`, [tenant.id])
      await client.query('DELETE FROM tram_so.nonce')
      await client.query('DELETE FROM tram_so.enrol_token')
      const { rows } = await client.query(
        'SELECT nonce AS id FROM tram_so.nonce UNION ALL SELECT token_hash FROM tram_so.enrol_token',
      )
      return rows.map((row) => row.id)
    })
    expect(left).toEqual([`ends ${future}`, `ends ${future}`])
  })

  it('turns nothing back that moves forward only, even for a session of its own', async () => {
    await onConnection(runtime, async (client) => {
      await client.query(`SELECT set_config('app.tenant', $1, false)`, [tenant.id])
      for (const statement of [
        `UPDATE tram_so.verdict SET state = 'rejected'`,
        'UPDATE tram_so.record SET version = 0',
        'UPDATE tram_so.chain SET n = n - 1',
        'UPDATE tram_so.counter SET audit_n = audit_n - 1',
        'UPDATE tram_so.pack SET version = 0',
      ]) {
        await expect(client.query(statement), statement).rejects.toMatchObject({ code: 'TS001' })
      }
    })
  })

  it('finds an audit line that somebody with the keys to the database changed or cut (I6, fault 51)', async () => {
    const check = () => store.inTenant(tenant.id, (tx) => verifyAudit(tx, sha256))
    const asOwner = (statement: string) =>
      onConnection(database.url, async (client) => {
        await client.query(`SELECT set_config('app.tenant', $1, false)`, [tenant.id])
        return client.query(statement)
      })
    expect(await check()).toMatchObject({ ok: true, lines: 5 })
    await asOwner(`UPDATE tram_so.audit SET subject = 'record:x' WHERE n = 3`)
    expect(await check()).toEqual({ ok: false, at: 3, why: 'changed' })
    await asOwner(`UPDATE tram_so.audit SET subject = 'record:2' WHERE n = 3`)
    expect(await check()).toMatchObject({ ok: true })
    await asOwner('DELETE FROM tram_so.audit WHERE n = 5')
    expect(await check()).toEqual({ ok: false, at: 5, why: 'tail-cut' })
    await asOwner('DELETE FROM tram_so.audit WHERE n = 2')
    expect(await check()).toEqual({ ok: false, at: 2, why: 'missing' })
  })

  it('says what failed without a value of any row', async () => {
    const secret = 'Nguyễn Văn Bí Mật'
    const broken = store.inTenant(tenant.id, (tx) =>
      tx.putRecord(sample.record({ search: `${secret}\u0000`, status: secret })),
    )
    const error = await broken.catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(StoreError)
    expect(error).toMatchObject({ code: 'unavailable', data: { sqlstate: '22021' } })
    expect(JSON.stringify(error) + String(error) + (error instanceof Error ? error.stack : '')).not.toContain(secret)
  })

  it('keeps 10,000 records pulled in pages of 250, each page by the index', async () => {
    const big = sample.tenant()
    await store.createTenant(big)
    await onConnection(database.url, async (client) => {
      await client.query(`SELECT set_config('app.tenant', $1, false)`, [big.id])
      await client.query(
        `INSERT INTO tram_so.record SELECT $1, 'r' || i, 'dossier', 'team-1', 1, '{"g":{"value":{"a":1},"version":1}}',
          '{}', 'received', null, null, null, 'x', 0, true, true, i, i, i FROM generate_series(1, 10000) i`,
        [big.id],
      )
      await client.query('ANALYZE tram_so.record')
    })
    let cursor = 0
    let pages = 0
    for (;;) {
      const page = await store.inTenant(big.id, (tx) => tx.feedSince('d', 'team-1', cursor, 250))
      if (page.length === 0) break
      expect(page.map((entry) => entry.seq)).toEqual(Array.from({ length: 250 }, (_, i) => cursor + i + 1))
      cursor += 250
      pages += 1
    }
    expect(pages).toBe(40)
    const plan = await onConnection(runtime, async (client) => {
      await client.query(`SELECT set_config('app.tenant', $1, false)`, [big.id])
      return client.query(`EXPLAIN SELECT * FROM tram_so.record WHERE tenant = '${big.id}' AND team = 'team-1'
        AND ever_shared AND seq > 5000 ORDER BY seq FETCH FIRST 250 ROWS WITH TIES`)
    })
    expect(JSON.stringify(plan.rows)).toContain('record_feed')
  }, 30_000)
})

describe('a history of 20,000 changes', () => {
  it('is not read for its last change of a group nor for the tablet it came from: both by an index', async () => {
    const database = await freshDatabase(server.url)
    const store = new PgStore({ url: await provision(database.url), sha256 })
    const tenant = sample.tenant()
    await store.createTenant(tenant)
    const explained = await onConnection(database.url, async (client) => {
      await client.query(`SELECT set_config('app.tenant', $1, false)`, [tenant.id])
      await client.query(
        `INSERT INTO tram_so.change (tenant, record, version, "group", base, set, before, outcome, actor, device, at)
         SELECT $1, 'r' || i % 2, i, CASE WHEN i = 7 THEN 'contact' ELSE 'address' END, 0, '{}', '{}', 'applied', 'a', 'd', i
         FROM generate_series(1, 20000) i`,
        [tenant.id],
      )
      await client.query('ANALYZE tram_so.change')
      const { rows } = await client.query(`EXPLAIN SELECT * FROM tram_so.change WHERE tenant = '${tenant.id}'
        AND record = 'r1' AND "group" = 'contact' AND outcome <> 'conflict' ORDER BY ord DESC LIMIT 1`)
      return JSON.stringify(rows)
    })
    expect(explained).toContain('change_standing')
    expect(explained).not.toContain('Sort')
    const found = await store.inTenant(tenant.id, async (tx) => ({
      last: (await tx.lastChange('r1', 'contact'))?.version,
      devices: [...(await tx.firstDevices(['r0', 'r1']))],
    }))
    expect(found).toEqual({
      last: 7,
      devices: [
        ['r0', 'd'],
        ['r1', 'd'],
      ],
    })
    await store.close()
    await database.drop()
  })
})

describe('making a database ready', () => {
  const refusal = async (promise: Promise<unknown>): Promise<string> => {
    const error = await promise.catch((thrown: unknown) => thrown)
    if (error instanceof ProvisionError) return error.code
    throw error
  }

  it('does nothing the second time, also when two hubs start at once', async () => {
    const database = await freshDatabase(server.url)
    const [one, two] = await Promise.all([provision(database.url), provision(database.url)])
    expect(one).toBe(two)
    expect(await provision(database.url)).toBe(one)
    expect(await provision(one)).toBe(one)
    const { rows } = await onConnection(database.url, (client) => client.query('SELECT * FROM tram_so.migration'))
    expect(rows).toHaveLength(migrations.length)
    await database.drop()
  })

  it('refuses an address where nothing answers, a wrong password, and a database that is not there', async () => {
    expect(await refusal(provision('postgres://x:y@127.0.0.1:1/z'))).toBe('database-unreachable')
    const wrong = new URL(server.url)
    wrong.password = 'wrong'
    expect(await refusal(provision(wrong.toString()))).toBe('database-login-refused')
    const absent = new URL(server.url)
    absent.pathname = '/no_such_database'
    expect(await refusal(provision(absent.toString()))).toBe('database-login-refused')
  })

  it('refuses a schema that is newer than this hub', async () => {
    const database = await freshDatabase(server.url)
    await provision(database.url)
    await onConnection(database.url, (client) => client.query('INSERT INTO tram_so.migration (version) VALUES (999)'))
    expect(await refusal(provision(database.url))).toBe('database-newer-than-hub')
    await database.drop()
  })

  it('says unavailable, and leaves the pool whole, when the server ends every connection', async () => {
    const database = await freshDatabase(server.url)
    const store = new PgStore({ url: await provision(database.url), sha256, poolSize: 2 })
    const tenant = sample.tenant()
    await store.createTenant(tenant)
    for (let i = 0; i < 4; i++) {
      const cut = store.inTenant(tenant.id, async (tx) => {
        await tx.putRecord(sample.record({ id: 'torn' }))
        await onConnection(database.url, (client) =>
          client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()`),
        )
        await tx.putRecord(sample.record({ id: 'torn 2' }))
      })
      expect(await codeOf(cut)).toBe('unavailable')
    }
    expect((await store.inTenant(tenant.id, (tx) => tx.counts())).records).toBe(0)
    await store.close()
    await database.drop()
  })
})
