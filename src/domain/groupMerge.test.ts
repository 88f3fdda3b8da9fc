import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyAccepted, emptyRecord, mergeGroups, type RecordPatch, type VersionedRecord } from './groupMerge.ts'
import type { GroupKind } from './recordGroup.ts'
import { sameValue } from './sameValue.ts'

const kinds: Record<string, GroupKind> = {
  identity: 'identity',
  contact: 'plain',
  outcome: 'status',
  notes: 'appendOnly',
  point: 'given',
}
const save = (record: VersionedRecord, patch: RecordPatch) => {
  const outcome = mergeGroups(record, patch, kinds)
  return { outcome, record: applyAccepted(record, outcome) }
}
const created = save(emptyRecord, {
  identity: { base: 0, set: { name: 'Thị Mẫu', birthDate: '1950' } },
  contact: { base: 0, set: { phone: '0912345678' } },
}).record

describe('mergeGroups', () => {
  it('creates a record from base 0', () => {
    expect(created).toEqual({
      version: 1,
      groups: {
        identity: { value: { name: 'Thị Mẫu', birthDate: '1950' }, version: 1 },
        contact: { value: { phone: '0912345678' }, version: 1 },
      },
    })
  })

  it('applies a change whose base is current, field by field, and null deletes', () => {
    const { record } = save(created, { identity: { base: 1, set: { birthDate: null, sex: 'f' } } })
    expect(record.groups.identity).toEqual({ value: { name: 'Thị Mẫu', sex: 'f' }, version: 2 })
    expect(record.groups.contact?.version).toBe(1)
  })

  it('applies an old base where the group is untouched since', () => {
    const moved = save(created, { contact: { base: 1, set: { phone: '0987654321' } } }).record
    const { outcome, record } = save(moved, { identity: { base: 1, set: { sex: 'f' } } })
    expect(outcome.conflicts).toEqual([])
    expect(record.version).toBe(3)
  })

  it('keeps both values when the same group changed since, even in another field (fault 31)', () => {
    const first = save(created, { identity: { base: 1, set: { birthDate: '1951' } } }).record
    const { outcome, record } = save(first, { identity: { base: 1, set: { name: 'Thị Mẩu' } } })
    expect(outcome).toEqual({
      accepted: [],
      conflicts: [
        { group: 'identity', current: { name: 'Thị Mẫu', birthDate: '1951' }, proposed: { name: 'Thị Mẩu' } },
      ],
      unchanged: [],
    })
    expect(record).toBe(first)
  })

  it('finds no conflict in equal values, deletions of absent fields among them', () => {
    const first = save(created, { identity: { base: 1, set: { birthDate: null } } }).record
    const again = mergeGroups(first, { identity: { base: 1, set: { birthDate: null, name: 'Thị Mẫu' } } }, kinds)
    expect(again).toEqual({ accepted: [], conflicts: [], unchanged: ['identity'] })
  })

  it('stores no empty group for deletions where nothing was ever said', () => {
    const { outcome, record } = save(created, { outcome: { base: 1, set: { reason: null } } })
    expect(outcome.unchanged).toEqual(['outcome'])
    expect(record).toBe(created)
  })

  it('treats a second creation of the same record with other values as a conflict', () => {
    const outcome = mergeGroups(created, { identity: { base: 0, set: { name: 'Ai Khác' } } }, kinds)
    expect(outcome.conflicts).toHaveLength(1)
  })

  it('appends what is missing to append-only groups, from any base, and never deletes there', () => {
    const [a, b, c] = [1, 2, 3].map((at) => ({ at, text: `Dòng ${at}` }))
    const first = save(created, { notes: { base: 0, set: { entries: [a, b] } } }).record
    const second = save(first, { notes: { base: 0, set: { entries: [b, c] } } }).record
    expect(second.groups.notes?.value).toEqual({ entries: [a, b, c] })
    expect(save(second, { notes: { base: 3, set: { entries: [] } } }).outcome.unchanged).toEqual(['notes'])
    const wiped = save(second, { notes: { base: 3, set: { entries: null } } })
    expect(wiped.record).toBe(second)
    expect(wiped.outcome.conflicts).toHaveLength(1)
  })

  it('lets what was given be taken back by whoever saw any of it, and not be given anew over that unseen (SPEC RND-2)', () => {
    const given = save(created, { point: { base: 1, set: { at: 'a' } } }).record
    const anew = save(given, { point: { base: 2, set: { at: 'b' } } }).record
    const back = save(anew, { point: { base: 2, set: { at: null } } })
    expect(back.outcome.accepted).toEqual([{ group: 'point', value: {} }])
    expect(back.record.groups.point).toEqual({ value: {}, version: 4 })
    const late = save(back.record, { point: { base: 3, set: { at: 'c' } } })
    expect(late.outcome.conflicts).toEqual([{ group: 'point', current: {}, proposed: { at: 'c' } }])
    expect(late.record).toBe(back.record)
    expect(save(back.record, { point: { base: 4, set: { at: 'c' } } }).record.groups.point?.value).toEqual({ at: 'c' })
    // another value is no taking back
    expect(save(anew, { point: { base: 2, set: { at: 'c' } } }).outcome.conflicts).toHaveLength(1)
    expect(save(anew, { point: { base: 2, set: { by: null } } }).outcome.unchanged).toEqual(['point'])
  })

  it('reads own groups only', () => {
    const patch: RecordPatch = JSON.parse(
      '{"__proto__":{"base":0,"set":{"a":1}},"constructor":{"base":0,"set":{"a":1}}}',
    )
    const { record } = save(emptyRecord, patch)
    expect(Object.keys(record.groups)).toEqual(['__proto__', 'constructor'])
  })
})

describe('mergeGroups, for any history', () => {
  const scalar = fc.constantFrom<unknown>('a', 'b', true, 7, null)
  const fields = fc.dictionary(fc.constantFrom('x', 'y', 'z'), scalar, { minKeys: 1 })
  const entries = fc.array(fc.record({ at: fc.nat(3), text: fc.constantFrom('p', 'q') }), { maxLength: 3 })
  const base = fc.nat(6)
  const change = (group: string) =>
    fc.record({ group: fc.constant(group), base, set: group === 'notes' ? fc.record({ entries }) : fields })
  const patchOf = (...groups: string[]): fc.Arbitrary<RecordPatch> =>
    fc
      .tuple(fc.subarray(groups), ...groups.map(change))
      .map(([chosen, ...changes]) =>
        Object.fromEntries(
          changes.filter(({ group }) => chosen.includes(group)).map(({ group, base, set }) => [group, { base, set }]),
        ),
      )
  const anyPatch = patchOf('identity', 'contact', 'notes')
  const history = fc.array(anyPatch, { maxLength: 8 })
  const replay = (patches: RecordPatch[], start = emptyRecord) =>
    patches.reduce((record, patch) => save(record, patch).record, start)

  it('gives one result for changes of different groups in any order', () => {
    fc.assert(
      fc.property(history, patchOf('identity'), patchOf('contact', 'notes'), (before, left, right) => {
        const start = replay(before)
        const values = (record: VersionedRecord) =>
          Object.fromEntries(Object.entries(record.groups).map(([group, { value }]) => [group, value]))
        expect(values(replay([left, right], start))).toEqual(values(replay([right, left], start)))
      }),
    )
  })

  it('changes nothing when a save arrives again', () => {
    fc.assert(
      fc.property(history, anyPatch, (before, patch) => {
        const first = save(replay(before), patch)
        const second = save(first.record, patch)
        expect(second.record).toBe(first.record)
        expect(second.outcome.conflicts).toEqual(first.outcome.conflicts)
      }),
    )
  })

  it('loses no value: what was set is in the record, or in a conflict beside the value that stays (I5)', () => {
    fc.assert(
      fc.property(history, anyPatch, (before, patch) => {
        const start = replay(before)
        const { outcome, record } = save(start, patch)
        const named = [...outcome.accepted, ...outcome.conflicts].map(({ group }) => group).concat(outcome.unchanged)
        expect(named.sort()).toEqual(Object.keys(patch).sort())
        for (const [group, { set }] of Object.entries(patch)) {
          const value = record.groups[group]?.value ?? {}
          const conflict = outcome.conflicts.find((one) => one.group === group)
          if (conflict) {
            expect(conflict.proposed).toEqual(set)
            expect(value).toEqual(start.groups[group]?.value)
            continue
          }
          for (const [name, wanted] of Object.entries(set)) {
            const now = value[name] ?? null
            if (Array.isArray(wanted) && Array.isArray(now)) {
              expect(wanted.every((entry) => now.some((one) => sameValue(one, entry)))).toBe(true)
            } else expect(now).toEqual(wanted)
          }
          const kept = Object.entries(start.groups[group]?.value ?? {}).filter(([name]) => !Object.hasOwn(set, name))
          for (const [name, old] of kept) expect(value[name]).toEqual(old)
        }
      }),
    )
  })

  it('never moves a version back and never stores null', () => {
    fc.assert(
      fc.property(history, anyPatch, (before, patch) => {
        const start = replay(before)
        const { record } = save(start, patch)
        expect(record.version - start.version).toBeOneOf([0, 1])
        for (const { value, version } of Object.values(record.groups)) {
          expect(version).toBeLessThanOrEqual(record.version)
          expect(Object.values(value)).not.toContain(null)
        }
      }),
    )
  })
})
