import { expect, it } from 'vitest'
import { maybeSamePerson } from './samePerson.ts'

const mau = { name: 'Thị Mẫu Mẫu', birthDate: '1985-04-09' }

it('may be the same: name without accents, and a birth that does not say otherwise', () => {
  expect(maybeSamePerson(mau, { name: 'THI MAU MAU', birthDate: '1985-04-09' })).toBe(true)
  expect(maybeSamePerson(mau, { name: 'Thị Mẫu  Mẫu'.normalize('NFD'), birthDate: '1985' })).toBe(true)
  expect(maybeSamePerson({ ...mau, birthDate: '1985-04' }, mau)).toBe(true)
})

it('is another: other name, other birth, or one of them unknown', () => {
  expect(maybeSamePerson(mau, { ...mau, name: 'Thị Mẫu' })).toBe(false)
  expect(maybeSamePerson(mau, { ...mau, birthDate: '1985-04-10' })).toBe(false)
  expect(maybeSamePerson(mau, { ...mau, birthDate: '' })).toBe(false)
  expect(maybeSamePerson({ ...mau, name: '' }, { ...mau, name: '' })).toBe(false)
})
