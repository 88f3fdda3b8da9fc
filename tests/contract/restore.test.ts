import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../src/crypto/node/nodeCrypto.ts'
import { makeRecoverySheet } from '../../src/hub/backup/makeRecoverySheet.ts'
import { type OpenedBackup, openBackup, restoreBackup } from '../../src/hub/backup/restoreBackup.ts'
import { runBackup } from '../../src/hub/backup/runBackup.ts'
import { identityOf } from '../../src/hub/keys/HubKeys.ts'
import { loadKeys } from '../../src/hub/keys/loadKeys.ts'
import { writeRecoveryKey } from '../../src/hub/keys/recoveryKey.ts'
import { PhotoFolder } from '../../src/hub/photos/PhotoFolder.ts'
import { PgStore } from '../../src/hub/store/pg/PgStore.ts'
import { provision } from '../../src/hub/store/pg/provision.ts'
import { everyRow } from '../kit/everyRow.ts'
import { fillEveryTable, samplePhoto, sampleShelf } from './everyTable.ts'
import { type FreshDatabase, freshDatabase, onConnection } from './freshDatabase.ts'
import { pgServer } from './pgServer.ts'
import { sample } from './sampleRows.ts'
import { sha256 } from './sha256.ts'

const never = new AbortController().signal

describe('a restore', () => {
  let base: string
  let server: Awaited<ReturnType<typeof pgServer>>
  const databases: FreshDatabase[] = []
  let source: FreshDatabase
  let tenants: string[]
  let backup: OpenedBackup
  let file: string
  let shares: string[]
  const keysFolder = () => join(base, 'data', 'keys')
  const fresh = async () => {
    const database = await freshDatabase(server.url)
    databases.push(database)
    return database
  }
  const photosIn = (folder: string) => ({ folder, into: (into: string) => new PhotoFolder(into) })
  let count = 0
  /** the ports of a restore into an empty place */
  const place = async (ownerUrl?: string) => {
    const folder = join(base, `new-${++count}`)
    return {
      ownerUrl: ownerUrl ?? (await fresh()).url,
      keysFolder: join(folder, 'keys'),
      tlsFolder: join(folder, 'tls'),
      photos: photosIn(join(folder, 'photos')),
      marker: join(folder, 'restoring.json'),
      epoch: 7,
    }
  }
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'done',
      (error) => error.code ?? error.name,
    )

  beforeAll(async () => {
    base = mkdtempSync(join(tmpdir(), 'tram-so-restore-'))
    server = await pgServer()
    source = await fresh()
    const url = await provision(source.url)
    const store = new PgStore({ url, sha256 })
    tenants = await fillEveryTable(store)
    const { rootKey, receipts } = await identityOf(nodeCrypto, loadKeys(keysFolder()))
    const { sheet, key } = await makeRecoverySheet(rootKey, 1)
    writeRecoveryKey(keysFolder(), key)
    shares = sheet.shares.slice(0, 2).map(({ text }) => text)
    const folder = join(base, 'backups')
    const tlsFolder = join(base, 'data', 'tls')
    mkdirSync(tlsFolder)
    writeFileSync(join(tlsFolder, 'hub.key'), 'the key of the certificate')
    const notes = join(base, 'data', 'backup.json')
    const ports = {
      store,
      url,
      rootKey,
      receipts,
      keysFolder: keysFolder(),
      tlsFolder,
      photos: sampleShelf(),
      folder,
      keep: 3,
      notes,
      now: () => 1_790_000_000_000,
    }
    // twice: the second holds the marks of the first
    await runBackup(ports, never)
    file = (await runBackup({ ...ports, now: () => 1_790_000_005_000 }, never)).file
    await store.close()
    backup = await openBackup(file, shares)
  }, 120_000)
  afterAll(async () => {
    for (const database of databases) await database.drop()
    await server?.stop()
    rmSync(base, { recursive: true, force: true })
  })

  it('brings every row of every table back as it was but open sessions, and the keys, as a hub of the next epoch (EPO-1)', async () => {
    const ports = await place()
    const { rows } = await restoreBackup(ports, backup)
    const before = await onConnection(source.url, everyRow)
    const after = await onConnection(ports.ownerUrl, everyRow)
    expect(after).toEqual({ ...before, hub: ['(t,7)'], officer_session: [] })
    const { hub: _, ...tables } = before
    expect(Object.entries(tables).filter(([, found]) => found.length === 0)).toEqual([])
    expect(rows).toBe(Object.values(tables).reduce((sum, found) => sum + found.length, 0))
    expect(readdirSync(ports.keysFolder)).toEqual(readdirSync(keysFolder()))
    for (const name of readdirSync(keysFolder())) {
      expect(readFileSync(join(ports.keysFolder, name))).toEqual(readFileSync(join(keysFolder(), name)))
    }
    expect(readFileSync(join(ports.tlsFolder, 'hub.key'), 'utf8')).toBe('the key of the certificate')
    expect(existsSync(ports.marker)).toBe(false)
  })

  it('brings every photo back with its bytes (SPEC PHO-10)', async () => {
    const ports = await place()
    await restoreBackup(ports, backup)
    expect(backup.summary.photos?.count).toBe(2)
    for (const tenant of tenants) {
      const file = join(ports.photos.folder, tenant, 'me', samplePhoto.id)
      expect(new Uint8Array(readFileSync(file))).toEqual(samplePhoto.sealed)
    }
    expect(readdirSync(join(ports.photos.folder, '..')).sort()).toEqual(['keys', 'photos', 'tls'])
  })

  it('leaves a database that a hub works on as before: weak role, communes apart, numbers that go on', async () => {
    const ports = await place()
    await restoreBackup(ports, backup)
    const store = new PgStore({ url: await provision(ports.ownerUrl), sha256 })
    try {
      expect(await store.epoch()).toBe(7)
      const [tenant = ''] = tenants
      await store.inTenant(tenant, async (tx) => {
        await tx.appendItems([sample.item('c', 4)])
        expect((await tx.pendingItems(9)).map(({ n }) => n)).toEqual([2, 3, 4])
      })
      const forced = await onConnection(ports.ownerUrl, (owner) =>
        owner.query<{ name: string }>(
          `SELECT relname AS name FROM pg_class WHERE relnamespace = 'tram_so'::regnamespace AND relkind = 'r'
           AND NOT (relrowsecurity AND relforcerowsecurity)`,
        ),
      )
      expect(forced.rows).toEqual([])
    } finally {
      await store.close()
    }
  })

  it('works as an owner that is no superuser, as a database of DATABASE_URL has', async () => {
    const database = await fresh()
    const name = new URL(database.url).pathname.slice(1)
    const owner = `plain_${name}`
    const url = new URL(database.url)
    url.username = owner
    url.password = 'chỉ để thử'
    await onConnection(server.url, async (admin) => {
      await admin.query(`CREATE ROLE ${owner} LOGIN NOSUPERUSER CREATEROLE PASSWORD 'chỉ để thử'`)
      await admin.query(`GRANT tram_so_hub TO ${owner} WITH ADMIN OPTION`)
      await admin.query(`ALTER DATABASE ${name} OWNER TO ${owner}`)
    })
    const ports = await place(url.toString())
    await restoreBackup(ports, backup)
    const { hub: _, ...before } = await onConnection(source.url, everyRow)
    const { hub: __, ...after } = await onConnection(database.url, everyRow)
    expect(after).toEqual({ ...before, officer_session: [] })
    // a backup of it is the same rows again, though nobody there sees all communes at once
    const runtime = await provision(url.toString())
    const store = new PgStore({ url: runtime, sha256 })
    const { rootKey, receipts } = await identityOf(nodeCrypto, loadKeys(ports.keysFolder))
    const restored = new PhotoFolder(ports.photos.folder)
    const made = await runBackup(
      {
        ...{
          store,
          url: runtime,
          rootKey,
          receipts,
          keysFolder: ports.keysFolder,
          tlsFolder: ports.tlsFolder,
          photos: { read: (...asked) => restored.read(...asked), lose: async () => undefined },
          keep: 1,
        },
        ...{ folder: join(base, 'again'), notes: join(base, 'again.json'), now: Date.now },
      },
      never,
    )
    await store.close()
    const kept = ({ tables }: typeof made.summary) => tables.filter(({ table }) => table !== 'officer_session')
    expect([kept(made.summary), made.summary.photos]).toEqual([kept(backup.summary), backup.summary.photos])
  })

  it('refuses a place with data in it, in words, and changes nothing', async () => {
    const ports = await place(source.url)
    const before = await onConnection(source.url, everyRow)
    expect(await codeOf(restoreBackup(ports, backup))).toBe('restore-not-empty')
    expect(await onConnection(source.url, everyRow)).toEqual(before)
    expect(existsSync(ports.marker)).toBe(false)
    const other = await place()
    mkdirSync(other.keysFolder, { recursive: true })
    writeFileSync(join(other.keysFolder, 'root.json'), 'a key of somebody')
    expect(await codeOf(restoreBackup(other, backup))).toBe('restore-not-empty')
    expect(readFileSync(join(other.keysFolder, 'root.json'), 'utf8')).toBe('a key of somebody')
    const newer = { ...backup, header: { ...backup.header, schema: 999 } }
    expect(await codeOf(restoreBackup(await place(), newer))).toBe('backup-newer-than-hub')
  })

  it('takes over a database that an empty hub was started on', async () => {
    const ports = await place()
    await provision(ports.ownerUrl)
    await restoreBackup(ports, backup)
    expect(await onConnection(ports.ownerUrl, everyRow)).toMatchObject({ hub: ['(t,7)'] })
  })

  it('is all or nothing, and is done by running it again, wherever it was cut', async () => {
    const ports = await place()
    // the file ends in the middle: a disk that was pulled out
    const torn = join(base, 'torn.tsbackup')
    const bytes = readFileSync(file)
    writeFileSync(torn, bytes.subarray(0, bytes.length - 20))
    expect(await codeOf(restoreBackup(ports, { ...backup, file: torn }))).toMatch(/^backup-(cut|damaged)$/)
    expect(existsSync(ports.marker)).toBe(true)
    expect(existsSync(ports.keysFolder)).toBe(false)
    const half = await onConnection(ports.ownerUrl, everyRow)
    expect(Object.entries(half).filter(([name, rows]) => name !== 'hub' && rows.length > 0)).toEqual([])
    // cut after the keys came and before the commit
    mkdirSync(ports.keysFolder, { recursive: true })
    await restoreBackup(ports, backup)
    expect(readdirSync(ports.keysFolder)).toEqual(readdirSync(keysFolder()))
    // cut between the commit and the last line
    writeFileSync(ports.marker, JSON.stringify({ epoch: 7, hub: backup.header.hub }))
    await restoreBackup({ ...ports, epoch: 8 }, backup)
    expect(existsSync(ports.marker)).toBe(false)
    expect(await onConnection(ports.ownerUrl, everyRow)).toMatchObject({ hub: ['(t,7)'] })
  })

  it('finds out when a single row is not as it was backed up, and keeps nothing', async () => {
    const ports = await place()
    // a database that changes what it is given, as a broken or foreign one might
    await onConnection(ports.ownerUrl, (owner) =>
      owner.query(`
        CREATE FUNCTION public.spoil() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN NEW.name := NEW.name || ' '; RETURN NEW; END $$;
        CREATE FUNCTION public.spoil_units() RETURNS event_trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF to_regclass('tram_so.unit') IS NOT NULL AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'spoil') THEN
            CREATE TRIGGER spoil BEFORE INSERT ON tram_so.unit FOR EACH ROW EXECUTE FUNCTION public.spoil();
          END IF;
        END $$;
        CREATE EVENT TRIGGER spoil_units ON ddl_command_end WHEN TAG IN ('CREATE TABLE')
          EXECUTE FUNCTION public.spoil_units();`),
    )
    expect(await codeOf(restoreBackup(ports, backup))).toBe('restore-differs')
    expect([existsSync(ports.keysFolder), existsSync(ports.marker)]).toEqual([false, true])
    expect((await onConnection(ports.ownerUrl, everyRow)).unit).toEqual([])
  })
})
