import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readBackup } from '../../src/hub/backup/readBackup.ts'
import { openBackup } from '../../src/hub/backup/restoreBackup.ts'
import { EmbeddedPostgres } from '../../src/hub/embedded/EmbeddedPostgres.ts'
import { migrate } from '../../src/hub/store/pg/migrate.ts'
import { migrations } from '../../src/hub/store/pg/migrations/migrations.ts'
import { openOwner } from '../../src/hub/store/pg/provision.ts'
import { onConnection } from '../contract/freshDatabase.ts'
import { PaperTablet, seen } from '../contract/PaperTablet.ts'
import { DeskClient } from '../kit/DeskClient.ts'
import { HubProcess } from '../kit/HubProcess.ts'
import { hubCommand } from '../kit/hubCommand.ts'
import { applied, checkArrived } from '../kit/hubPromises.ts'
import { oldData, oldDisk, oldTablet } from '../kit/oldData.ts'

const summary = z.object({
  ...{ id: z.string(), shortCode: z.string(), title: z.string(), status: z.string() },
  ...{ version: z.int(), openConflicts: z.int() },
})
const casesSchema = z.object({ cases: z.array(summary) })
const openedSchema = z.object({
  case: z.object({ groups: z.record(z.string(), z.unknown()), status: z.string() }),
  changes: z.array(z.unknown()),
})

/** Tables with more in them after a start of the hub, and one whose rows version 9 puts together. */
const growing: readonly string[] = ['audit', 'enrol_token']
const changing: readonly string[] = ['counter', 'alarm']

/** Columns that a later version has taken away. */
const gone: Readonly<Record<string, readonly string[]>> = { officer: ['failed_logins', 'locked_until'] }

interface OldTable {
  name: string
  columns: readonly string[]
}
/** The rows of tables in the columns that they had then, as PostgreSQL writes them. */
async function rowsOf(client: Client, tables: readonly OldTable[]): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  for (const { name, columns } of tables) {
    const still = columns.filter((column) => !gone[name]?.includes(column))
    const list = still.map((column) => `"${column}"`).join(', ')
    const { rows } = await client.query<{ row: string }>(
      `SELECT row_to_json(r)::text AS row FROM (SELECT ${list} FROM tram_so.${name}) r ORDER BY 1`,
    )
    all[name] = rows.map(({ row }) => row)
  }
  return all
}

describe.each(['hub-schema-8', 'hub-schema-9'])('data of an earlier version: %s', (name) => {
  const { facts, backup, disk } = oldData(name)
  let base: string
  const ends: Array<() => Promise<void>> = []
  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), 'tram-so-old-data-'))
    chmodSync(base, 0o755)
  })
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })
  afterAll(() => rmSync(base, { recursive: true, force: true }))

  const startOn = async (dataDir: string): Promise<HubProcess> => {
    // what the officer wrote down about the practice commune is on paper, not in the backup
    writeFileSync(join(dataDir, 'practice.json'), JSON.stringify(facts.practice))
    const hub = await HubProcess.start({ dataDir })
    ends.push(() => hub.dispose())
    expect(hub.practice.officer).toEqual(facts.practice.officer)
    return hub
  }

  /** A data folder as the hub of then left it: its schema by its own migrations, its rows, its keys. */
  async function folderOfThen(dataDir: string): Promise<OldTable[]> {
    const opened = await openBackup(backup, facts.shares)
    const tables: OldTable[] = []
    const server = await EmbeddedPostgres.start(join(dataDir, 'pg'))
    const owner = await openOwner(server.url)
    try {
      await migrate(owner, migrations.slice(0, facts.schema))
      let rows: Uint8Array[] = []
      for await (const part of readBackup(backup, opened.header, opened.dataKey)) {
        if (part.kind === 'key') {
          const file = join(dataDir, 'keys', part.name)
          mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
          writeFileSync(file, part.bytes, { mode: 0o600 })
        }
        if (part.kind === 'table') tables.push({ name: part.table, columns: part.columns })
        if (part.kind === 'rows') rows.push(part.bytes.slice())
        if (part.kind !== 'tableEnd') continue
        const { name: table = '', columns = [] } = tables.at(-1) ?? {}
        const into = `COPY tram_so.${table} (${columns.map((column) => `"${column}"`).join(', ')}) FROM STDIN`
        // the embedded server's owner is a superuser: row-level security does not hold it up
        await pipeline(Readable.from(rows), owner.query(copyFrom(into)))
        rows = []
      }
      const sequences = [
        ['item', 'ord'],
        ['change', 'ord'],
      ]
      for (const [table, column] of sequences) {
        await owner.query(
          `SELECT setval(pg_get_serial_sequence('tram_so.${table}', '${column}'), (SELECT max(${column}) FROM tram_so.${table}))`,
        )
      }
    } finally {
      await owner.end()
      await server.stop()
    }
    return tables
  }

  /** The desk shows every case as it did then, and opens it. */
  async function casesOpen(hub: HubProcess): Promise<void> {
    const desk = await DeskClient.signIn(hub.officeUrl, facts.practice.officer)
    const { cases } = await desk.get('/api/desk/cases?limit=200', casesSchema)
    const byId = <T extends { id: string }>(all: readonly T[]) => new Map(all.map((one) => [one.id, one]))
    expect(byId(cases)).toEqual(byId(facts.cases))
    for (const { id, status } of facts.cases) {
      const opened = await desk.get(`/api/desk/cases/${id}`, openedSchema)
      expect(opened.case.status).toBe(status)
      expect([status, Object.keys(opened.case.groups).length > 0]).toEqual([status, status !== 'erased'])
      expect(opened.changes.length).toBeGreaterThan(0)
    }
    expect(new Set(facts.cases.map(({ status }) => status)).size).toBeGreaterThan(4)
  }

  /** Tablets of then go on in their chains: what waited arrives, what is new too, and all that was promised is kept. */
  async function tabletsGoOn(hub: HubProcess): Promise<void> {
    const tablets = facts.tablets.map((one) => oldTablet(one, hub.fieldUrl))
    expect(tablets.flatMap(({ disk: { receipts } }) => receipts).length).toBeGreaterThan(2)
    for (const tablet of tablets) {
      await tablet.saveCase('Nguyễn Thử Sau Khi Nâng Cấp')
      expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    }
    await applied(hub)
    for (const tablet of tablets) {
      expect(await tablet.sync()).toMatchObject({ kind: 'done' })
      const { chain, n } = tablet.saves.at(-1) ?? { chain: '', n: 0 }
      expect(tablet.disk.verdicts.get(`${chain} ${n}`)?.state).toBe('applied')
      expect(tablet.disk.newChains).toEqual([])
    }
    await checkArrived(hub, tablets)
  }

  it('was written by migrations that nobody has changed since: they are append-only', () => {
    const now = migrations.map((text) => createHash('sha256').update(text).digest('hex'))
    expect(now.slice(0, facts.schema)).toEqual(facts.migrations)
    expect(now.length).toBeGreaterThan(facts.schema)
  })

  it('is migrated where it lies when the hub starts, row for row; a real tablet of then goes on with it', async () => {
    const dataDir = join(base, 'in-place')
    mkdirSync(dataDir)
    const tables = await folderOfThen(dataDir)
    const server = await EmbeddedPostgres.start(join(dataDir, 'pg'))
    const before = await onConnection(server.url, (client) => rowsOf(client, tables))
    await server.stop()
    expect(Object.values(before).flat().length).toBe(facts.rows)

    const hub = await startOn(dataDir)
    const after = await onConnection(hub.ownerUrl, (client) => rowsOf(client, tables))
    for (const [table, rows] of Object.entries(before)) {
      if (growing.includes(table)) expect(after[table]).toEqual(expect.arrayContaining(rows))
      else if (!changing.includes(table)) expect([table, after[table]]).toEqual([table, rows])
    }
    // each tablet's damaged frames are one alarm, which says how many there were
    const alarms = await onConnection(hub.ownerUrl, async (client) => {
      const { rows } = await client.query<{ code: string; count: number }>(
        'SELECT code, count FROM tram_so.alarm ORDER BY code',
      )
      return rows.map(({ code, count }) => `${code} ${count}`)
    })
    expect(alarms).toEqual(['bad-frame 2', 'quarantined 1'])
    await casesOpen(hub)

    const paper = new PaperTablet(
      { tabletApp: { request: (url, init) => fetch(url.replace('http://hub.invalid', hub.fieldUrl), init) } },
      await oldDisk(disk),
    )
    ends.push(async () => paper.end())
    const tablet = await paper.open()
    await seen(tablet.device.state, ({ kind }) => kind === 'ready')
    const [volunteer] = await tablet.lock.volunteers()
    expect(await tablet.lock.unlock(volunteer?.id ?? '', disk.pin)).toEqual({ kind: 'ok' })
    await seen(tablet.sync.status, ({ pending }) => pending === 0)
    await applied(hub)
    const { open } = disk.drafts
    expect((await tablet.drafts.get(open.id))?.groups).toMatchObject({
      identity: { name: open.name, sex: 'f' },
      address: { text: 'Ấp Thử' },
    })
    await tablet.drafts.finish(open.id)
    await tablet.sync.sendNow()
    await seen(tablet.sync.status, ({ pending }) => pending === 0)
    await applied(hub)
    await tablet.sync.sendNow()
    const { attention } = await seen(tablet.sync.status, (value) => value.applied === 3)
    // what the desk had sent back and what two tablets had said differently is there for the team
    expect(attention.map(({ kind, note }) => `${kind} ${note ?? ''}`.trim()).sort()).toEqual([
      'conflict',
      'returned Ảnh thẻ chưa rõ, chụp lại giúp.',
    ])
    const desk = await DeskClient.signIn(hub.officeUrl, facts.practice.officer)
    const { cases } = await desk.get('/api/desk/cases?limit=200', casesSchema)
    for (const id of [open.id, disk.drafts.waiting, disk.drafts.sent]) {
      expect(cases.find((one) => one.id === id)?.status).toBe('submitted')
    }
    await tabletsGoOn(hub)
  })

  it('comes back from its backup: cases open, receipts and audit verify, its tablets go on', async () => {
    const dataDir = join(base, 'restored')
    // a restore leaves a note beside its backup
    const file = join(base, 'hub.tsbackup')
    copyFileSync(backup, file)
    const args = ['restore', file, '--stdin', '--data-dir', dataDir, '--json']
    const { code, out, err } = await hubCommand(args, {}, facts.shares.join('\n'))
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toMatchObject({ hub: facts.hub, rows: facts.rows })
    const hub = await startOn(dataDir)
    await casesOpen(hub)
    await tabletsGoOn(hub)
  })
})
