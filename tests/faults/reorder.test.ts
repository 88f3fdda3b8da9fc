import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { uuidFromRandom } from '../../src/crypto/bytes.ts'
import { nodeCrypto } from '../../src/crypto/node/nodeCrypto.ts'
import { Rng } from '../field/sim/Rng.ts'
import type { FieldTablet } from '../kit/FieldTablet.ts'
import { faultsSeed } from '../kit/faultsSeed.ts'
import { fieldHub } from '../kit/fieldHub.ts'
import type { HubProcess } from '../kit/HubProcess.ts'
import { applied, checkHub } from '../kit/hubPromises.ts'
import { ownerOf } from '../kit/ownerOf.ts'

const seed = faultsSeed

interface RecordSeen {
  id: string
  type: string
  status: string
  version: number
  open_conflicts: number
  parent: string | null
  groups: Record<string, { value: unknown }>
}

/** Notes stand in the order in which they came: the same ones, whatever it was. */
const sortedNotes = (value: unknown): string[] =>
  z
    .object({ entries: z.array(z.unknown()) })
    .parse(value)
    .entries.map((entry) => JSON.stringify(entry))
    .sort()

/** What a hub knows in the end, without what the order of arrival may decide: which of two conflicting values came first. */
const finalState = (hub: HubProcess) =>
  ownerOf(hub, async (owner) => {
    const conflicts = await owner.rows<{ record: string; group: string; current: unknown; proposed: unknown }>(
      'SELECT record, "group", current, proposed FROM conflict',
    )
    const kept = new Map<string, Set<string>>()
    for (const { record, group, current, proposed } of conflicts) {
      const place = `${record} ${group}`
      const known = kept.get(place) ?? new Set()
      kept.set(place, known.add(JSON.stringify(current)).add(JSON.stringify(proposed)))
    }
    const records = await owner.rows<RecordSeen>(
      'SELECT id, type, status, version, open_conflicts, parent, groups FROM record ORDER BY id',
    )
    const verdicts = await owner.rows('SELECT chain, n, state, reason, record FROM verdict ORDER BY chain, n')
    return {
      verdicts,
      records: records.map(({ groups, ...record }) => ({
        ...record,
        values: Object.entries(groups)
          .filter(([group]) => !kept.has(`${record.id} ${group}`))
          .map(([group, { value }]) => [group, group === 'notes' ? sortedNotes(value) : value])
          .sort(),
      })),
      kept: [...kept].map(([place, values]) => [place, [...values].sort()]).sort(),
    }
  })

/** Several evenings' work of three tablets, on one case that all know and on cases of their own. */
async function work(tablets: readonly FieldTablet[], shared: { record: string; version: number }): Promise<void> {
  const groups = [
    { contact: { phone: '0900000001' } },
    { address: { text: 'Ấp Một' } },
    { visit: { hamlet: 'Ấp Thử' } },
  ]
  for (const [i, tablet] of tablets.entries()) {
    const save = (payload: object, record: string, type = 1) => tablet.save(type, { g: {}, ...payload }, record)
    await tablet.saveCase(`Nguyễn Thử ${i}`)
    // groups of their own merge; the language, which all three say differently, is a conflict
    await save({ r: shared.record, b: shared.version, g: groups[i] ?? {} }, shared.record)
    await save({ r: shared.record, b: shared.version, g: { language: { hear: `vi-${i}` } } }, shared.record)
    const own = tablet.saves[0]?.record ?? ''
    await save({ b: -3, g: { notes: { entries: [{ at: i, text: `Ghi chú ${i}` }] } } }, own)
    await save({ b: -4, g: { contact: { phone: `090000001${i}` } } }, own)
    const dossier = uuidFromRandom(nodeCrypto.random(16))
    await save({ r: dossier, b: 0, p: own, g: { about: { procedureCode: '1.004873' } } }, dossier, 2)
    // a note to the shared case: what is only added to never conflicts
    await save(
      { r: shared.record, b: shared.version, g: { notes: { entries: [{ at: i, text: `Máy ${i}` }] } } },
      shared.record,
    )
  }
}

interface Push {
  tablet: FieldTablet
  body: Uint8Array
}

/** One push for each save, its own frame, as if each had gone out alone. */
async function pushesOf(tablets: readonly FieldTablet[], from: ReadonlyMap<FieldTablet, number>): Promise<Push[]> {
  const pushes: Push[] = []
  for (const tablet of tablets) {
    const { n } = tablet.disk.chain(tablet.disk.current).head
    for (let i = (from.get(tablet) ?? 0) + 1; i <= n; i++)
      pushes.push({ tablet, body: (await tablet.stream(i, 1)).body })
  }
  return pushes
}

describe('pushes in another order', () => {
  const open: Array<{ dispose(): Promise<void> }> = []
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.dispose()
  })

  it(`fault 12: all pushes of three tablets in any order, some twice: the same final state (FAULTS_SEED=${seed})`, async () => {
    const rng = new Rng(seed)
    const field = await fieldHub()
    open.push(field)
    const tablets = [await field.tablet(), await field.tablet(), await field.tablet()]
    const [first] = tablets
    if (!first) throw new Error('no tablet')
    const record = uuidFromRandom(nodeCrypto.random(16))
    await first.save(1, { r: record, b: 0, g: { identity: { name: 'Nguyễn Thử Chung' } } }, record)
    for (const tablet of tablets) expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    await applied(field.hub)
    for (const tablet of tablets) {
      await tablet.sync()
      expect(tablet.disk.records.get(record)?.version).toBe(1)
    }
    const from = new Map(tablets.map((tablet) => [tablet, tablet.disk.chain(tablet.disk.current).head.n]))
    await work(tablets, { record, version: 1 })
    const pushes = await pushesOf(tablets, from)
    expect(pushes).toHaveLength(21)
    await field.hub.stop()

    const states: Array<Awaited<ReturnType<typeof finalState>>> = []
    for (const order of ['as made', 'by chance', 'backwards'] as const) {
      const hub = await field.hub.copy()
      open.push(hub)
      await hub.start()
      const waiting = [...pushes]
      if (order === 'backwards') waiting.reverse()
      let gaps = 0
      while (waiting.length > 0) {
        const [push] = waiting.splice(order === 'by chance' ? rng.int(0, waiting.length - 1) : 0, 1)
        if (!push) break
        push.tablet.url = hub.fieldUrl
        const told = await push.tablet.push(push.body)
        // too early for its chain: it comes again later, as the engine would send it
        if (told.problem === 'gap') {
          gaps += 1
          waiting.push(push)
        } else expect(told).toMatchObject({ status: 200, problem: null })
        if (told.problem === null && rng.chance(0.3)) {
          expect(await push.tablet.push(push.body)).toMatchObject({ status: 200, problem: null })
        }
      }
      if (order === 'as made') expect(gaps).toBe(0)
      if (order === 'backwards') expect(gaps).toBeGreaterThan(0)
      await applied(hub)
      await checkHub(hub, tablets)
      states.push(await finalState(hub))
      await hub.dispose()
    }
    const [asMade, byChance, backwards] = states
    expect(byChance).toEqual(asMade)
    expect(backwards).toEqual(asMade)
    // the work was what it was meant to be: all three values of the language are kept, the rest has merged
    expect(asMade).toMatchObject({
      kept: [[`${record} language`, [0, 1, 2].map((i) => JSON.stringify({ hear: `vi-${i}` }))]],
    })
    for (const value of ['0900000001', 'Ấp Một', 'Ấp Thử', 'Máy 0', 'Máy 2'])
      expect(JSON.stringify(asMade)).toContain(value)
  })
})
