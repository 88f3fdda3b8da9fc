import { describe, expect, it } from 'vitest'
import { type FormAnswers, nextQuestion, prefill, questionsOf, validateAnswers } from './formAnswers.ts'
import type { FormDefinition } from './formDefinition.ts'
import { printLines } from './formPrint.ts'
import { formById } from './formsPack.ts'
import { papersForDesk, papersNeeded } from './paperChecklist.ts'
import { parseGroupPatch, type RecordGroups } from './records.ts'

const found = formById('tinh-trang-hon-nhan')
if (!found) throw new Error('the form is missing')
const form: FormDefinition = found

const activation: RecordGroups<'activation'> = {
  identity: { name: 'Thị Mẫu Mẫu', idNumber: '070185012345', birthDate: '1985-04-09', sex: 'f' },
  address: { text: 'Ấp 5', communeName: 'Phường Lộc Ninh', communeCode: '25270', communeListDate: '2026-04-30' },
  language: { ethnicGroup: 'Xtiêng', hear: 'sti' },
}
const whole: FormAnswers = {
  requester: { isSubject: true, addressee: 'Ủy ban nhân dân Phường Lộc Ninh' },
  answers: {
    name: 'Thị Mẫu Mẫu',
    birthDate: '1985-04-09',
    sex: 'f',
    ethnicGroup: 'Xtiêng',
    nationality: 'Việt Nam',
    residence: 'Ấp 5, Phường Lộc Ninh',
    idNumber: '070185012345',
    maritalStatus: 'single',
    purpose: 'Đăng ký kết hôn',
    reissue: false,
  },
  closing: { pledge: true, madeAt: 'Phường Lộc Ninh', madeOn: '2026-11-22' },
}
const changed = (section: string, change: Record<string, string | boolean>): FormAnswers => ({
  ...whole,
  [section]: { ...whole[section], ...change },
})
const codes = (answers: FormAnswers) => validateAnswers(form, answers).map(({ path, code }) => `${path} ${code}`)

describe('prefill', () => {
  it('proposes what the activation asked, in the fields of the person named', () => {
    expect(prefill(form, activation)).toEqual({
      requester: { addressee: 'Ủy ban nhân dân Phường Lộc Ninh' },
      answers: {
        name: 'Thị Mẫu Mẫu',
        birthDate: '1985-04-09',
        sex: 'f',
        ethnicGroup: 'Xtiêng',
        residence: 'Ấp 5, Phường Lộc Ninh',
        idNumber: '070185012345',
      },
      closing: { madeAt: 'Phường Lộc Ninh' },
    })
  })

  it('leaves out what was not said, and what the field would refuse', () => {
    expect(prefill(form, {})).toEqual({ requester: {}, answers: {}, closing: {} })
    expect(
      prefill(form, { identity: { name: 'Mẫu 2', idNumber: '123' }, language: { ethnicGroup: 'khác' } }).answers,
    ).toEqual({})
    expect(prefill(form, { address: { text: 'Ấp 5' } }).answers).toEqual({ residence: 'Ấp 5' })
  })

  it('writes what the dossier record takes', () => {
    for (const [section, answers] of Object.entries(whole))
      expect(parseGroupPatch('dossier', section, answers).ok).toBe(true)
  })
})

describe('the questions', () => {
  const paths = (answers: FormAnswers) => questionsOf(form, answers).map(({ path }) => path)

  it('do not ask the requester twice when it is the same person', () => {
    expect(paths(whole).filter((path) => path.startsWith('requester'))).toEqual([
      'requester.isSubject',
      'requester.addressee',
    ])
    expect(
      paths(changed('requester', { isSubject: false })).filter((path) => path.startsWith('requester')),
    ).toHaveLength(8)
  })

  it('ask for the dates of a stay only where there was one', () => {
    expect(paths(whole)).not.toContain('answers.periodFrom')
    expect(paths(changed('answers', { periodPlace: 'Xã Lộc Khánh' }))).toContain('answers.periodTo')
  })

  it('come one after the other in printed order, and end', () => {
    const asked: string[] = []
    for (let next = nextQuestion(form, whole, 'requester.isSubject'); next; next = nextQuestion(form, whole, next.path))
      asked.push(next.path)
    expect(['requester.isSubject', ...asked]).toEqual(paths(whole))
  })

  it('begin with the first that has no answer', () => {
    expect(nextQuestion(form, {})?.path).toBe('requester.isSubject')
    expect(
      nextQuestion(form, { ...prefill(form, activation), requester: { isSubject: true, addressee: 'x' } })?.path,
    ).toBe('answers.nationality')
    expect(nextQuestion(form, changed('answers', { nationality: '  ' }))?.path).toBe('answers.nationality')
  })

  it('go on behind a question whose branch was left', () => {
    expect(nextQuestion(form, whole, 'requester.relation')?.path).toBe('answers.name')
  })
})

describe('validateAnswers', () => {
  it('finds nothing wrong in a whole form, and every missing answer in an empty one', () => {
    expect(codes(whole)).toEqual([])
    expect(codes({})).toEqual([
      'requester.isSubject answerMissing',
      'requester.addressee answerMissing',
      'requester.name answerMissing',
      'requester.residence answerMissing',
      'requester.idNumber answerMissing',
      'requester.relation answerMissing',
      'answers.name answerMissing',
      'answers.birthDate answerMissing',
      'answers.sex answerMissing',
      'answers.ethnicGroup answerMissing',
      'answers.nationality answerMissing',
      'answers.residence answerMissing',
      'answers.idNumber answerMissing',
      'answers.maritalStatus answerMissing',
      'answers.purpose answerMissing',
      'answers.reissue answerMissing',
      'closing.pledge pledgeMissing',
      'closing.madeAt answerMissing',
      'closing.madeOn answerMissing',
    ])
  })

  it('lets the residence be left out where the ID number is given (facts §4, TT 04/2024)', () => {
    expect(codes(changed('answers', { residence: '' }))).toEqual([])
  })

  it.each([
    ['answers', { name: 'Mẫu 2' }, 'answers.name nameHasDigits'],
    ['answers', { birthDate: '1985-02-30' }, 'answers.birthDate dateNotInCalendar'],
    ['answers', { birthDate: '9/4/1985' }, 'answers.birthDate dateForm'],
    ['answers', { sex: 'x' }, 'answers.sex answerNotInList'],
    ['answers', { ethnicGroup: 'Elf' }, 'answers.ethnicGroup answerNotInList'],
    ['answers', { idNumber: '12345' }, 'answers.idNumber idDocumentForm'],
    ['answers', { maritalStatus: 'happy' }, 'answers.maritalStatus answerNotInList'],
    ['answers', { maritalStatus: 'otherWords' }, 'answers.maritalWords answerMissing'],
    ['answers', { periodPlace: 'Xã Lộc Khánh', periodFrom: '2001' }, 'answers.periodTo answerMissing'],
    ['answers', { purpose: 'a'.repeat(501) }, 'answers.purpose answerTooLong'],
    ['answers', { purpose: 'mã OTP 123456' }, 'answers.purpose answerHoldsSecret'],
    ['answers', { purpose: true }, 'answers.purpose answerNotInList'],
    ['closing', { pledge: false }, 'closing.pledge pledgeMissing'],
    ['closing', { madeOn: '2026-11' }, 'closing.madeOn dateNotWhole'],
    ['requester', { isSubject: 'yes' }, 'requester.isSubject answerNotYesNo'],
  ])('in %s, %o is refused', (section, change, code) => {
    expect(codes(changed(section, change))).toContain(code)
  })

  it('takes a nine-digit CMND as paper', () => {
    expect(codes(changed('answers', { idNumber: '285123456' }))).toEqual([])
  })
})

describe('printLines', () => {
  it('prints every line in official order, the requester as the same person', () => {
    const printed = printLines(form, whole).map(({ label, text }) => `${label}: ${text}`)
    expect(printed).toEqual([
      'Kính gửi: Ủy ban nhân dân Phường Lộc Ninh',
      'Họ, chữ đệm, tên người yêu cầu: Thị Mẫu Mẫu',
      'Nơi cư trú: Ấp 5, Phường Lộc Ninh',
      'Giấy tờ tùy thân (số, ngày cấp, nơi cấp): 070185012345',
      'Quan hệ với người được cấp Giấy xác nhận tình trạng hôn nhân: Bản thân',
      'Họ, chữ đệm, tên: Thị Mẫu Mẫu',
      'Ngày, tháng, năm sinh: 09/04/1985',
      'Giới tính: Nữ',
      'Dân tộc: Xtiêng',
      'Quốc tịch: Việt Nam',
      'Nơi cư trú: Ấp 5, Phường Lộc Ninh',
      'Giấy tờ tùy thân (số, cấp ngày, tại): 070185012345',
      'Trong thời gian cư trú tại, từ ngày, đến ngày: ',
      'Tình trạng hôn nhân: Chưa kết hôn',
      'Mục đích sử dụng Giấy xác nhận: Đăng ký kết hôn',
      'Cam đoan: Có',
      'Làm tại, ngày tháng năm: Phường Lộc Ninh, 22/11/2026',
      'Người yêu cầu ký: ',
    ])
    expect(printLines(form, whole).at(-1)?.signedByHand).toBe(true)
  })

  it('prints the requester apart when it is someone else', () => {
    const other = changed('requester', {
      isSubject: false,
      name: 'Điểu Thử',
      idNumber: '075204054321',
      relation: 'Con trai',
    })
    const texts = printLines(form, other).map(({ text }) => text)
    expect(texts.slice(1, 5)).toEqual(['Điểu Thử', '', '075204054321', 'Con trai'])
    expect(texts[5]).toBe('Thị Mẫu Mẫu')
  })

  it('prints nothing of a branch that was left', () => {
    const left = changed('answers', { periodPlace: '', periodFrom: '2001', periodTo: '2002' })
    expect(printLines(form, left)[12]?.text).toBe('')
  })

  it('prints the free words beside the state', () => {
    const words = changed('answers', {
      maritalStatus: 'divorced',
      maritalWords: 'Đã ly hôn năm 2020, chưa kết hôn lại',
    })
    expect(printLines(form, words)[13]?.text).toBe('Đã ly hôn, Đã ly hôn năm 2020, chưa kết hôn lại')
    const own = changed('answers', { maritalStatus: 'otherWords', maritalWords: 'Đang chờ tòa xử ly hôn' })
    expect(printLines(form, own)[13]?.text).toBe('Đang chờ tòa xử ly hôn')
  })
})

describe('the papers', () => {
  const ids = (answers: FormAnswers) => papersNeeded(form, answers).map(({ id }) => id)

  it('follow the answers', () => {
    expect(ids(whole)).toEqual([])
    expect(ids(changed('answers', { maritalStatus: 'divorced' }))).toContain('divorceProof')
    expect(ids(changed('answers', { maritalStatus: 'widowed', reissue: true }))).toEqual([
      'deathProof',
      'oldCertificate',
    ])
    expect(ids(changed('requester', { isSubject: false }))).toContain('authorisation')
  })

  it('for the desk are the originals that are at home, and those still to be got; the form itself is printed there', () => {
    const widowed = changed('answers', { maritalStatus: 'widowed', reissue: true })
    const forDesk = (states: Record<string, string>) => {
      const items = Object.entries(states).map(([id, state]) => ({ id, state }))
      const { bring, missing } = papersForDesk(form, widowed, { items })
      return { bring: bring.map(({ id }) => id), missing: missing.map(({ id }) => id) }
    }
    expect(forDesk({ declaration: 'have', deathProof: 'have', oldCertificate: 'missing' })).toEqual({
      bring: ['deathProof'],
      missing: ['oldCertificate'],
    })
    expect(forDesk({ deathProof: 'officeLooksUp', oldCertificate: 'have' })).toEqual({
      bring: ['oldCertificate'],
      missing: [],
    })
    expect(forDesk({})).toEqual({ bring: [], missing: ['deathProof', 'oldCertificate'] })
  })
})
