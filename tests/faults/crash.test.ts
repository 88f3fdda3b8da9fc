import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Rng } from '../field/sim/Rng.ts'
import type { FieldTablet } from '../kit/FieldTablet.ts'
import { faultsSeed } from '../kit/faultsSeed.ts'
import { type FieldHub, fieldHub } from '../kit/fieldHub.ts'
import { applied, checkArrived, checkHub, receiptsOf } from '../kit/hubPromises.ts'
import { ownerOf } from '../kit/ownerOf.ts'
import { type ProxiedConnection, TcpProxy } from '../kit/TcpProxy.ts'

/** `npm run faults -- --full` sets 1,000. */
const allKills = Number(process.env.FAULTS_KILLS ?? 50)
/** After each kill all that any tablet has is looked at: on one hub a thousand would take the square of that time. */
const killsOfHub = 50
/** One hub after the other, each run told by a seed of its own. */
const runs = Array.from({ length: Math.ceil(allKills / killsOfHub) }, (_, i) => ({
  seed: faultsSeed + i,
  kills: Math.min(killsOfHub, allKills - i * killsOfHub),
}))

const push = '/api/v1/push'

/** How long a push takes here and now, from its first byte to the answer's: kills are aimed by it. */
class PushMeter {
  private readonly began = new WeakMap<ProxiedConnection, number>()
  /** ms, the last ones weighing most */
  typical = 20

  sent(connection: ProxiedConnection): void {
    if (connection.path === push) this.began.set(connection, performance.now())
  }

  answered(connection: ProxiedConnection): 'pass' {
    const began = connection.path === push ? this.began.get(connection) : undefined
    if (began !== undefined) this.typical = 0.7 * this.typical + 0.3 * (performance.now() - began)
    return 'pass'
  }
}

describe.each(runs)('a hub that is killed', ({ kills, seed }) => {
  let field: FieldHub
  let proxy: TcpProxy
  beforeAll(async () => {
    field = await fieldHub()
    proxy = await TcpProxy.start(field.hub.port)
  })
  afterAll(async () => {
    await proxy?.stop()
    await field?.dispose()
  })
  const tabletAtProxy = async (): Promise<FieldTablet> => {
    const tablet = await field.tablet()
    tablet.url = proxy.url
    return tablet
  }

  it('fault 1: kill -9 after the commit, before the reply: the retry is a repeat, one row, the same receipt', async () => {
    const { hub } = field
    const tablet = await tabletAtProxy()
    await tablet.saveCase('Nguyễn Thử Một')
    let killed: Promise<unknown> | null = null
    proxy.hooks = {
      onAnswer: ({ path }) => {
        if (path !== push) return 'pass'
        // the first byte of the answer: the transaction is committed, the tablet has not heard of it
        killed ??= hub.kill()
        return 'swallow'
      },
    }
    const round = tablet.sync()
    expect(await round).toEqual({ kind: 'no-line', progressed: false })
    expect(await killed).toEqual({ code: null, signal: 'SIGKILL' })
    proxy.hooks = {}
    expect(tablet.disk.receipts).toEqual([])
    expect(tablet.disk.isReceipted(tablet.disk.current, 1)).toBe(false)

    await hub.start()
    const given = await ownerOf(hub, (owner) =>
      owner.rows<{ jws: string }>('SELECT jws FROM receipt WHERE chain = $1', [tablet.disk.current]),
    )
    expect(given).toHaveLength(1)
    const again = await tablet.push((await tablet.stream(1)).body)
    expect(again).toEqual({ status: 200, receipt: given[0]?.jws, problem: null })
    expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    expect(new Set(tablet.disk.receipts)).toEqual(new Set([given[0]?.jws]))
    await applied(hub)
    await checkArrived(hub, [tablet])
    const count = (sql: string) => ownerOf(hub, (owner) => owner.count(sql, [tablet.disk.current]))
    expect(await count('SELECT count(*) FROM item WHERE chain = $1')).toBe(1)
    expect(await count('SELECT count(*) FROM receipt WHERE chain = $1')).toBe(1)
    expect(await count('SELECT count(DISTINCT record) FROM change WHERE chain = $1')).toBe(1)
  })

  it(`fault 2: kill -9 at ${kills} random moments of pushes: all or nothing, every receipt honoured (FAULTS_SEED=${seed})`, async () => {
    const { hub } = field
    const rng = new Rng(seed)
    const tablets = [await tabletAtProxy(), await tabletAtProxy(), await tabletAtProxy()]
    const hits = { inPush: 0, stored: 0, lost: 0, powerCuts: 0 }

    const meter = new PushMeter()

    for (let kill = 1; kill <= kills; kill++) {
      let isDead = false
      const isPowerCut = rng.chance(0.2)
      let pushesBefore = rng.int(0, 4)
      // the moment itself is chance: from a push's first byte until well after it is usually answered
      const moment = rng.fraction() * 2
      const died = new Promise<void>((resolve) => {
        const strike = () => {
          isDead = true
          if (isPowerCut) hits.powerCuts += 1
          void (isPowerCut ? hub.killAll() : hub.kill()).then(() => resolve())
        }
        proxy.hooks = {
          onRequest: (connection) => {
            meter.sent(connection)
            if (connection.path === push && pushesBefore-- === 0) setTimeout(strike, moment * meter.typical)
          },
          onAnswer: (connection) => meter.answered(connection),
        }
      })
      const server = hub.serverPid
      await Promise.all(
        tablets.map(async (tablet) => {
          while (!isDead) {
            for (let i = rng.int(1, 30); i > 0; i--) await tablet.saveCase(`Nguyễn Thử ${kill} ${i}`)
            await tablet.sync()
          }
        }),
      )
      await died
      proxy.hooks = {}
      await hub.start()
      expect(hub.serverPid).not.toBe(server)
      expect(hub.liveServers).toEqual([hub.serverPid])
      await checkHub(hub, tablets)
      for (const tablet of tablets) {
        const known = Math.max(0, ...(await receiptsOf(tablet)).map(({ receipt }) => receipt.n))
        const { head } = await tablet.head()
        const { n } = tablet.disk.chain(tablet.disk.current).head
        expect(head.n).toBeGreaterThanOrEqual(known)
        if (known < n) hits.inPush += 1
        if (head.n > known) hits.stored += 1
        if (head.n < n) hits.lost += 1
      }
    }
    for (const tablet of tablets) expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    await applied(hub)
    await checkArrived(hub, tablets)
    const saves = tablets.reduce((sum, { saves }) => sum + saves.length, 0)
    await ownerOf(hub, async (owner) => {
      const chains = tablets.map(({ disk }) => disk.current)
      expect(await owner.count('SELECT count(*) FROM item WHERE chain = ANY($1)', [chains])).toBe(saves)
      const sql = `SELECT count(*) FROM verdict WHERE state = 'applied' AND chain = ANY($1)`
      expect(await owner.count(sql, [chains])).toBe(saves)
      // only creations: every number of the tenant's sequence is a verdict's or a record's (SEQ-1)
      const given = '((SELECT count(*) FROM verdict) + (SELECT count(*) FROM record))'
      expect(await owner.count(`SELECT seq - ${given} FROM counter`)).toBe(0)
    })
    console.log(`fault 2: ${kills} kills, ${saves} saves; tablets that had not heard: ${JSON.stringify(hits)}`)
    // the kills did hit what they were meant for
    expect(hits.inPush).toBeGreaterThan(kills / 4)
  }, 3_600_000)
})
