import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidFromRandom } from '../../src/crypto/bytes.ts'
import { nodeCrypto } from '../../src/crypto/node/nodeCrypto.ts'
import { recordTypes } from '../../src/domain/records.ts'
import type { Payload } from '../../src/protocol/payload.ts'
import { buildNextHub } from '../kit/buildNextHub.ts'
import type { FieldTablet } from '../kit/FieldTablet.ts'
import { faultsSeed } from '../kit/faultsSeed.ts'
import { type FieldHub, fieldHub } from '../kit/fieldHub.ts'
import { HubProcess } from '../kit/HubProcess.ts'
import { applied, checkArrived, checkHub } from '../kit/hubPromises.ts'
import { ownerOf } from '../kit/ownerOf.ts'

const { activation, dossier } = recordTypes
const newRecord = () => uuidFromRandom(nodeCrypto.random(16))
const seed = faultsSeed

/** Is this text one that JSON of an honest tablet holds (SPEC ITM-2)? */
const isHonest = (json: string) => !/\\u0000|\\ud[89a-f]|__proto__/i.test(json)

/** What a later version may put into a field: whatever JSON can say, and what JavaScript would like to put in order. */
function laterValues(): unknown[] {
  const any = fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' }).filter((value) => isHonest(JSON.stringify(value)))
  return [
    { '10': 'mười', '9': 'chín', b: 1, a: 2 },
    ['e\u0323\u0302', 'ệ', '👩‍🌾', '\u2028', '<b>&amp;</b>', '"\\\n\t'],
    [0.1, 1e21, -1.5e-7, 2 ** 53 - 1, 5e-324],
    [[], {}, '', null, true, [[[null]]]],
    ...fc.sample(any, { seed, numRuns: 12 }),
  ]
}

describe('tablets of the versions before and after this one', () => {
  let field: FieldHub
  beforeAll(async () => {
    field = await fieldHub()
  })
  afterAll(() => field?.dispose())

  const stateOf = (tablet: FieldTablet, n: number) => {
    const verdict = tablet.disk.verdicts.get(`${tablet.disk.current} ${n}`)
    return verdict ? `${verdict.state} ${verdict.reason ?? ''}`.trim() : 'none'
  }
  const send = async (tablet: FieldTablet) => {
    expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    await applied(field.hub)
    expect(await tablet.sync()).toMatchObject({ kind: 'done' })
  }
  const begin = (tablet: FieldTablet, type: number, schema: number, part: Partial<Payload> = {}) => {
    const record = newRecord()
    const group = type === dossier.code ? 'subject' : 'identity'
    const payload = { r: record, b: 0, g: { [group]: { name: 'Nguyễn Thử Phiên Bản' } }, ...part }
    return tablet.save(type, payload, record, { schema })
  }

  it('fault 26: what tablets of the two versions before seal is applied (VER-3)', async () => {
    const tablet = await field.tablet('Máy phiên bản cũ')
    for (const { code, schema } of [activation, dossier]) {
      for (const older of [schema - 2, schema - 1, schema].filter((one) => one >= 0)) await begin(tablet, code, older)
    }
    await send(tablet)
    expect(tablet.saves.map(({ n }) => stateOf(tablet, n))).toEqual(tablet.saves.map(() => 'applied'))
    expect(tablet.saves.length).toBe(5)
    await checkArrived(field.hub, [tablet])
  })

  it('fault 26: what a newer tablet alone knows is receipted and held, and decided once the hub has learnt it (VER-3, VER-4)', async () => {
    const tablet = await field.tablet('Máy phiên bản mới')
    await begin(tablet, dossier.code, dossier.schema + 1, { c: { name: 'submit' } })
    const [first] = tablet.saves
    await tablet.save(dossier.code, { b: -1, g: { fee: { amountDong: 8000 } } }, first?.record ?? '')
    await begin(tablet, 9, 1)
    await begin(tablet, activation.code, activation.schema, { g: { contact: { secondPhone: '0900000002' } } })
    await begin(tablet, activation.code, activation.schema)
    await send(tablet)
    const held = ['held newer-schema', 'held waits-for-item', 'held unknown-type', 'held unknown-fields']
    expect([1, 2, 3, 4, 5].map((n) => stateOf(tablet, n))).toEqual([...held, 'applied'])
    expect(tablet.disk.isReceipted(tablet.disk.current, 5)).toBe(true)
    const shown = (await field.desk.attention()).items.filter(({ chain }) => chain === tablet.disk.current)
    expect(shown.map(({ n, state, reason }) => `${n} ${state} ${reason}`).sort()).toEqual(
      held.map((fate, i) => `${i + 1} ${fate}`),
    )
    await checkHub(field.hub, [tablet])

    // the hub is brought to the next version, on the same data
    const { hub } = field
    await hub.stop()
    const next = await buildNextHub()
    try {
      const { dataDir, port, deskPort } = hub
      const newer = await HubProcess.start({
        ...{ dataDir, port, deskPort },
        command: [process.execPath, next.main, '--practice'],
      })
      await applied(newer)
      expect(await tablet.sync()).toMatchObject({ kind: 'done' })
      await newer.stop()
    } finally {
      next.remove()
    }
    await hub.start()
    const fates = ['applied', 'applied', 'held unknown-type', 'applied', 'applied']
    expect([1, 2, 3, 4, 5].map((n) => stateOf(tablet, n))).toEqual(fates)
    const contact = await ownerOf(hub, (owner) =>
      owner.rows<{ known: string; extra: string }>(
        `SELECT groups->'contact'->>'value' AS known, extra::text FROM record WHERE id = $1`,
        [tablet.saves[3]?.record],
      ),
    )
    expect(contact).toEqual([{ known: '{"secondPhone":"0900000002"}', extra: '{}' }])
    await checkHub(hub, [tablet])
  })

  it(`fault 26: fields that the hub does not know come back byte for byte, whoever writes beside them (VER-4, FAULTS_SEED=${seed})`, async () => {
    const newer = await field.tablet('Máy gửi ô lạ')
    const own = await field.tablet('Máy phiên bản này')
    const sent = new Map<string, string>()
    for (const value of laterValues()) {
      const record = newRecord()
      const [later, known] = [JSON.stringify(value), '"phone":"0900000001"']
      const json = `{"g":{"contact":{"later":${later},${known}},"future":{"z":${later},"a":[]}},"b":0,"t":[1]}`
      sent.set(record, `{"contact":{"later":${later}},"future":{"z":${later},"a":[]}}`)
      await newer.save(activation.code, { r: record, b: 0, g: {} }, record, { json })
    }
    await send(newer)
    expect(newer.saves.map(({ n }) => stateOf(newer, n))).toEqual(newer.saves.map(() => 'applied'))
    await own.sync()
    for (const record of sent.keys()) {
      await own.save(activation.code, { r: record, b: 1, g: { contact: { phone: '0900000009' } } }, record)
    }
    await send(own)
    expect(await newer.sync()).toMatchObject({ kind: 'done' })
    const stored = await ownerOf(field.hub, (owner) =>
      owner.rows<{ id: string; extra: string; contact: string }>(
        `SELECT id, extra::text, groups->'contact'->>'value' AS contact FROM record WHERE id = ANY ($1)`,
        [[...sent.keys()]],
      ),
    )
    expect(new Map(stored.map(({ id, extra }) => [id, extra]))).toEqual(sent)
    expect(new Set(stored.map(({ contact }) => contact))).toEqual(new Set(['{"phone":"0900000009"}']))
    for (const tablet of [newer, own]) {
      for (const [record, extra] of sent) {
        expect(JSON.stringify(tablet.disk.records.get(record)?.extra)).toBe(extra)
      }
    }
    await checkArrived(field.hub, [newer, own])
  })
})
