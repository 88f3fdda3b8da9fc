import { describe, expect, it } from 'vitest'
import { readHouseholdList } from './householdList.ts'

const today = { year: 2026, month: 11, day: 27 }
const heading = [
  'Số hộ',
  'Chủ hộ',
  'Địa chỉ',
  'Thứ tự đi',
  'Họ và tên',
  'Ngày sinh',
  'Giới tính',
  'Tiếng nói',
  'Ghi chú',
]
const read = (...rows: string[][]) => readHouseholdList([heading, ...rows], today)

describe('a list of households', () => {
  it('is read a row a person, with dates as people and programs write them', () => {
    const { households, people, problems, ignored } = read(
      ['014', 'Điểu Mẫu', 'Tổ 2', '3', 'Điểu Mẫu', '1/2/1950', 'Nam', 'S’tiêng', 'nhà sàn'],
      ['', '', '', '', ' Thị  Thử ', '1955', 'nữ', '', ''],
      ['015', '', '', '', 'Nguyễn Ví Dụ', '2001-05-09', '', 'Khmer', ''],
      ['', '', '', '', '', '', '', '', ''],
    )
    expect({ problems, ignored, people }).toEqual({ problems: [], ignored: [], people: 3 })
    expect(households).toMatchObject([
      {
        number: '014',
        head: 'Điểu Mẫu',
        order: 3,
        language: 'S’tiêng',
        note: 'nhà sàn',
        members: [
          { name: 'Điểu Mẫu', birthDate: '1950-02-01', sex: 'm' },
          { name: 'Thị Thử', birthDate: '1955', sex: 'f' },
        ],
      },
      { number: '015', language: 'khm', members: [{ birthDate: '2001-05-09', language: 'khm' }] },
    ])
  })

  it('names each bad row by number and column, and nothing of what stands there', () => {
    const { problems } = read(
      ['', '', '', '', 'Chưa Có Hộ', '', '', '', ''],
      ['014', '', '', 'một', 'Điểu 2', '31/2/1950', 'x', 'tiếng lạ', ''],
      ['014', '', '', '', 'Thị Thử', '1/1/2030', '', '', '070050001234'],
      ['014', '', '', '', 'Thị Thử', '1/1/2030', '', '', ''],
    )
    expect(problems).toEqual([
      { row: 2, column: 'number', code: 'householdUnnamed' },
      { row: 3, column: 'order', code: 'orderInvalid' },
      { row: 3, column: 'name', code: 'nameInvalid' },
      { row: 3, column: 'birthDate', code: 'birthInvalid' },
      { row: 3, column: 'sex', code: 'sexUnknown' },
      { row: 4, column: 'note', code: 'paperNumber' },
      { row: 4, column: 'birthDate', code: 'birthInFuture' },
      { row: 5, column: 'birthDate', code: 'birthInFuture' },
      { row: 5, column: 'name', code: 'personTwice' },
    ])
  })

  it('passes over columns that it does not know, such as numbers of papers, and says so', () => {
    const { ignored, problems, households } = readHouseholdList(
      [
        ['So ho', 'Ho ten', 'Số CCCD'],
        ['1', 'Thị Thử', '070050001234'],
      ],
      today,
    )
    expect({ ignored, problems }).toEqual({ ignored: ['Số CCCD'], problems: [] })
    expect(JSON.stringify(households)).not.toContain('0700')
  })

  it('needs to know which house and who, and is not empty or endless', () => {
    const codes = (table: string[][]) => readHouseholdList(table, today).problems.map(({ code }) => code)
    expect(codes([])).toEqual(['noHouseholdColumn', 'noNameColumn'])
    expect(codes([heading])).toEqual(['empty'])
    expect(codes([[...heading, 'Số hộ']])).toEqual(['columnTwice'])
    expect(codes([heading, ...Array.from({ length: 5001 }, () => [''])])).toEqual(['tooManyRows'])
  })

  it('takes a house that it names twice in two ways once, and shows what speaks against what the hamlet has', () => {
    const rows = [
      ['014', 'Điểu Mẫu', '', '', 'Điểu Mẫu', '1950', '', '', ''],
      ['14', '', '', '', 'Thị Thử', '', '', '', ''],
      ['', 'ĐIỂU MẪU', '', '', 'diểu mẫu', '1/2/1950', '', '', ''],
      ['15', 'Lâm Ví Dụ', '', '', 'Lâm Ví Dụ', '', '', '', ''],
    ]
    const there = [{ number: '015', head: 'Nguyễn Khác' }]
    const { households, problems } = readHouseholdList([heading, ...rows], today, there)
    expect(households.map(({ number }) => number)).toEqual(['014', '15'])
    expect(problems).toEqual([
      { row: 4, column: 'name', code: 'personTwice' },
      { row: 5, column: 'head', code: 'knownDiffers' },
    ])
  })
})
