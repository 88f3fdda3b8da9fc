import { describe, expect, it } from 'vitest'
import { answersOfGroups, memberKeys, prefill, questionsOf, validateAnswers } from './formAnswers.ts'
import { type FormDefinition, maxFormPackLength } from './formDefinition.ts'
import { printLines } from './formPrint.ts'
import { formById, loadForms } from './formsPack.ts'
import { papersNeeded } from './paperChecklist.ts'
import { parseGroupPatch } from './records.ts'

function mustHave(id: string): FormDefinition {
  const form = formById(id)
  if (!form) throw new Error(`no form ${id}`)
  return form
}
const birth = mustHave('khai-sinh')
const residence = mustHave('ct01')
const linesOf = (form: FormDefinition) =>
  form.sections.map(({ title, lines }) => [title ?? '', lines.flatMap(({ label }) => label ?? [])])
const activation = {
  identity: { name: 'Thị Mẫu Mẫu', idNumber: '070185012345', birthDate: '1985-04-09', sex: 'f' as const },
  contact: { phone: '0912345678' },
  address: { text: 'Ấp 5', communeName: 'Phường Lộc Ninh', provinceName: 'Thành phố Đồng Nai' },
  language: { ethnicGroup: 'Xtiêng' },
}

it('has packs that fit their limit, and one for each procedure', () => {
  for (const form of loadForms()) expect(JSON.stringify(form).length).toBeLessThan(maxFormPackLength / 4)
  expect(loadForms().map(({ procedureCode }) => procedureCode)).toEqual(['1.001193', '1.004194', '1.004873'])
})

describe('đăng ký khai sinh', () => {
  const parent = ['Họ, chữ đệm, tên', 'Năm sinh', 'Dân tộc', 'Quốc tịch', 'Nơi cư trú']
  const filled = answersOfGroups({
    ...prefill(birth, activation),
    requester: { ...prefill(birth, activation).requester, relation: 'mother', nationality: 'Việt Nam' },
    answers: {
      name: 'Điểu Thử Mai',
      birthDate: '2026-11-05',
      sex: 'f',
      ethnicGroup: 'Xtiêng',
      nationality: 'Việt Nam',
      birthPlace: 'Trạm y tế Phường Lộc Ninh',
      homeland: 'Phường Lộc Ninh',
      birthProof: 'certificate',
    },
    father: { isKnown: false },
    closing: { pledge: true, madeAt: 'Phường Lộc Ninh', madeOn: '2026-11-22', copies: true, copiesCount: '2' },
  })

  it('has the printed lines of forms.json, word for word and in order', () => {
    expect(birth.title).toBe('TỜ KHAI ĐĂNG KÝ KHAI SINH')
    expect(linesOf(birth)).toEqual([
      [
        'Người yêu cầu',
        [
          'Kính gửi',
          'Họ, chữ đệm, tên người yêu cầu',
          'Nơi cư trú',
          'Giấy tờ tùy thân',
          'Quan hệ với người được khai sinh',
        ],
      ],
      [
        'Người được khai sinh',
        [
          'Họ, chữ đệm, tên',
          'Ngày, tháng, năm sinh',
          'ghi bằng chữ',
          'Giới tính',
          'Dân tộc',
          'Quốc tịch',
          'Nơi sinh',
          'Quê quán',
        ],
      ],
      ['Người mẹ', parent],
      ['Người cha', parent],
      ['Cuối', ['Cam đoan', 'Làm tại, ngày tháng năm', 'Đề nghị cấp bản sao (Có/Không, số lượng)', 'Người yêu cầu ký']],
    ])
  })

  it('asks a mother nothing twice, and prints her as requester and as mother', () => {
    expect(validateAnswers(birth, filled)).toEqual([])
    const asked = questionsOf(birth, filled).map(({ path }) => path)
    expect(asked.filter((path) => path.startsWith('mother.'))).toEqual([])
    expect(asked).toContain('father.isKnown')
    const printed = printLines(birth, filled)
    expect(printed.map(({ label, text }) => `${label}: ${text}`).slice(4, 8)).toEqual([
      'Quan hệ với người được khai sinh: Mẹ',
      'Họ, chữ đệm, tên: Điểu Thử Mai',
      'Ngày, tháng, năm sinh: 05/11/2026',
      'ghi bằng chữ: ngày năm tháng mười một năm hai nghìn không trăm hai mươi sáu',
    ])
    expect(printed.filter(({ section }) => section === 'mother').map(({ text }) => text)).toEqual([
      'Thị Mẫu Mẫu',
      '09/04/1985',
      'Xtiêng',
      'Việt Nam',
      'Ấp 5, Phường Lộc Ninh',
    ])
    expect(printed.filter(({ section }) => section === 'father').map(({ text }) => text)).toEqual(['', '', '', '', ''])
    expect(printed.find(({ label }) => label.startsWith('Đề nghị'))?.text).toBe('Có, 2')
  })

  it('asks somebody else for both parents, each only where known', () => {
    const other = { ...filled, requester: { ...filled.requester, relation: 'other', relationWords: 'Bà ngoại' } }
    const asked = () => questionsOf(birth, { ...other, mother: { isKnown: true } }).map(({ path }) => path)
    expect(asked()).toContain('mother.name')
    expect(asked()).not.toContain('requester.birthDate')
    expect(asked()).not.toContain('father.name')
    expect(papersNeeded(birth, other).map(({ id }) => id)).toContain('authorisation')
  })

  it('asks for the paper that there is, and no other', () => {
    const ids = (birthProof: string) =>
      papersNeeded(birth, { ...filled, answers: { ...filled.answers, birthProof } }).map(({ id }) => id)
    expect(ids('certificate')).toEqual(['birthCertificate', 'identity', 'residenceProof'])
    expect(ids('abandoned')).toContain('abandoned')
    expect(ids('abandoned')).not.toContain('birthCertificate')
  })
})

describe('đăng ký tạm trú, CT01', () => {
  const [vy, lam] = ['member01aaaaaaaa', 'member02bbbbbbbb'] as const
  const member = (name: string) => ({ name, birthDate: '2015-02-01', sex: 'm', relation: 'Con' })
  const groups = {
    ...prefill(residence, activation),
    answers: { ...prefill(residence, activation).answers, isHead: true },
    [lam]: member('Điểu Thử Lâm'),
    [vy]: { ...member('Điểu Thử Vỹ'), idNumber: '070215012345' },
  }
  const codes = (said: Parameters<typeof answersOfGroups>[0]) =>
    validateAnswers(residence, answersOfGroups(said)).map(({ path, code }) => `${path} ${code}`)

  it('has the printed lines of forms.json, word for word and in order', () => {
    const [first, last] = linesOf(residence)
    const members = residence.sections[0]?.lines.at(-1)?.members
    const columns = [members?.numberLabel, ...(members?.columns ?? []).map(({ label }) => label)].join(', ')
    expect(residence.title).toBe('TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ (CT01)')
    expect(first?.[0]).toBe('')
    expect(first?.[1]).toEqual([
      'Kính gửi',
      '1. Họ, chữ đệm và tên',
      '2. Ngày, tháng, năm sinh',
      '3. Giới tính',
      '4. Số định danh cá nhân',
      '5. Số điện thoại liên hệ',
      '6. Email',
      '7. Họ, chữ đệm và tên chủ hộ',
      '8. Mối quan hệ với chủ hộ',
      '9. Số định danh cá nhân của chủ hộ',
      '10. Nội dung đề nghị',
      '11. Những thành viên trong hộ gia đình cùng thay đổi',
    ])
    expect(columns).toBe('TT, Họ tên, Ngày sinh, Giới tính, Số định danh, Mối quan hệ với chủ hộ')
    expect(last).toEqual([
      'Ý kiến và chữ ký',
      [
        'Ý kiến của chủ hộ',
        'Ý kiến của chủ sở hữu hoặc người đại diện chỗ ở hợp pháp',
        'Ý kiến của cha, mẹ hoặc người giám hộ',
        'Người kê khai',
      ],
    ])
  })

  it('is whole with what the activation asked and one answer, and prints the head of the household from it', () => {
    expect(codes(groups)).toEqual([])
    const printed = printLines(residence, answersOfGroups(groups)).map(({ text }) => text)
    expect(printed.slice(0, 11)).toEqual([
      'Công an Phường Lộc Ninh',
      'Thị Mẫu Mẫu',
      '09/04/1985',
      'Nữ',
      '070185012345',
      '0912345678',
      '',
      'Thị Mẫu Mẫu',
      'Chủ hộ',
      '070185012345',
      'Đăng ký tạm trú tại Ấp 5, Phường Lộc Ninh',
    ])
  })

  it('prints the members as numbered rows, in the order that a person gave them', () => {
    const tableOf = (said: Parameters<typeof answersOfGroups>[0]) =>
      printLines(residence, answersOfGroups(said)).find(({ label }) => label.startsWith('11.'))?.table
    expect(tableOf(groups)?.rows).toEqual([
      ['1', 'Điểu Thử Vỹ', '01/02/2015', 'Nam', '070215012345', 'Con'],
      ['2', 'Điểu Thử Lâm', '01/02/2015', 'Nam', '', 'Con'],
    ])
    expect(tableOf({ ...groups, memberOrder: { keys: [lam] } })?.rows.map(([, name]) => name)).toEqual([
      'Điểu Thử Lâm',
      'Điểu Thử Vỹ',
    ])
    expect(tableOf({ ...groups, [vy]: {} })?.rows.map(([, name]) => name)).toEqual(['Điểu Thử Lâm'])
    expect(tableOf({})?.rows).toEqual([])
  })

  it('checks each member, and says when the form has no room for all', () => {
    expect(codes({ ...groups, [vy]: { name: 'Vỹ 2' } })).toEqual([
      `${vy}.name nameHasDigits`,
      `${vy}.birthDate answerMissing`,
      `${vy}.sex answerMissing`,
      `${vy}.relation answerMissing`,
    ])
    const many = Object.fromEntries(
      Array.from({ length: 11 }, (_, at) => [`member${String(at + 1).padStart(2, '0')}cccccccc`, member('Mẫu')]),
    )
    expect(codes({ answers: groups.answers, ...many })).toEqual(['members tooManyMembers'])
    expect(memberKeys(answersOfGroups(many))).toHaveLength(11)
  })

  it.each([
    [{ idNumber: '285123456' }, 'answers.idNumber personalIdForm'],
    [{ phone: '12' }, 'answers.phone phoneForm'],
    [{ email: 'khong-co' }, 'answers.email emailForm'],
  ])('refuses %o', (change, code) => {
    expect(codes({ ...groups, answers: { ...groups.answers, ...change } })).toEqual([code])
  })

  it('writes what the dossier record takes, members by their own groups', () => {
    for (const [name, value] of Object.entries(groups)) expect(parseGroupPatch('dossier', name, value).ok).toBe(true)
    expect(parseGroupPatch('dossier', 'memberOrder', { keys: [vy, lam] }).ok).toBe(true)
    expect(parseGroupPatch('dossier', 'members01aaaaaaaa', {}).ok).toBe(false)
    expect(parseGroupPatch('activation', vy, { name: 'x' }).ok).toBe(false)
  })
})
