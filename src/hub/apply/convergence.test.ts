import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { sameValue } from '../../domain/sameValue.ts'

vi.setConfig({ testTimeout: 120_000 })

type Fields = Record<string, string | null>
/** What one save says: by which tablet, about which group, and how old what it saw may be. */
const save = fc.record({
  by: fc.nat(2),
  group: fc.constantFrom('contact', 'address'),
  field: fc.constantFrom('a', 'b'),
  value: fc.constantFrom('1', '2', '3', null),
  age: fc.nat(3),
})
const fieldName = { contact: { a: 'phone', b: 'phoneOwner' }, address: { a: 'text', b: 'communeName' } } as const

describe('any saves of three tablets, pushed in any order and any number of times', () => {
  it('lose no value: each stands in the record, in its history or in a conflict, once (SPEC MRG-1, MRG-2, MRG-3, VDT-5, fault 55)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(save, { minLength: 1, maxLength: 12 }),
        fc.array(fc.nat(2), { minLength: 3, maxLength: 20 }),
        async (saves, order) => {
          const hub = await TestHub.create('converge')
          const tablets = await Promise.all(['x', 'y', 'z'].map((name) => hub.tablet(name)))
          const [first] = tablets
          if (!first) throw new Error('no tablet')
          const id = await first.newCase({ contact: { phone: '0' }, address: { text: '0' } })
          await hub.push(await first.stream())
          await hub.apply()
          for (const { by, group, field, value, age } of saves) {
            const set: Fields = { [fieldName[group][field]]: value }
            await tablets[by]?.seal({ r: id, b: Math.max(1, saves.length - age), g: { [group]: set } })
          }
          for (const by of [...order, 0, 1, 2]) {
            const tablet = tablets[by]
            if (tablet && tablet.items.length > 0) await hub.push(await tablet.stream(1, 2))
            await hub.apply()
          }
          const { record, changes, conflicts, verdicts } = await hub.in(async (tx) => ({
            record: await tx.record(id),
            changes: await tx.changes(id),
            conflicts: await tx.conflicts({ record: id }),
            verdicts: await Promise.all(
              tablets.flatMap((tablet) => tablet.items.map(({ n }) => tx.verdict(tablet.chainHex, n))),
            ),
          }))
          if (!record) throw new Error('no record')
          expect(verdicts.every((verdict) => verdict?.state === 'applied')).toBe(true)
          for (const { group, field, value } of saves) {
            const name = fieldName[group][field]
            const said = (fields: Record<string, unknown>) => (fields[name] ?? null) === value
            const isKept =
              said(record.groups[group]?.value ?? {}) ||
              changes.some((change) => change.group === group && name in change.set && said(change.set)) ||
              changes.some((change) => change.group === group && said(change.before)) ||
              conflicts.some((conflict) => conflict.group === group && said(conflict.proposed))
            expect([group, name, value, isKept]).toEqual([group, name, value, true])
          }
          const places = changes.map(({ chain, n, group }) => `${chain} ${n} ${group}`)
          expect(new Set(places).size).toBe(places.length)
          const versions = new Set(
            changes.filter(({ outcome }) => outcome !== 'conflict').map(({ version }) => version),
          )
          expect([...versions].sort((a, b) => a - b)).toEqual(Array.from({ length: record.version }, (_, i) => i + 1))
          expect(record.openConflicts).toBe(conflicts.length)
          for (const { current, proposed } of conflicts)
            expect(sameValue({ ...current, ...proposed }, current)).toBe(false)
        },
      ),
      { numRuns: 40 },
    )
  })
})
