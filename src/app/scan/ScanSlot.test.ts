import { expect, it } from 'vitest'
import type { TextDamage } from '../../domain/textDamage.ts'
import { slotKind } from './ScanSlot.ts'

const kind = (read: string, written: string, damage?: TextDamage, isName = true) =>
  slotKind({ id: 'name', label: 'Họ tên', read, written, show: (value) => value, isName, damage })

it('fills what is empty, asks where something else stands, and lets alone what is the same', () => {
  expect(kind('Thị Mẫu', '')).toBe('new')
  expect(kind('Thị Mẫu', 'Thị Mẫu')).toBe('same')
  expect(kind('Thị Mẫu', 'Thị Mâu')).toBe('differs')
})

it('has damaged words mended before they are taken', () => {
  expect(kind('Th? M?u', '', 'broken')).toBe('mend')
  expect(kind('Thị Mẫu', '', 'mended')).toBe('mend')
  expect(kind('Thi Mau', '', 'bare')).toBe('mend')
  expect(kind('Th? M?u', 'Thị Mẫu', 'broken')).toBe('differs')
})

it('never offers a name without accents in the place of one that was written (facts §1)', () => {
  expect(kind('Thi Mau', 'Thị Mẫu', 'bare')).toBe('same')
  expect(kind('Thi Mau', 'Điểu Thử', 'bare')).toBe('kept')
  expect(kind('Ap 5', 'Ấp 6', 'bare', false)).toBe('differs')
})
