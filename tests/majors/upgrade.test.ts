import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../src/crypto/node/nodeCrypto.ts'
import { makeRecoverySheet } from '../../src/hub/backup/makeRecoverySheet.ts'
import { openBackup, restoreBackup } from '../../src/hub/backup/restoreBackup.ts'
import { runBackup } from '../../src/hub/backup/runBackup.ts'
import { EmbeddedPostgres } from '../../src/hub/embedded/EmbeddedPostgres.ts'
import { identityOf } from '../../src/hub/keys/HubKeys.ts'
import { loadKeys } from '../../src/hub/keys/loadKeys.ts'
import { writeRecoveryKey } from '../../src/hub/keys/recoveryKey.ts'
import { PhotoFolder } from '../../src/hub/photos/PhotoFolder.ts'
import { PgStore } from '../../src/hub/store/pg/PgStore.ts'
import { provision } from '../../src/hub/store/pg/provision.ts'
import { fillEveryTable, sampleShelf } from '../contract/everyTable.ts'
import { freshDatabase, onConnection } from '../contract/freshDatabase.ts'
import { sha256 } from '../contract/sha256.ts'
import { everyRow } from '../kit/everyRow.ts'
import type { FieldTablet } from '../kit/FieldTablet.ts'
import { type FieldHub, fieldHub } from '../kit/fieldHub.ts'
import { HubDidNotStart, HubProcess } from '../kit/HubProcess.ts'
import { hubCommand } from '../kit/hubCommand.ts'
import { applied, checkArrived } from '../kit/hubPromises.ts'
import { OtherServer } from '../kit/OtherServer.ts'

type Rows = Record<string, string[]>

const majorOf = (url: string) =>
  onConnection(url, async (client) => {
    const { rows } = await client.query<{ major: string }>(
      "SELECT split_part(current_setting('server_version'), '.', 1) AS major",
    )
    return rows[0]?.major ?? ''
  })

/** Rows of a restored database as they were before: without the line that says it was restored, its epoch, and open sessions. */
function asBefore({ hub: _, counter: __, officer_session: ___, audit = [], ...rows }: Rows): Rows {
  return { ...rows, audit: audit.filter((row) => !/,cli,restore,hub,/.test(row)) }
}

describe('a hub across majors of PostgreSQL', () => {
  let base: string
  let folders = 0
  let embedded: string
  const ends: Array<() => Promise<void>> = []
  beforeAll(async () => {
    base = mkdtempSync(join(tmpdir(), 'tram-so-majors-'))
    chmodSync(base, 0o755)
    const server = await EmbeddedPostgres.start(join(base, 'probe'))
    embedded = await majorOf(server.url)
    await server.stop()
  })
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })
  afterAll(() => rmSync(base, { recursive: true, force: true }))

  const newFolder = () => join(base, `data-${++folders}`)
  const otherServer = async (folder = join(newFolder(), 'pg')) => {
    const server = await OtherServer.start(folder, embedded)
    ends.push(() => server.stop())
    expect(await majorOf(server.url)).toBe(server.major)
    expect(server.major).not.toBe(embedded)
    return server
  }
  const onEmbedded = async <T>(dataDir: string, work: (url: string) => Promise<T>): Promise<T> => {
    const server = await EmbeddedPostgres.start(join(dataDir, 'pg'))
    try {
      expect(await majorOf(server.url)).toBe(embedded)
      return await work(server.url)
    } finally {
      await server.stop()
    }
  }
  const done = async (args: string[], env: Record<string, string>, input = '') => {
    const { code, out, err } = await hubCommand([...args, '--json'], env, input)
    expect([args[0], code, code === 0 ? '' : err]).toEqual([args[0], 0, ''])
    return JSON.parse(out)
  }
  const sharesOf = async (env: Record<string, string>): Promise<string> => {
    const sheet = await done(['recovery-sheet'], env)
    return sheet.shares
      .slice(0, 2)
      .map(({ text }: { text: string }) => text)
      .join('\n')
  }
  const send = async (hub: HubProcess, tablets: readonly FieldTablet[]) => {
    for (const tablet of tablets) expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    await applied(hub)
    for (const tablet of tablets) await tablet.sync()
  }

  /** An evening's work: cases, one that two tablets changed differently, a tablet that was revoked with work in it. */
  async function evening({ hub, desk, tablet }: FieldHub): Promise<FieldTablet[]> {
    const [one, other, third] = [await tablet(), await tablet(), await tablet()]
    const { record } = await one.save(
      1,
      { r: recordId, b: 0, g: { identity: { name: 'Nguyễn Thử Hai Nơi' } } },
      recordId,
    )
    for (let i = 0; i < 4; i++) await one.saveCase(`Nguyễn Thử ${i} \\ "x"\u2028`)
    await third.saveCase('Nguyễn Thử Trước Khi Thu Hồi')
    await send(hub, [one, other, third])
    await one.save(1, { r: record, b: 1, g: { contact: { phone: '0900000001' } } }, record)
    await other.save(1, { r: record, b: 1, g: { contact: { phone: '0900000002' } } }, record)
    await send(hub, [one, other])
    await third.saveCase('Nguyễn Thử Sau Khi Thu Hồi')
    await desk.decide(third.who.device, 'revoke')
    expect(await third.sync()).toMatchObject({ kind: 'revoked' })
    return [one, other]
  }
  const recordId = '0d8a6c0e-5a34-4f0e-9a53-000000000001'

  /** On the hub that was moved the tablets go on where they were, and send what it lacks. */
  async function goesOn(old: FieldHub, moved: HubProcess, tablets: readonly FieldTablet[]): Promise<void> {
    ends.push(() => moved.dispose())
    // what the officer wrote down about the practice commune is on paper, not in the backup
    writeFileSync(join(moved.dataDir, 'practice.json'), readFileSync(join(old.hub.dataDir, 'practice.json')))
    await moved.start()
    for (const tablet of tablets) {
      tablet.url = moved.fieldUrl
      // a receipt of before the restore promises nothing beyond its head any more (EPO-1)
      tablet.disk.receipts.splice(0)
      await tablet.saveCase('Nguyễn Thử Sau Khi Chuyển')
    }
    await send(moved, tablets)
    await checkArrived(moved, tablets)
  }

  it('says which data it cannot open and what to do; moved by backup and restore every row is there, and tablets go on', async () => {
    const dataDir = newFolder()
    const server = await otherServer(join(dataDir, 'pg'))
    const env = { DATABASE_URL: server.url }
    const field = await fieldHub({ dataDir, env })
    ends.push(() => field.dispose())
    const tablets = await evening(field)
    const shares = await sharesOf({ DATA_DIR: dataDir, ...env })
    await field.hub.stop()
    const before = await onConnection(server.url, everyRow)
    await server.stop()

    // the new version is started on the old data
    const there = readdirSync(join(dataDir, 'pg', 'data')).sort()
    for (const [lang, words] of [
      ['vi_VN.UTF-8', 'Dữ liệu còn nguyên. Việc cần làm:'],
      ['en_US.UTF-8', 'The data is untouched. What to do:'],
    ] as const) {
      const refused = await HubProcess.start({ dataDir, env: { LANG: lang } }).catch((error: unknown) => error)
      if (!(refused instanceof HubDidNotStart)) throw new Error('the hub started on data of another major')
      expect(refused.ended).toEqual({ code: 1, signal: null })
      for (const part of [
        words,
        `PostgreSQL ${server.major};`,
        `PostgreSQL ${embedded} `,
        join(dataDir, 'pg'),
        '-- move --to',
        '-- restore ',
      ]) {
        expect(refused.stderr).toContain(part)
      }
      expect(refused.stderr).not.toMatch(/\bat .*:\d+:\d+/)
    }
    expect(readdirSync(join(dataDir, 'pg', 'data')).sort()).toEqual(there)

    // back to the old version, to take everything along
    const again = await otherServer(join(dataDir, 'pg'))
    const old = { DATA_DIR: dataDir, DATABASE_URL: again.url }
    const moved = await done(['move', '--to', join(base, 'stick-up')], old)
    expect(moved).toMatchObject({ verified: true, postgres: Number(again.major) })
    await again.stop()
    const place = newFolder()
    const restored = await done(['restore', moved.file, '--stdin', '--data-dir', place], {}, shares)
    expect(restored).toMatchObject({ hub: moved.hub, rows: moved.rows, dataDir: place })
    const after = await onEmbedded(place, (url) => onConnection(url, everyRow))
    expect(asBefore(after)).toEqual(asBefore(before))
    expect(Object.values(before).flat().length).toBeGreaterThan(100)
    await goesOn(field, await HubProcess.prepare({ dataDir: place }), tablets)
  })

  it('goes the other way too: from the embedded server to an older one of DATABASE_URL', async () => {
    const dataDir = newFolder()
    const field = await fieldHub({ dataDir })
    ends.push(() => field.dispose())
    const tablets = await evening(field)
    const shares = await sharesOf({ DATA_DIR: dataDir })
    await field.hub.stop()
    const before = await onEmbedded(dataDir, (url) => onConnection(url, everyRow))
    const moved = await done(['move', '--to', join(base, 'stick-down')], { DATA_DIR: dataDir })
    expect(moved).toMatchObject({ verified: true, postgres: Number(embedded) })

    const server = await otherServer()
    const env = { DATABASE_URL: server.url }
    const place = newFolder()
    await done(['restore', moved.file, '--stdin', '--data-dir', place], env, shares)
    const after = await onConnection(server.url, everyRow)
    expect(asBefore(after)).toEqual(asBefore(before))
    await goesOn(field, await HubProcess.prepare({ dataDir: place, env }), tablets)
  })

  it('carries every table both ways, with the signs in it that COPY must escape: the same rows, the same bytes', async () => {
    const server = await otherServer()
    const own = await EmbeddedPostgres.start(join(newFolder(), 'pg'))
    ends.push(() => own.stop())
    for (const [from, to] of [
      [server.url, own.url],
      [own.url, server.url],
    ] as const) {
      const [source, target] = [await freshDatabase(from), await freshDatabase(to)]
      const url = await provision(source.url)
      const store = new PgStore({ url, sha256 })
      await fillEveryTable(store)
      const place = newFolder()
      const [keysFolder, tlsFolder] = [join(place, 'keys'), join(place, 'tls')]
      const { rootKey, receipts } = await identityOf(nodeCrypto, loadKeys(keysFolder))
      const { sheet, key } = await makeRecoverySheet(rootKey, 1)
      writeRecoveryKey(keysFolder, key)
      const ports = { store, url, rootKey, receipts, keysFolder, tlsFolder, keep: 1, notes: join(place, 'backup.json') }
      const never = new AbortController().signal
      const backup = { ...ports, photos: sampleShelf(), folder: join(place, 'backups'), now: Date.now }
      const before = await onConnection(source.url, everyRow)
      const { file } = await runBackup(backup, never)
      await store.close()
      const opened = await openBackup(
        file,
        sheet.shares.slice(0, 2).map(({ text }) => text),
      )
      const empty = newFolder()
      await restoreBackup(
        {
          ownerUrl: target.url,
          ...{ keysFolder: join(empty, 'keys'), tlsFolder: join(empty, 'tls'), marker: join(empty, 'restoring.json') },
          photos: { folder: join(empty, 'photos'), into: (folder) => new PhotoFolder(folder) },
          epoch: 7,
        },
        opened,
      )
      const { hub, officer_session: sessions, ...after } = await onConnection(target.url, everyRow)
      expect([hub, sessions]).toEqual([['(t,7)'], []])
      const { hub: _, officer_session: __, ...wanted } = before
      expect(after).toEqual(wanted)
      expect(Object.entries(after).filter(([, rows]) => rows.length === 0)).toEqual([])
      for (const database of [source, target]) await database.drop()
    }
  })
})
