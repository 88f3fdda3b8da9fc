import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidFromRandom } from '../../src/crypto/bytes.ts'
import { nodeCrypto } from '../../src/crypto/node/nodeCrypto.ts'
import type { SealedPhoto } from '../../src/protocol/photo.ts'
import type { FieldTablet } from '../kit/FieldTablet.ts'
import { type FieldHub, fieldHub } from '../kit/fieldHub.ts'
import { HubDidNotStart } from '../kit/HubProcess.ts'
import { hubCommand } from '../kit/hubCommand.ts'
import { applied, checkArrived, checkHub } from '../kit/hubPromises.ts'
import { ownerOf } from '../kit/ownerOf.ts'

describe('a hub with backups', () => {
  let base: string
  let backups: string
  let field: FieldHub
  let shares: string[]
  beforeAll(async () => {
    base = mkdtempSync(join(tmpdir(), 'tram-so-restore-'))
    backups = join(base, 'backups')
    field = await fieldHub({ env: { BACKUP_DIR: backups } })
    const sheet = JSON.parse((await command(['recovery-sheet', '--json'])).out)
    shares = sheet.shares.slice(0, 2).map(({ text }: { text: string }) => text)
  })
  afterAll(async () => {
    await field?.dispose()
    rmSync(base, { recursive: true, force: true })
  })

  const command = (args: string[], env: Record<string, string> = {}, input = '') =>
    hubCommand(args, { DATA_DIR: field.hub.dataDir, BACKUP_DIR: backups, ...env }, input)
  const done = async (args: string[], input = '') => {
    const { code, out, err } = await command([...args, '--json'], {}, input)
    expect([args[0], code, err.replace(/^Note: the backup lies on the disk.*\n/, '')]).toEqual([args[0], 0, ''])
    return JSON.parse(out)
  }
  const save = async (tablet: FieldTablet, count: number) => {
    for (let i = 0; i < count; i++) await tablet.saveCase(`Nguyễn Thử ${tablet.saves.length + 1}`)
  }
  const photographed = async (tablet: FieldTablet) => {
    const photo = await tablet.photograph(nodeCrypto.random(2_000))
    await tablet.saveDossier('Nguyễn Thử Ảnh', [photo])
    return photo
  }
  /** The hash of what lies there as this photo. */
  const photoAtHub = (tablet: FieldTablet, { id }: SealedPhoto) => {
    const file = join(field.hub.dataDir, 'photos', field.tenant, tablet.who.device, id)
    return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'none'
  }
  const send = async (...tablets: FieldTablet[]) => {
    for (const tablet of tablets) expect((await tablet.sync()).kind).toBe('done')
    await applied(field.hub)
    for (const tablet of tablets) await tablet.sync()
  }
  const bodies = ({ disk }: FieldTablet) => [...disk.chain(disk.current).rows.values()].filter(({ ct }) => ct !== null)
  /** The hub's disk is gone, all of it; then the backup comes back in its place. */
  const loseDiskAndRestore = async (file: string, tablets: readonly FieldTablet[]) => {
    const { hub } = field
    // what the officer wrote down about the practice commune is on paper, not in the backup
    const practice = readFileSync(join(hub.dataDir, 'practice.json'))
    await hub.killAll()
    for (const name of readdirSync(hub.dataDir)) rmSync(join(hub.dataDir, name), { recursive: true, force: true })
    const restored = await done(['restore', file, '--stdin'], shares.join('\n'))
    writeFileSync(join(hub.dataDir, 'practice.json'), practice)
    await hub.start()
    // no session of an officer comes back with a restore
    await field.desk.signInAgain(hub.practice.officer)
    // a receipt of before the restore promises nothing beyond its head any more (EPO-1)
    for (const { disk } of tablets) disk.receipts.splice(0)
    return restored
  }

  it('fault 7: restored from a backup of an hour ago it gets all it lacks from the tablets, and nothing is lost', async () => {
    const { hub } = field
    const [tablet, other] = [await field.tablet(), await field.tablet()]
    await save(tablet, 5)
    const early = await photographed(tablet)
    await send(tablet)
    expect(await done(['recovery-drill', '--stdin'], shares.join('\n'))).toMatchObject({ opened: false, rows: null })
    const backup = await done(['backup'])
    expect(backup).toMatchObject({ verified: true, epoch: 1, marks: 1, photos: 1 })
    expect(await (await fetch(`${hub.fieldUrl}/healthz`)).json()).toMatchObject({
      status: 'ok',
      backup: { state: 'fresh', ageHours: 0, failure: null },
    })
    expect(await done(['recovery-drill', '--stdin'], shares.join('\n'))).toMatchObject({
      opened: true,
      rows: backup.rows,
    })
    // an hour in which both go on: this one's tablet lets go of what is safe, and keeps what is not
    await save(tablet, 20)
    await save(other, 3)
    const late = await photographed(other)
    await send(tablet, other)
    expect(bodies(tablet).map(({ n }) => n)).toEqual(Array.from({ length: 20 }, (_, i) => i + 7))
    await save(other, 2)

    const restored = await loseDiskAndRestore(backup.file, [tablet, other])
    expect(restored).toMatchObject({ hub: backup.hub, rows: backup.rows, photos: 1 })
    expect(restored.epoch).toBeGreaterThan(1)
    expect(await ownerOf(hub, (owner) => owner.count('SELECT count(*) FROM item'))).toBe(6)
    expect([photoAtHub(tablet, early), photoAtHub(other, late)]).toEqual([early.id, 'none'])
    await send(tablet, other)
    await checkArrived(hub, [tablet, other])
    expect(await ownerOf(hub, (owner) => owner.count('SELECT count(*) FROM item'))).toBe(32)
    expect([photoAtHub(tablet, early), photoAtHub(other, late)]).toEqual([early.id, late.id])
    expect(await ownerOf(hub, (owner) => owner.count("SELECT count(*) FROM verdict WHERE state <> 'applied'"))).toBe(0)
    // and life goes on: new cases, a new tablet, a new backup with new marks
    await save(tablet, 1)
    await send(tablet)
    await checkArrived(hub, [tablet, other])
    expect(await done(['backup'])).toMatchObject({ epoch: restored.epoch, marks: 2 })
    await send(tablet, other)
    expect([...bodies(tablet), ...bodies(other)]).toEqual([])
  })

  it('fault 7: what was safe in a backup that is lost too is told as lost, place by place, and the chain goes on (EPO-3)', async () => {
    const { hub } = field
    const tablet = await field.tablet()
    await save(tablet, 2)
    await send(tablet)
    const older = await done(['backup'])
    const kept = join(base, 'kept.tsbackup')
    copyFileSync(older.file, kept)
    await save(tablet, 3)
    await send(tablet)
    await done(['backup'])
    await send(tablet)
    expect(bodies(tablet)).toEqual([])
    await save(tablet, 4)
    await send(tablet)
    await loseDiskAndRestore(kept, [tablet])
    await send(tablet)
    await save(tablet, 1)
    await send(tablet)
    const verdicts = await ownerOf(hub, (owner) =>
      owner.rows<{ n: number; state: string; reason: string | null }>(
        'SELECT n, state, reason FROM verdict WHERE chain = $1 ORDER BY n',
        [tablet.disk.current],
      ),
    )
    expect(verdicts.map(({ n, state, reason }) => `${n} ${state} ${reason ?? ''}`.trim())).toEqual([
      ...[1, 2].map((n) => `${n} applied`),
      ...[3, 4, 5].map((n) => `${n} rejected withheld-lost`),
      ...[6, 7, 8, 9, 10].map((n) => `${n} applied`),
    ])
    expect(tablet.disk.newChains).toEqual([])
    await checkHub(hub, [tablet])
  })

  it('fault 22: its seal key turned while a tablet was away: what was sealed to the old one opens', async () => {
    const { hub } = field
    const tablet = await field.tablet()
    await save(tablet, 3)
    const { kid } = await done(['rotate-keys'])
    await hub.stop()
    await hub.start()
    await save(tablet, 2)
    await send(tablet)
    await checkArrived(hub, [tablet])
    // from its next unlock on it seals to the new one
    const session = await tablet.beginSession()
    const record = uuidFromRandom(nodeCrypto.random(16))
    const groups = { identity: { name: 'Nguyễn Thử Khóa Mới' }, contact: {}, address: { text: 'Ấp Thử' } }
    await tablet.save(1, { r: record, b: 0, g: groups, c: { name: 'submit' } }, record, { session })
    await send(tablet)
    await checkArrived(hub, [tablet])
    const found = await ownerOf(hub, (owner) =>
      owner.rows<{ kid: string; state: string; count: number }>(
        `SELECT s.kid, v.state, count(*) FROM item i JOIN verdict v USING (tenant, chain, n)
         JOIN session_header s ON s.tenant = i.tenant AND s.device = i.device AND s.sid = i.sid
         WHERE i.chain = $1 GROUP BY s.kid, v.state ORDER BY count(*)`,
        [tablet.disk.current],
      ),
    )
    expect(found.map(({ state, count }) => [state, count])).toEqual([
      ['applied', 1],
      ['applied', 5],
    ])
    expect([found[0]?.kid, found[1]?.kid !== kid]).toEqual([kid, true])
    // and the backup holds both keys
    const backup = await done(['backup'])
    expect(await done(['recovery-drill', '--stdin'], shares.join('\n'))).toMatchObject({
      file: backup.file,
      opened: true,
    })
  })

  it('says in one line which share is wrong, and restores over nothing', async () => {
    const [one = '', two = ''] = shares
    const drill = async (...typed: string[]) => {
      const { code, err } = await command(['recovery-drill', ...typed.flatMap((share) => ['--share', share])])
      return `${code} ${err.trim()}`
    }
    expect(await drill(one)).toBe('1 Two shares are needed: --share "…" --share "…"')
    expect(await drill(one, two.slice(5))).toMatch(/^1 Share 2 has too few/)
    expect(
      await drill(
        one.replace(/.$/, (sign) => (sign === '0' ? '1' : '0')),
        two,
      ),
    ).toMatch(/^1 Share 1 has a slip/)
    expect(await drill(one, one)).toMatch(/^1 This is the same share twice/)
    const other = JSON.parse((await command(['recovery-sheet', '--json'], { DATA_DIR: join(base, 'other') })).out)
    expect(await drill(one, other.shares[1].text)).toMatch(/^1 These shares are not of one sheet/)
    expect(await drill(other.shares[0].text, other.shares[1].text)).toMatch(/^1 These shares are of sheet/)
    expect(await command(['recovery-sheet', '--json'])).toMatchObject({ code: 1, out: '' })
    const page = join(base, 'sheet.html')
    const { out } = await command(['recovery-sheet', '--out', page], {
      DATA_DIR: join(base, 'third'),
      LANG: 'vi_VN.UTF-8',
    })
    expect([out.includes('XÓA'), /[0-9A-Z]{4} [0-9A-Z]{4}/.test(out)]).toEqual([true, false])
    expect(readFileSync(page, 'utf8').match(/<section>/g)).toHaveLength(3)

    const file = join(backups, readdirSync(backups).sort().at(-1) ?? '')
    expect(await command(['restore', file, '--stdin'], {}, shares.join('\n'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^There is data already: .*\n$/),
    })
  })

  it('moves to another machine, and does not start again where it was', async () => {
    const { hub } = field
    const tablet = await field.tablet()
    await save(tablet, 2)
    await send(tablet)
    expect(await command(['move', '--to', join(base, 'stick')])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/running/),
    })
    await hub.stop()
    const moved = await done(['move', '--to', join(base, 'stick')])
    const refused = await hub.start().catch((error) => error)
    expect(refused).toBeInstanceOf(HubDidNotStart)
    expect(refused.stderr).toContain('--yes-again')
    expect(existsSync(join(hub.dataDir, 'moved.json'))).toBe(true)
    await save(tablet, 2)
    await loseDiskAndRestore(moved.file, [tablet])
    await send(tablet)
    await checkArrived(hub, [tablet])
  })
})
