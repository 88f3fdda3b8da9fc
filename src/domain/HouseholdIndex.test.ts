import { describe, expect, it } from 'vitest'
import { HouseholdIndex } from './HouseholdIndex.ts'

const home = { number: '014', head: 'Điểu Mẫu' }
const index = new HouseholdIndex([
  home,
  { number: '', head: 'Thị Thử' },
  { number: '1/42', head: 'Lâm Ví Dụ' },
  { number: '21', head: 'Lâm Ví Dụ' },
])

describe('the households of a hamlet', () => {
  it.each([
    ['14', 'Điểu Mẫu', 'known'],
    [' 0014 ', '', 'known'],
    ['', 'điểu  MẪU', 'known'],
    ['14', 'Người Khác', 'unclear'],
    ['30', 'Thị Thử', 'known'],
    ['14A', 'Điểu Mẫu', 'none'],
    ['14/2', 'Lâm Ví Dụ', 'none'],
    ['', 'Lâm Ví Dụ', 'unclear'],
    ['', 'Người Mới', 'none'],
  ])('are known by number, and where one side has none by the head: %j %j is %s', (number, head, kind) => {
    expect(index.find({ number, head }).kind).toBe(kind)
  })

  it('are one also when the number came later', () => {
    const late = { number: '', head: 'Điểu Mới' }
    const own = new HouseholdIndex([late])
    late.number = '7'
    own.add(late)
    expect(own.find({ number: '07', head: '' })).toEqual({ kind: 'known', household: late })
  })
})
