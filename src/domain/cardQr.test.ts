import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCardQr } from './cardQr.ts'
import { checkPersonalId } from './personalId.ts'

// of domain/data/identity-vectors.json; all people are invented
const mau = '070185012345|285123456|Thị Mẫu Mẫu|09041985|Nữ|Ấp 5, Lộc Khánh, Lộc Ninh, Bình Phước|15082021'
const thu = '075204054321||Nguyễn Văn Thử|31012004|Nam|Tổ 3, Xuân Lập, Long Khánh, Đồng Nai|20072022'
const withName = (name: string) => parseCardQr(mau.replace('Thị Mẫu Mẫu', name))

/** UTF-8 read as Windows-1252. */
const misread = (text: string) => new TextDecoder('windows-1252').decode(new TextEncoder().encode(text))

describe('the QR of a card', () => {
  it('is read as the valid ones of identity-vectors.json say', () => {
    expect(parseCardQr(mau)).toEqual({
      from: 'qr',
      idNumber: '070185012345',
      oldIdNumber: '285123456',
      name: 'Thị Mẫu Mẫu',
      birthDate: '1985-04-09',
      sex: 'f',
      address: 'Ấp 5, Lộc Khánh, Lộc Ninh, Bình Phước',
      damage: {},
      unread: [],
    })
    expect(parseCardQr(thu)).toEqual({
      from: 'qr',
      idNumber: '075204054321',
      name: 'Nguyễn Văn Thử',
      birthDate: '2004-01-31',
      sex: 'm',
      address: 'Tổ 3, Xuân Lập, Long Khánh, Đồng Nai',
      damage: {},
      unread: [],
    })
  })

  it('may have more fields than are known, and empty ones (mustAcceptAndIgnoreExtras)', () => {
    expect(parseCardQr(`${thu.replace('20072022', '20072025')}||||`)).toEqual(parseCardQr(thu))
    expect(parseCardQr('075204054321||Nguyễn Văn Thử||||')).toMatchObject({ name: 'Nguyễn Văn Thử', unread: [] })
    expect(parseCardQr(mau.normalize('NFD'))).toEqual(parseCardQr(mau))
  })

  it('warns and is taken (mustWarn)', () => {
    const warningsOf = (text: string) => {
      const card = parseCardQr(text)
      const year = Number(card?.birthDate?.slice(0, 4))
      return checkPersonalId(card?.idNumber ?? '', { ...(card?.sex ? { sex: card.sex } : {}), birthDate: { year } })
        .warnings
    }
    expect(warningsOf(thu.replace('31012004', '31012005'))).toEqual(['idBirthYearMismatch'])
    expect(warningsOf(thu.replace('0752', '0753'))).toEqual(['idSexMismatch'])
    expect(warningsOf(thu.replace('0752', '9992'))).toEqual(['idUnknownPrefix'])
  })

  it('is not what has no number of twelve digits, too few fields, or nobody in it (mustReject)', () => {
    for (const other of [
      '07520405432||Nguyễn Văn Thử|31012004|Nam|x|20072022',
      '075204054321|Nguyễn Văn Thử|31012004',
      // a health insurance card of before: its name in hexadecimal
      'DN4750123456789|5468e1bb8b204de1baab75|09/04/1985|2|x|75|01|-|-|$',
      'https://vi-du.vn/?id=070185012345',
      '075204054321||||||',
      '075204054321|x1|{"v":2}|a|b|c|d'.replace('{"v":2}', ''),
      `${mau}${'|'.repeat(5000)}`,
    ]) {
      expect(parseCardQr(other)).toBeNull()
    }
  })

  it('names what stands there and is no date, sex or old number', () => {
    expect(parseCardQr('070185012345|28512|Thị Mẫu Mẫu|30021985|X|Ấp 5|15082021')).toEqual({
      from: 'qr',
      idNumber: '070185012345',
      name: 'Thị Mẫu Mẫu',
      address: 'Ấp 5',
      damage: {},
      unread: ['oldIdNumber', 'birthDate', 'sex'],
    })
  })

  it('takes a birth of which only the year is known', () => {
    expect(parseCardQr(mau.replace('09041985', '00001985'))).toMatchObject({ birthDate: '1985', unread: [] })
  })

  it('tells accents that were read wrong, and turns them back, for a person to look at', () => {
    expect(parseCardQr(misread(mau))).toEqual({
      ...parseCardQr(mau),
      damage: { name: 'mended', address: 'mended' },
    })
    expect(parseCardQr(misread(misread(mau)))).toMatchObject({ name: 'Thị Mẫu Mẫu', damage: { name: 'mended' } })
  })

  it('tells letters that are lost, and accents that are all gone', () => {
    for (const name of ['Th? M?u M?u', 'Th\ufffd M\ufffdu', 'Th\u0003 Mau', 'Thị Mẫu 2', 'Th¶ MÉu']) {
      expect(withName(name)?.damage, name).toEqual({ name: 'broken' })
    }
    const bare = '070185012345||Thi Mau Mau|09041985|Nu|Ap 5, Loc Khanh, Loc Ninh, Binh Phuoc|15082021'
    expect(parseCardQr(bare)).toMatchObject({ sex: 'f', damage: { name: 'bare', address: 'bare' } })
    // names without an accent are names
    expect(withName('Mai Lan Anh')?.damage).toEqual({})
  })

  it('gives back every person that is written in its form, however the name is composed', () => {
    const letters = fc.constantFrom(...'aăâbcdđeêghiklmnoôơpqrstuưvxyáằẩẵậéềỉõụửựỳ')
    const word = fc.string({ unit: letters, minLength: 1, maxLength: 8 })
    const person = fc.record({
      digits: fc.stringMatching(/^\d{12}$/),
      name: fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' ')),
      birth: fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      sex: fc.constantFrom('f', 'm'),
    })
    fc.assert(
      fc.property(person, ({ digits, name, birth, sex }) => {
        const birthDate = birth.toISOString().slice(0, 10)
        const printed = birthDate.split('-').reverse().join('')
        const text = [digits, '', name, printed, sex === 'f' ? 'Nữ' : 'Nam', 'Ấp 5', ''].join('|')
        const read = { from: 'qr', idNumber: digits, name: name.normalize('NFC'), birthDate, sex }
        for (const given of [text, text.normalize('NFD')])
          expect(parseCardQr(given)).toMatchObject({ ...read, damage: {} })
        expect(parseCardQr(misread(text))).toMatchObject(read)
      }),
    )
  })

  it('never falls over what it is shown', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 12 }), fc.boolean(), (fields, isNumbered) => {
        const card = parseCardQr((isNumbered ? ['070185012345', ...fields] : fields).join('|'))
        expect(card === null || card.idNumber.length === 12).toBe(true)
      }),
    )
  })
})
