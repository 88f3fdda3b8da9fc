import { beforeEach, describe, expect, it, vi } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import type { TestTablet } from '../../../tests/kit/TestTablet.ts'
import { answersOfGroups, memberKeys } from '../../domain/formAnswers.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

const dossier = { type: 2, schema: 2 }
const [vy, lam, mai] = ['member01aaaaaaaa', 'member01bbbbbbbb', 'member02cccccccc'] as const

let hub: TestHub
let first: TestTablet
let second: TestTablet
let id: string
beforeEach(async () => {
  hub = await TestHub.create('members')
  ;[first, second] = [await hub.tablet('t1'), await hub.tablet('t2')]
  id = first.newRecord()
  await first.seal(
    { r: id, b: 0, g: { about: { formId: 'ct01' }, [vy]: { name: 'Mẫu Vỹ', relation: 'Con' } } },
    dossier,
  )
  await send(first)
})

const send = async (from: TestTablet) => {
  const { n } = await hub.statement((await hub.head(from)).head)
  await hub.push(await from.stream(n + 1))
  return hub.apply()
}
const groups = async () => {
  const record = await hub.in((tx) => tx.record(id))
  return Object.fromEntries(Object.entries(record?.groups ?? {}).map(([name, { value }]) => [name, value]))
}
const names = async () => {
  const answers = answersOfGroups(await groups())
  return memberKeys(answers).map((key) => answers[key]?.name)
}
const openConflicts = () => hub.in((tx) => tx.conflicts({ record: id }))

describe('members of a household', () => {
  it('that two tablets add are both kept, and nobody is asked (SPEC MRG-8)', async () => {
    await first.seal({ r: id, b: 1, g: { [mai]: { name: 'Mẫu Mai' } } }, dossier)
    await second.seal({ r: id, b: 1, g: { [lam]: { name: 'Mẫu Lâm' } } }, dossier)
    await send(second)
    await send(first)
    expect(await names()).toEqual(['Mẫu Vỹ', 'Mẫu Lâm', 'Mẫu Mai'])
    expect(await openConflicts()).toEqual([])
  })

  it('conflict one by one: the same one changed twice waits for a person, the other is taken (SPEC MRG-3, MRG-8)', async () => {
    await first.seal({ r: id, b: 1, g: { [vy]: { name: 'Mẫu Vỹ An' } } }, dossier)
    await second.seal({ r: id, b: 1, g: { [vy]: { name: 'Mẫu Vy' }, [lam]: { name: 'Mẫu Lâm' } } }, dossier)
    await send(first)
    await send(second)
    expect(await names()).toEqual(['Mẫu Vỹ An', 'Mẫu Lâm'])
    expect(await openConflicts()).toMatchObject([{ group: vy, proposed: { name: 'Mẫu Vy' } }])
  })

  it('are removed by emptying; one that was changed meanwhile is not lost (SPEC MRG-8)', async () => {
    const removal = { [vy]: { name: null, relation: null } }
    await first.seal({ r: id, b: 1, g: removal }, dossier)
    await send(first)
    expect(await names()).toEqual([])
    await second.seal({ r: id, b: 1, g: { [vy]: { name: 'Mẫu Vy' } } }, dossier)
    await send(second)
    expect(await openConflicts()).toMatchObject([{ group: vy, proposed: { name: 'Mẫu Vy' } }])
  })

  it('are ordered by a group of their own, which no added one touches', async () => {
    await first.seal({ r: id, b: 1, g: { [mai]: { name: 'Mẫu Mai' }, memberOrder: { keys: [mai, vy] } } }, dossier)
    await second.seal({ r: id, b: 1, g: { [lam]: { name: 'Mẫu Lâm' } } }, dossier)
    await send(first)
    await send(second)
    expect(await names()).toEqual(['Mẫu Mai', 'Mẫu Vỹ', 'Mẫu Lâm'])
  })

  it('are at most 60 in a record, and more is refused with a reason (SPEC MRG-8)', async () => {
    const more = (from: number, to: number) =>
      Object.fromEntries(
        Array.from({ length: to - from }, (_, at) => [
          `member${String(from + at).padStart(2, '0')}dddddddd`,
          { name: 'Mẫu' },
        ]),
      )
    await first.seal({ r: id, b: 1, g: more(1, 60) }, dossier)
    await first.seal({ r: id, b: 1, g: more(60, 61) }, dossier)
    await send(first)
    expect(await hub.fate(first, 2)).toBe('applied')
    expect(await hub.fate(first, 3)).toBe('rejected invalid-fields')
    expect(await names()).toHaveLength(60)
  })

  it('wait, whole, at a hub that does not know them yet (SPEC VER-3)', async () => {
    await first.seal({ r: first.newRecord(), b: 0, g: { [vy]: { name: 'Mẫu' } } }, { type: 2, schema: 3 })
    await send(first)
    expect(await hub.fate(first, 2)).toBe('held newer-schema')
  })
})
