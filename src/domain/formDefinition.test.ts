import { describe, expect, it } from 'vitest'
import { ethnicGroupNames } from './ethnicGroups.ts'
import { formDefinitionSchema, formSections, maxFormPackLength, parseFormPack } from './formDefinition.ts'
import { formById, loadForms } from './formsPack.ts'
import builtIn from './packs/form-marital-status.json' with { type: 'json' }
import { procedureByCode } from './procedures.ts'
import { recordTypes } from './records.ts'

const refusal = (change: (copy: typeof builtIn) => unknown) => {
  const checked = formDefinitionSchema.safeParse(change(structuredClone(builtIn)))
  return checked.success
    ? undefined
    : checked.error.issues.map(({ code, message }) => (code === 'custom' ? message : code)).join('; ')
}
const [requester, answers, closing] = builtIn.sections
const withField = (field: object) => ({
  ...builtIn,
  sections: [{ ...closing, lines: [{ label: 'x', fields: [field] }] }],
  papers: [],
  subject: { name: 'closing.a' },
})
const plain = { id: 'a', kind: 'text', question: { vi: 'Gì?', en: 'What?' }, required: true }

describe('the form of marital status', () => {
  const form = formById('tinh-trang-hon-nhan')

  it('has the printed lines of forms.json, word for word and in order', () => {
    expect(form?.title).toBe('TỜ KHAI CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN')
    const lines = form?.sections.map((section) => section.lines.flatMap(({ label }) => label ?? []))
    expect(lines).toEqual([
      [
        'Kính gửi',
        'Họ, chữ đệm, tên người yêu cầu',
        'Nơi cư trú',
        'Giấy tờ tùy thân (số, ngày cấp, nơi cấp)',
        'Quan hệ với người được cấp Giấy xác nhận tình trạng hôn nhân',
      ],
      [
        'Họ, chữ đệm, tên',
        'Ngày, tháng, năm sinh',
        'Giới tính',
        'Dân tộc',
        'Quốc tịch',
        'Nơi cư trú',
        'Giấy tờ tùy thân (số, cấp ngày, tại)',
        'Trong thời gian cư trú tại, từ ngày, đến ngày',
        'Tình trạng hôn nhân',
        'Mục đích sử dụng Giấy xác nhận',
      ],
      ['Cam đoan', 'Làm tại, ngày tháng năm', 'Người yêu cầu ký'],
    ])
    expect(form?.sections[1]?.title).toBe('Đề nghị cấp Giấy xác nhận tình trạng hôn nhân cho người có tên dưới đây')
  })

  it('belongs to a procedure, and its sections to groups of the dossier', () => {
    for (const { procedureCode, sections } of loadForms()) {
      expect(procedureByCode(procedureCode)).toBeDefined()
      for (const { id } of sections) expect(Object.keys(recordTypes.dossier.groups)).toContain(id)
    }
    expect(Object.keys(recordTypes.dossier.groups)).toEqual(expect.arrayContaining([...formSections]))
  })

  it('fills from groups and fields that the activation record has', () => {
    const groups = recordTypes.activation.groups
    const paths = [requester, answers, closing].flatMap(
      (section) =>
        section?.lines.flatMap(({ fields }) =>
          fields.flatMap((field) => ('fillFrom' in field ? (field.fillFrom ?? []) : [])),
        ) ?? [],
    )
    expect(paths).toContain('identity.idNumber')
    const known = Object.entries(groups).flatMap(([group, { known }]) => known.map((name) => `${group}.${name}`))
    expect(paths.filter((path) => !known.includes(path))).toEqual([])
  })

  it('names no fee, because none is confirmed for these communes', () => {
    expect(loadForms().map(({ facts }) => facts.fee)).toEqual([undefined, undefined, undefined])
    expect(ethnicGroupNames()).toContain('Xtiêng')
  })
})

describe('a form pack is refused', () => {
  it('when a rule names a field that is not there', () => {
    expect(refusal(() => withField({ ...plain, askIf: { field: 'answers.nothing', answered: true } }))).toBe(
      'answers.nothing is not a field of this form',
    )
  })

  it('when a field stands twice', () => {
    expect(
      refusal(() => ({
        ...builtIn,
        papers: [],
        subject: { name: 'closing.a' },
        sections: [{ ...closing, lines: [{ label: 'x', fields: [plain, plain] }] }],
      })),
    ).toBe('closing.a stands twice')
  })

  it('when a choice has no list, or a list is no choice', () => {
    expect(refusal(() => withField({ ...plain, kind: 'choice' }))).toMatch('needs choices')
    const choices = [1, 2].map((n) => ({ id: `c${n}`, print: 'x', label: { vi: 'x', en: 'x' } }))
    expect(refusal(() => withField({ ...plain, choices }))).toMatch('needs choices')
    expect(refusal(() => withField({ ...plain, kind: 'choice', choices }))).toBeUndefined()
  })

  it('when members stand twice, have rules, or are more than a form may list', () => {
    const members = { question: plain.question, most: 10, numberLabel: 'TT', columns: [{ label: 'x', field: plain }] }
    const listing = (change: object, times = 1) => ({
      ...withField(plain),
      sections: [
        {
          ...closing,
          lines: [
            { fields: [plain] },
            ...Array.from({ length: times }, () => ({ label: 'y', fields: [], members: { ...members, ...change } })),
          ],
        },
      ],
    })
    expect(refusal(() => listing({}))).toBeUndefined()
    expect(refusal(() => listing({}, 2))).toMatch('lists people once')
    expect(refusal(() => listing({ most: 21 }))).toBe('too_big')
    expect(refusal(() => listing({ columns: [...members.columns, ...members.columns] }))).toBe('members.a stands twice')
    const ruled = { ...plain, askIf: { field: 'closing.a', answered: true } }
    expect(refusal(() => listing({ columns: [{ label: 'x', field: ruled }] }))).toBe('members.a may have no rule')
  })

  it('when it holds a pattern, a reference, an expression or any other key (security-sync §3b)', () => {
    for (const key of ['pattern', '$ref', 'eval', 'onChange']) {
      expect(refusal(() => withField({ ...plain, [key]: '(a+)+$' }))).toBe('unrecognized_keys')
    }
    expect(refusal(() => withField({ ...plain, askIf: 'answers.name == 1' }))).toBeDefined()
  })

  it('when an id could touch an object of the language, or a path leads elsewhere', () => {
    expect(refusal(() => withField({ ...plain, id: '__proto__' }))).toBeDefined()
    expect(refusal(() => withField({ ...plain, fillFrom: ['../../identity'] }))).toBeDefined()
    expect(refusal((copy) => ({ ...copy, id: '../x' }))).toBeDefined()
  })

  it('when it is too large or no JSON', () => {
    expect(() => parseFormPack('x'.repeat(maxFormPackLength + 1))).toThrow(RangeError)
    expect(() => parseFormPack('{')).toThrow(SyntaxError)
    expect(parseFormPack(JSON.stringify(builtIn)).id).toBe('tinh-trang-hon-nhan')
  })
})
