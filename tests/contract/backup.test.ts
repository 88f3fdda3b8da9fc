import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { nodeCrypto } from '../../src/crypto/node/nodeCrypto.ts'
import { openDataKey } from '../../src/hub/backup/backupFormat.ts'
import { readDrill } from '../../src/hub/backup/DrillNote.ts'
import { drillSheet } from '../../src/hub/backup/drillSheet.ts'
import { makeRecoverySheet, type RecoverySheet } from '../../src/hub/backup/makeRecoverySheet.ts'
import { readBackup, readHeader, verifyBackup } from '../../src/hub/backup/readBackup.ts'
import { keyOfShares } from '../../src/hub/backup/recoveryShares.ts'
import { type BackupPorts, type FinishedBackup, runBackup } from '../../src/hub/backup/runBackup.ts'
import { identityOf } from '../../src/hub/keys/HubKeys.ts'
import { loadKeys } from '../../src/hub/keys/loadKeys.ts'
import { readRecoveryKey, writeNextKey, writeRecoveryKey } from '../../src/hub/keys/recoveryKey.ts'
import { PgStore } from '../../src/hub/store/pg/PgStore.ts'
import { provision } from '../../src/hub/store/pg/provision.ts'
import { Snapshot } from '../../src/hub/store/pg/Snapshot.ts'
import { fillEveryTable, marker, samplePhoto, sampleShelf } from './everyTable.ts'
import { type FreshDatabase, freshDatabase, onConnection } from './freshDatabase.ts'
import { pgServer } from './pgServer.ts'
import { sample } from './sampleRows.ts'
import { sha256 } from './sha256.ts'

const never = new AbortController().signal

describe('a backup', () => {
  let base: string
  let server: Awaited<ReturnType<typeof pgServer>>
  let database: FreshDatabase
  let store: PgStore
  let ports: BackupPorts
  let sheet: RecoverySheet
  let tenants: string[]
  let clock = Date.UTC(2026, 10, 22, 2)
  const shelf = sampleShelf()
  beforeAll(async () => {
    base = mkdtempSync(join(tmpdir(), 'tram-so-backup-'))
    server = await pgServer()
    database = await freshDatabase(server.url)
    const url = await provision(database.url)
    store = new PgStore({ url, sha256 })
    tenants = await fillEveryTable(store)
    const keysFolder = join(base, 'data', 'keys')
    const { rootKey, receipts } = await identityOf(nodeCrypto, loadKeys(keysFolder))
    const [folder, notes] = [join(base, 'backups'), join(base, 'data', 'backup.json')]
    const tlsFolder = join(base, 'data', 'tls')
    const files = { keysFolder, tlsFolder, photos: shelf, folder, notes }
    ports = { store, url, rootKey, receipts, ...files, keep: 5, now: () => (clock += 1000) }
  }, 120_000)
  afterAll(async () => {
    await store?.close()
    await database?.drop()
    await server?.stop()
    rmSync(base, { recursive: true, force: true })
  })

  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'done',
      (error) => error.code,
    )
  /** a sheet that counts at once, as the command makes it */
  const newSheet = async (now: number) => {
    const made = await makeRecoverySheet(ports.rootKey, now)
    writeRecoveryKey(ports.keysFolder, made.key)
    return made.sheet
  }
  const shares = (...numbers: number[]) => numbers.map((number) => sheet.shares[number - 1]?.text ?? '')
  const opened = async (file: string, texts = shares(1, 2)) => {
    const header = await readHeader(file)
    return verifyBackup(file, header, await openDataKey(header, await keyOfShares(texts)))
  }
  let done: FinishedBackup

  it('is none before there is a folder and a recovery sheet, and notes why', async () => {
    expect(await codeOf(runBackup({ ...ports, folder: null }, never))).toBe('backup-no-folder')
    expect(await codeOf(runBackup(ports, never))).toBe('backup-no-sheet')
    expect(JSON.parse(readFileSync(ports.notes, 'utf8'))).toMatchObject({
      last: null,
      failure: { code: 'backup-no-sheet' },
    })
    sheet = await newSheet(1)
  })

  it('holds every row of every table of every commune, and the keys; two shares open it', async () => {
    done = await runBackup(ports, never)
    const summary = await opened(done.file, shares(3, 1))
    expect(summary).toEqual(done.summary)
    const counts = await onConnection(database.url, async (owner) => {
      const { rows } = await owner.query<{ name: string }>(
        "SELECT relname AS name FROM pg_class WHERE relnamespace = 'tram_so'::regnamespace AND relkind = 'r'",
      )
      const found: Record<string, number> = {}
      for (const { name } of rows) {
        const { rows: counted } = await owner.query<{ n: string }>(`SELECT count(*) AS n FROM tram_so.${name}`)
        found[name] = Number(counted[0]?.n)
      }
      return found
    })
    const { hub: _, migration: __, safe, ...expected } = counts
    const found = Object.fromEntries(summary.tables.map(({ table, rows }) => [table, rows]))
    // the backup's own marks came after its moment
    expect([found, safe]).toEqual([{ ...expected, safe: 2 }, 6])
    expect(Object.entries(found).filter(([, rows]) => rows === 0)).toEqual([])
    expect(summary.keys.map(({ name }) => name)).toEqual([
      'nonce.json',
      'receipt.json',
      'recovery.json',
      'root.json',
      'seal.json',
    ])
    expect(statSync(done.file).mode & 0o777).toBe(0o600)
    expect(readdirSync(ports.folder ?? '')).toHaveLength(1)
  })

  it('holds every photo with its bytes, and marks it as safe once it was read back (SPEC PHO-10)', async () => {
    expect(done.summary.photos).toMatchObject({ count: 2, bytes: 2 * samplePhoto.sealed.length })
    expect([done.photos, shelf.lost]).toEqual([2, []])
    const key = { device: 'me', id: samplePhoto.id }
    const [tenant = ''] = tenants
    const safeAt = () => store.inTenant(tenant, async (tx) => (await tx.photo(key))?.safeAt)
    const first = await safeAt()
    expect(first).toBeGreaterThan(0)
    await runBackup(ports, never)
    expect(await safeAt(), 'safe since the first').toBe(first)
    const header = await readHeader(done.file)
    const dataKey = await openDataKey(header, await keyOfShares(shares(1, 2)))
    const found: unknown[] = []
    for await (const part of readBackup(done.file, header, dataKey)) if (part.kind === 'photo') found.push(part.photo)
    expect(found).toEqual([...tenants].sort().map((one) => ({ tenant: one, key, sealed: samplePhoto.sealed })))
  })

  it('is made without a photo whose file is gone or another; that one is told as lost, and is not safe (SPEC PHO-8, PHO-10)', async () => {
    const lose = vi.fn(async (_tenant: string, _keys: readonly unknown[]) => undefined)
    const broken = { read: async () => new Uint8Array(9), lose }
    const [tenant = ''] = tenants
    await store.inTenant(tenant, async (tx) => {
      await tx.losePhoto({ device: 'me', id: samplePhoto.id })
      const { length } = samplePhoto.sealed
      await tx.storePhoto({ device: 'me', id: samplePhoto.id, sid: 's', length, receivedAt: 5 })
    })
    const made = await runBackup({ ...ports, photos: broken }, never)
    expect([made.photos, made.summary.photos?.bytes]).toEqual([0, 0])
    expect(lose.mock.calls.map(([, keys]) => keys.length)).toEqual([1, 1])
    expect(
      await store.inTenant(tenant, async (tx) => (await tx.photo({ device: 'me', id: samplePhoto.id }))?.safeAt),
    ).toBeNull()
    expect((await opened(made.file)).photos?.count).toBe(0)
  })

  it('shows nothing of what is in it without two shares', async () => {
    const bytes = readFileSync(done.file)
    for (const text of [marker, 'a.b.c', readFileSync(join(ports.keysFolder, 'root.json'), 'utf8').slice(30, 60)]) {
      expect(bytes.includes(text)).toBe(false)
    }
    const other = await newSheet(2)
    expect(await codeOf(opened(done.file, [other.shares[0]?.text ?? '', other.shares[1]?.text ?? '']))).toBe(
      'shares-other-sheet',
    )
    // and now backups are the new sheet's; the old one opens the old ones
    sheet = { ...other, shares: sheet.shares }
    const next = await runBackup(ports, never)
    expect(await codeOf(opened(next.file))).toBe('shares-other-sheet')
    expect(
      await opened(
        next.file,
        other.shares.slice(1).map(({ text }) => text),
      ),
    ).toMatchObject({ schema: expect.any(Number) })
    expect(await opened(done.file)).toEqual(done.summary)
  })

  it('is refused when any byte of it is another, when it is cut, and when something stands after it', async () => {
    const copy = join(base, 'copy.tsbackup')
    const bytes = readFileSync(done.file)
    const start = bytes.indexOf('}') + 1
    const places = [0, 5, start, start + 1, start + 4, start + 5, bytes.length - 1]
    for (let i = 0; i < 40; i++) places.push(start + Math.floor(((bytes.length - start) * i) / 40))
    for (const place of places) {
      const changed = Buffer.from(bytes)
      changed[place] = (changed[place] ?? 0) ^ 1
      writeFileSync(copy, changed)
      expect(await codeOf(opened(copy)), `byte ${place}`).toMatch(
        /^(backup-(damaged|cut|not-ours|not-verified)|shares-other-sheet)$/,
      )
    }
    for (const length of [0, 7, start, start + 3, bytes.length - 1]) {
      copyFileSync(done.file, copy)
      truncateSync(copy, length)
      expect(await codeOf(opened(copy)), `cut at ${length}`).toMatch(/^backup-(cut|not-ours)$/)
    }
    writeFileSync(copy, Buffer.concat([bytes, Buffer.from([0])]))
    expect(await codeOf(opened(copy))).toBe('backup-damaged')
    expect(await codeOf(opened(join(base, 'none')))).toBe('backup-unreadable')
  })

  it('is one snapshot: what is written meanwhile is in the next', async () => {
    const snapshot = await Snapshot.open(ports.url)
    if (!snapshot) throw new Error('nobody else makes a backup')
    const record = snapshot.tables.find(({ name }) => name === 'record')
    await store.inTenant(tenants[0] ?? '', (tx) => tx.putRecord(sample.record({ id: 'later', seq: 9 })))
    let text = ''
    if (record) for await (const piece of snapshot.rows(record)) text += Buffer.from(piece).toString('utf8')
    expect([text.includes('later'), text.split('\n').length - 1]).toEqual([false, 2])
    // and one at a time
    expect(await codeOf(runBackup(ports, never))).toBe('backup-running')
    await snapshot.close()
  })

  it('marks what is in it as safe, once, in a new sequence number, for its tablet alone (STO-6, PULL-7)', async () => {
    for (const tenant of tenants) {
      await store.inTenant(tenant, async (tx) => {
        expect(await tx.safeMarks()).toMatchObject([
          { chain: 'b', n: 3, device: 'me' },
          { chain: 'c', n: 3, device: 'me' },
          { chain: 'older', n: 1 },
        ])
      })
    }
    const [tenant = ''] = tenants
    await store.inTenant(tenant, (tx) => tx.putChain({ chain: 'c', device: 'me', n: 4, hash: new Uint8Array(32) }))
    const seq = await store.inTenant(tenant, (tx) => tx.seq())
    expect((await runBackup(ports, never)).marks).toBe(1)
    expect((await runBackup(ports, never)).marks).toBe(0)
    const feed = await store.inTenant(tenant, (tx) => tx.feedSince('me', 'none', seq, 9))
    expect(feed).toMatchObject([{ kind: 'safe', seq: seq + 1, safe: { chain: 'c', n: 4 } }])
  })

  it('keeps the newest ones, clears what was left half done, and touches nothing else', async () => {
    const folder = ports.folder ?? ''
    const hub = /tram-so-([0-9a-f]+)-/.exec(done.file)?.[1]
    writeFileSync(join(folder, `tram-so-${hub}-20200101-000000.tsbackup.part`), 'half')
    writeFileSync(join(folder, 'tram-so-0000000000000000-20200101-000000.tsbackup'), 'another hub')
    clock += 5000
    await runBackup(ports, never)
    clock += 5000
    const last = await runBackup({ ...ports, keep: 0 }, never)
    expect(readdirSync(folder).sort()).toEqual(
      ['tram-so-0000000000000000-20200101-000000.tsbackup', last.file.slice(folder.length + 1)].sort(),
    )
    expect(JSON.parse(readFileSync(ports.notes, 'utf8'))).toMatchObject({ failure: null, last: { bytes: last.bytes } })
    // a folder that cannot be written: the verified one stays
    const blocked = join(base, 'file')
    writeFileSync(blocked, '')
    expect(await codeOf(runBackup({ ...ports, folder: blocked }, never))).toBe('backup-not-written')
    expect(JSON.parse(readFileSync(ports.notes, 'utf8'))).toMatchObject({
      failure: { code: 'backup-not-written' },
      last: {},
    })
  })

  it('keeps and counts a backup made by a clock that was set back, marks by it, and says so', async () => {
    const right = clock
    clock = Date.UTC(2020, 0, 1)
    const [tenant = ''] = tenants
    await store.inTenant(tenant, (tx) => tx.putChain({ chain: 'c', device: 'me', n: 5, hash: new Uint8Array(32) }))
    const behind = await runBackup({ ...ports, keep: 1 }, never)
    clock = right
    expect([behind.clockBack, behind.marks, readdirSync(ports.folder ?? '').includes(basename(behind.file))]).toEqual([
      true,
      1,
      true,
    ])
    expect(JSON.parse(readFileSync(ports.notes, 'utf8'))).toMatchObject({ last: { clockBack: true }, failure: null })
    const after = await runBackup({ ...ports, keep: 1 }, never)
    expect([after.clockBack, await (await readHeader(after.file)).createdAt]).toEqual([false, after.createdAt])
  })

  it('leaves nothing behind when the hub is told to stop in the middle', async () => {
    const stop = new AbortController()
    stop.abort()
    clock += 5000
    const before = readdirSync(ports.folder ?? '')
    await expect(runBackup(ports, stop.signal)).rejects.toThrow()
    expect(readdirSync(ports.folder ?? '')).toEqual(before)
  })

  it('is sealed to a sheet only once two of its shares were typed back, which then open it (decision 014)', async () => {
    const before = readRecoveryKey(ports.keysFolder)
    const { sheet: shown, key } = await makeRecoverySheet(ports.rootKey, 3)
    writeNextKey(ports.keysFolder, key)
    const drills = join(base, 'data', 'drill.json')
    const [one = '', two = ''] = shown.shares.slice(1).map(({ text }) => text)
    const drill = (texts = [one, two], folder = ports.folder) =>
      drillSheet({ ...ports, folder, drills }, texts, () => runBackup(ports, never))
    // shown, and lost on the way to the printer: backups go on with the key of before
    expect(await codeOf(drill([one, one]))).toBe('share-twice')
    expect([readRecoveryKey(ports.keysFolder), readDrill(drills)]).toEqual([before, null])
    expect((await runBackup(ports, never)).sheet).not.toBe(shown.sheet)

    expect(await drill([two, one], null)).toEqual({ sheet: shown.sheet, taken: true, backup: null, trouble: null })
    expect(readRecoveryKey(ports.keysFolder)).toEqual(key)
    expect(readDrill(drills)).toMatchObject({ sheet: shown.sheet, proved: 'key' })
    const proved = await drill()
    const file = proved.backup?.file ?? ''
    expect([proved.taken, (await readHeader(file)).sheet, proved.trouble]).toEqual([false, shown.sheet, null])
    const rows = (await opened(file, [one, two])).tables.reduce((sum, table) => sum + table.rows, 0)
    expect(proved.backup?.rows).toBe(rows)
    expect(readDrill(drills)?.proved).toBe('backup')
    expect((await drill()).backup?.file, 'one that is there is enough').toBe(file)
    expect(await codeOf(drill(shares(1, 2)))).toBe('shares-not-current')
    truncateSync(file, 3000)
    expect(await drill()).toMatchObject({ backup: null, trouble: { code: 'backup-cut' } })
    rmSync(file)
  })
})
