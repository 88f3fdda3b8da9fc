import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  type GroupPatch,
  type GroupValue,
  groupKinds,
  parseGroupPatch,
  recordTypeByCode,
  recordTypeByName,
  recordTypes,
} from './records.ts'

const problemOf = (type: string, group: string, patch: unknown) => {
  const parsed = parseGroupPatch(type, group, patch)
  return parsed.ok ? undefined : parsed.problem
}

describe('the registry', () => {
  it('finds types by wire code and by name', () => {
    expect(recordTypeByCode(1)?.name).toBe('activation')
    expect(recordTypeByCode(2)?.name).toBe('dossier')
    expect(recordTypeByName('dossier')?.code).toBe(2)
    expect(recordTypeByCode(99)).toBeUndefined()
    expect(recordTypeByName('toString')).toBeUndefined()
  })

  it('gives every type its own code', () => {
    const codes = Object.values(recordTypes).map((type) => type.code)
    expect(new Set(codes).size).toBe(codes.length)
  })

  it('tells how groups merge', () => {
    expect(groupKinds(recordTypes.activation)).toMatchObject({
      identity: 'identity',
      outcome: 'status',
      notes: 'appendOnly',
    })
    expect(groupKinds(recordTypes.dossier)).toMatchObject({
      subject: 'identity',
      answers: 'plain',
      notes: 'appendOnly',
    })
  })

  it('types patches and values', () => {
    expectTypeOf<GroupPatch<'activation', 'identity'>['name']>().toEqualTypeOf<string | null | undefined>()
    expectTypeOf<GroupValue<'activation', 'language'>['needsInterpreter']>().toEqualTypeOf<boolean | undefined>()
  })
})

describe('parseGroupPatch', () => {
  it('takes changed fields only, and null as a deletion', () => {
    expect(parseGroupPatch('activation', 'identity', { name: 'Điểu Thử', sex: null })).toEqual({
      ok: true,
      known: { name: 'Điểu Thử', sex: null },
      extra: {},
    })
  })

  it('takes partial birth dates', () => {
    for (const birthDate of ['1950', '1950-02', '1950-02-01']) {
      expect(parseGroupPatch('activation', 'identity', { birthDate }).ok).toBe(true)
    }
    expect(problemOf('activation', 'identity', { birthDate: '1/2/1950' })).toEqual({
      code: 'invalidField',
      field: 'birthDate',
    })
  })

  it('keeps unknown fields as given, in their order, nested ones too', () => {
    const patch = { zalo: { b: 1, a: [null, 'é'] }, name: 'Thị Mẫu', avatar: 'x' }
    const parsed = parseGroupPatch('activation', 'identity', patch)
    expect(parsed.ok && JSON.stringify(parsed.extra)).toBe('{"zalo":{"b":1,"a":[null,"é"]},"avatar":"x"}')
    const steps = [{ step: 'sms', at: 1, tries: 1, ok: true, battery: 12 }]
    expect(parseGroupPatch('activation', 'progress', { steps })).toMatchObject({ known: { steps } })
  })

  it('never lets a field named __proto__ touch a prototype', () => {
    const patch: unknown = JSON.parse('{"__proto__":{"given":true},"next one":1}')
    for (const [type, group] of [
      ['activation', 'consent'],
      ['dossier', 'answers'],
    ] as const) {
      const parsed = parseGroupPatch(type, group, patch)
      expect(parsed.ok && JSON.stringify(parsed.extra)).toContain('"__proto__":{"given":true}')
      expect(parsed.ok && 'given' in parsed.known).toBe(false)
    }
  })

  it('refuses more than 4 KB of unknown fields, counted in bytes', () => {
    expect(parseGroupPatch('activation', 'contact', { next: 'a'.repeat(4085) }).ok).toBe(true)
    expect(problemOf('activation', 'contact', { next: 'a'.repeat(4086) })).toEqual({ code: 'extraTooLarge' })
    expect(problemOf('activation', 'contact', { next: 'ế'.repeat(1400) })).toEqual({ code: 'extraTooLarge' })
  })

  it('refuses a patch that is too deep or too large before it looks inside', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])
    expect(parseGroupPatch('activation', 'contact', { next: nested(15) }).ok).toBe(true)
    expect(problemOf('activation', 'contact', { next: nested(16) })).toEqual({ code: 'tooDeep' })
    expect(problemOf('activation', 'contact', { next: nested(2000) })).toEqual({ code: 'tooDeep' })
    const entries = [{ at: 1, text: 'a', later: 'x'.repeat(131_072) }]
    expect(problemOf('activation', 'notes', { entries })).toEqual({ code: 'groupTooLarge' })
    const answers = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`f${i}`, 'ế'.repeat(500)]))
    expect(parseGroupPatch('dossier', 'answers', answers).ok).toBe(true)
  })

  it('names what is wrong without repeating its value', () => {
    expect(problemOf('pension', 'identity', {})).toEqual({ code: 'unknownRecordType' })
    expect(problemOf('activation', 'constructor', {})).toEqual({ code: 'unknownGroup' })
    expect(problemOf('activation', 'identity', [])).toEqual({ code: 'notAnObject' })
    expect(problemOf('activation', 'identity', null)).toEqual({ code: 'notAnObject' })
    expect(problemOf('activation', 'identity', { name: 'a'.repeat(121) })).toEqual({
      code: 'invalidField',
      field: 'name',
    })
    expect(problemOf('activation', 'identity', { sex: 'x' })).toEqual({ code: 'invalidField', field: 'sex' })
    expect(problemOf('activation', 'consent', { at: -1 })).toEqual({ code: 'invalidField', field: 'at' })
  })

  it('takes words that a newer tablet may know, if short', () => {
    expect(parseGroupPatch('activation', 'outcome', { outcome: 'movedAway' }).ok).toBe(true)
    expect(problemOf('activation', 'outcome', { outcome: 'x'.repeat(41) })).toEqual({
      code: 'invalidField',
      field: 'outcome',
    })
  })

  it('takes answers by field id, 80 at most, 500 characters at most', () => {
    const many = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`f${i}`, 'a']))
    expect(parseGroupPatch('dossier', 'answers', { ...many(78), agreed: true, purpose: 'a'.repeat(500) }).ok).toBe(true)
    expect(problemOf('dossier', 'answers', many(81))).toEqual({ code: 'tooManyFields' })
    expect(problemOf('dossier', 'answers', { purpose: 'a'.repeat(501) })).toEqual({
      code: 'invalidField',
      field: 'purpose',
    })
    expect(problemOf('dossier', 'answers', { purpose: { deep: 1 } })).toEqual({
      code: 'invalidField',
      field: 'purpose',
    })
  })

  it('loses and invents nothing, whatever JSON comes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('identity', 'notes', 'outcome'),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (group, patch) => {
          const parsed = parseGroupPatch('activation', group, patch)
          if (!parsed.ok) return
          expect({ ...parsed.extra, ...parsed.known }).toEqual({ ...patch })
        },
      ),
    )
  })
})
