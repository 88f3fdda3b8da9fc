import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { uuidFromRandom } from '../../src/crypto/bytes.ts'
import { nodeCrypto } from '../../src/crypto/node/nodeCrypto.ts'
import { DeskRefusal } from '../kit/DeskClient.ts'
import { enrolTablet } from '../kit/enrolTablet.ts'
import { FieldTablet } from '../kit/FieldTablet.ts'
import { type FieldHub, fieldHub } from '../kit/fieldHub.ts'
import { HttpProxy } from '../kit/HttpProxy.ts'
import { hubCommand } from '../kit/hubCommand.ts'
import { applied, checkArrived } from '../kit/hubPromises.ts'
import { MachineClock } from '../kit/MachineClock.ts'
import { ownerOf } from '../kit/ownerOf.ts'

const hour = 3_600_000
const day = 24 * hour
const today = () => Math.floor(Date.now() / day)

const casesSchema = z.object({ cases: z.array(z.object({ title: z.string() }).loose()) })
const healthSchema = z.object({
  checks: z.array(z.object({ name: z.string(), state: z.string(), finding: z.string(), data: z.looseObject({}) })),
})

// Linux; CI has it (scripts/setup.mjs)
describe.runIf(MachineClock.isThere || process.env.CI)("the clock of the hub's machine is wrong, or jumps", () => {
  let clock: MachineClock
  let base: string
  let field: FieldHub
  let proxy: HttpProxy
  let tablets: FieldTablet[]
  beforeAll(async () => {
    clock = new MachineClock()
    base = mkdtempSync(join(tmpdir(), 'tram-so-clock-test-'))
    // one address a guesser, so that they do not use up each other's requests
    field = await fieldHub({ env: { ...clock.env, BACKUP_DIR: join(base, 'backups'), TRUSTED_PROXY: '127.0.0.1' } })
    proxy = await HttpProxy.start(field.hub.port)
    await done(['recovery-sheet'])
    tablets = [await field.tablet(), await field.tablet()]
  })
  afterAll(async () => {
    await proxy?.stop()
    await field?.dispose()
    clock?.dispose()
    rmSync(base, { recursive: true, force: true })
  })
  beforeEach(() => clock.set(0))

  const command = (args: string[]) =>
    hubCommand([...args, '--json'], { DATA_DIR: field.hub.dataDir, BACKUP_DIR: join(base, 'backups'), ...clock.env })
  const done = async (args: string[]) => {
    const { code, out, err } = await command(args)
    expect([args[0], code, code === 0 ? '' : err]).toEqual([args[0], 0, ''])
    return JSON.parse(out)
  }
  const send = async (...senders: FieldTablet[]) => {
    for (const tablet of senders) expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    await applied(field.hub)
    for (const tablet of senders) expect(await tablet.sync()).toMatchObject({ kind: 'done' })
  }
  const pair = (): [FieldTablet, FieldTablet] => {
    const [one, other] = tablets
    if (!one || !other) throw new Error('two tablets')
    return [one, other]
  }

  it('fault 25: set back by a day, nobody who tried before it has to wait for one, and who was in stays in', async () => {
    const { hub, desk } = field
    const tryAs = async (name: string, from: string): Promise<[number, number]> => {
      const { status, headers } = await fetch(`${hub.officeUrl}/api/desk/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-tram-so': '1', 'x-forwarded-for': from },
        body: JSON.stringify({ commune: field.tenant, name, password: 'khong-phai-mat-khau' }),
      })
      return [status, Number(headers.get('retry-after'))]
    }
    // one types a password wrongly five times, another asks more often than anybody may
    for (let i = 0; i < 5; i++) expect(await tryAs('can-bo', '203.0.113.1')).toEqual([401, 0])
    for (let i = 0; i < 10; i++) await tryAs('can-bo-khac', '203.0.113.2')
    const link = await desk.enrolUrl()
    clock.set(-day)
    const [wrong, wait] = await tryAs('can-bo', '203.0.113.1')
    expect([wrong, wait > 0 && wait <= 30]).toEqual([429, true])
    const [often, pause] = await tryAs('can-bo-khac', '203.0.113.2')
    expect([often, pause > 0 && pause <= 60]).toEqual([429, true])
    expect((await desk.devices()).length).toBe(tablets.length)
    await desk.signInAgain(hub.practice.officer)
    const { fieldUrl, practice } = hub
    const asked = await enrolTablet(fieldUrl, link, desk, practice.volunteerPin, 'Máy vào lúc đồng hồ sai')
    tablets.push(new FieldTablet(asked, fieldUrl))
    expect((await desk.devices()).map(({ status }) => status)).toEqual(['approved', 'approved', 'approved'])
  })

  it('fault 25: jumping while tablets push and pull: all is applied, in the order in which it came', async () => {
    const { hub, desk } = field
    const [one, other] = pair()
    const record = uuidFromRandom(nodeCrypto.random(16))
    const texts = ['ấp Một', 'ấp Hai', 'ấp Ba', 'ấp Bốn', 'ấp Năm', 'ấp Sáu']
    const shifts = [0, -day, 2 * hour, -day, 3 * day, 0]
    for (const [i, text] of texts.entries()) {
      const writer = i % 2 === 0 ? one : other
      clock.set(shifts[i] ?? 0)
      const known = writer.disk.records.get(record)?.version ?? 0
      const said = { ...(known === 0 ? { identity: { name: 'Nguyễn Thử Đồng Hồ' } } : {}), address: { text } }
      await writer.save(1, { r: record, b: known, g: said }, record)
      await writer.saveCase(`Nguyễn Thử ${text}`)
      await send(writer)
      // the other reads what it changes next
      expect(await one.sync()).toMatchObject({ kind: 'done' })
      expect(await other.sync()).toMatchObject({ kind: 'done' })
    }
    const changes = await ownerOf(hub, (owner) =>
      owner.rows<{ version: number; text: string; outcome: string; at: number }>(
        `SELECT version, set->>'text' AS text, outcome, at FROM change WHERE record = $1 AND "group" = 'address' ORDER BY ord`,
        [record],
      ),
    )
    expect(changes.map(({ version, text, outcome }) => [version, text, outcome])).toEqual(
      texts.map((text, i) => [i + 1, text, 'applied']),
    )
    // the clock did jump
    const times = changes.map(({ at }) => at)
    expect(times).not.toEqual([...times].sort((a, b) => a - b))
    expect(one.disk.records.get(record)?.groups.address?.value).toEqual({ text: 'ấp Sáu' })
    expect(other.disk.records.get(record)).toEqual(one.disk.records.get(record))
    // who was signed in three days ahead may be signed out: the next sign-in counts
    await desk.signInAgain(hub.practice.officer)
    const { cases } = await desk.get('/api/desk/cases?limit=12&type=activation', casesSchema)
    const sent = cases.map(({ title }) => title).filter((title) => title.startsWith('Nguyễn Thử ấp'))
    expect(sent).toEqual(texts.map((text) => `Nguyễn Thử ${text}`).reverse())
    await checkArrived(hub, tablets)
  })

  it('fault 25: a day back between a head and its pull: that pull is refused, the next round goes', async () => {
    const [tablet] = pair()
    tablet.url = proxy.url
    await tablet.saveCase('Nguyễn Thử Giữa Chừng')
    proxy.meddle = (asked, forward) => {
      if (asked.path === '/api/v1/pull') clock.set(-day)
      return forward()
    }
    expect(await tablet.sync()).toEqual({ kind: 'refused', problem: 'nonce-unknown', progressed: true })
    proxy.meddle = (_asked, forward) => forward()
    await send(tablet)
    tablet.url = field.hub.fieldUrl
    await checkArrived(field.hub, tablets)
  })

  it("fault 25: a tablet's share of the day, backups and a start of the hub by a clock that is a day behind", async () => {
    const { hub } = field
    const [tablet] = pair()
    const intake = () =>
      ownerOf(hub, async (owner) => {
        const [row] = await owner.rows<{ day: number; items: number }>(
          'SELECT day, items FROM intake WHERE device = $1',
          [tablet.who.device],
        )
        return [(row?.day ?? 0) - today(), row?.items]
      })
    await tablet.saveCase('Nguyễn Thử Hôm Nay')
    await send(tablet)
    const first = await done(['backup'])
    expect(first).toMatchObject({ verified: true, clockBack: false })
    await send(tablet)
    clock.set(-day)
    await tablet.saveCase('Nguyễn Thử Hôm Qua')
    await send(tablet)
    expect(await intake()).toEqual([-1, 1])
    const behind = await done(['backup'])
    expect(behind).toMatchObject({ verified: true, clockBack: true, marks: 1 })
    await send(tablet)
    // what lies in the backup of the wrong day is safe too: nothing of it is kept to be sent again
    const bodies = [...tablet.disk.chain(tablet.disk.current).rows.values()].filter(({ ct }) => ct !== null)
    expect(bodies).toEqual([])
    expect(await hub.stop()).toEqual({ code: 0, signal: null })
    await hub.start()
    expect(await (await fetch(`${hub.fieldUrl}/healthz`)).json()).toMatchObject({ backup: { clockBack: true } })
    clock.set(0)
    await tablet.saveCase('Nguyễn Thử Hôm Nay Lại')
    await send(tablet)
    expect(await intake()).toEqual([0, 1])
    expect(await done(['backup'])).toMatchObject({ verified: true, clockBack: false, marks: 1 })
    await checkArrived(hub, tablets)
    expect(hub.log).not.toContain('unexpected')
  })

  it('fault 10: site data cleared: the tablet falls silent, desk and doctor name it, and it comes back as a new one', async () => {
    const { hub, desk } = field
    const cleared = await field.tablet('Máy bị xóa dữ liệu')
    await cleared.saveCase('Nguyễn Thử Trước Khi Xóa')
    await send(cleared)
    const kept = cleared.saves[0]?.record
    // its browser's data is gone: keys, cases, even that it belonged to this commune. Nobody hears of it any more.
    clock.set(8 * day)
    await send(...tablets)
    await expect(desk.devices()).rejects.toThrow(DeskRefusal)
    await desk.signInAgain(hub.practice.officer)
    const silent = async () => {
      const { checks } = await desk.get('/api/desk/health', healthSchema)
      return checks.find(({ name }) => name === 'tablets')
    }
    const named = { name: 'tablets', state: 'warn', finding: 'silent', data: { count: 1, names: 'Máy bị xóa dữ liệu' } }
    expect(await silent()).toMatchObject(named)
    const doctor = JSON.parse((await command(['doctor'])).out)
    expect(healthSchema.parse(doctor).checks.find(({ name }) => name === 'tablets')).toMatchObject(named)
    // enrolled again it is another tablet; the old one is revoked, and all it had sent is there
    tablets.push(await field.tablet('Máy đã cài lại'))
    await desk.decide(cleared.who.device, 'revoke')
    await send(...tablets)
    expect(await silent()).toMatchObject({ state: 'ok', finding: 'heard' })
    expect(await ownerOf(hub, (owner) => owner.count('SELECT count(*) FROM record WHERE id = $1', [kept]))).toBe(1)
    await checkArrived(hub, [...tablets, cleared])
  })
})
