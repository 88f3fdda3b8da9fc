import { describe, expect, it } from 'vitest'
import { countCoverages, peopleIn } from './coverageCount.ts'
import { coverageKey, inWalkingOrder, readHousehold, remainsFor } from './household.ts'

type Groups = Record<string, Record<string, unknown>>
const member = (at: number) => `member0${at}aaaaaaa${at}`
const house = (
  id: string,
  people: { name: string; birthDate?: string; card?: string; left?: boolean }[],
  more: Groups = {},
) =>
  readHousehold(id, {
    place: { unit: 'ap', number: id },
    ...Object.fromEntries(
      people.flatMap(({ name, birthDate, card, left }, at) => [
        [member(at), { name, ...(birthDate && { birthDate }), ...(left && { left }) }],
        [coverageKey(member(at), 'idcard'), card === undefined ? {} : { state: card, by: 'seen', on: '2026-11-27' }],
      ]),
    ),
    ...more,
  })

describe('the count of coverages', () => {
  it('has those in its denominator of whom somebody said that they are eligible, and names the others beside it', () => {
    const counts = countCoverages([
      house('1', [
        { name: 'Mẫu Một', card: 'has' },
        { name: 'Mẫu Hai', card: 'missing' },
        { name: 'Mẫu Ba', card: 'notEligible' },
        { name: 'Mẫu Bốn' },
        { name: 'Mẫu Năm', card: 'a word of a newer tablet' },
      ]),
    ])
    expect(counts.idcard).toEqual({ has: 1, eligible: 2, notEligible: 1, unknown: 2 })
    expect(counts.smartphone).toEqual({ has: 0, eligible: 0, notEligible: 0, unknown: 5 })
    expect(peopleIn(counts)).toBe(5)
  })

  it('counts a person of two houses once, by what is best known; two of one name without a whole birth date are two', () => {
    const counts = countCoverages([
      house('1', [
        { name: 'Điểu Mẫu', birthDate: '1950-02-01', card: 'missing' },
        { name: 'Thị Thử', birthDate: '1950' },
      ]),
      house('2', [
        { name: 'Dieu Mau', birthDate: '1950-02-01', card: 'has' },
        { name: 'Thị Thử', birthDate: '1950' },
      ]),
    ])
    expect(counts.idcard).toEqual({ has: 1, eligible: 1, notEligible: 0, unknown: 2 })
  })

  it('counts nobody who has left, and nobody of a house that has moved', () => {
    const counts = countCoverages([
      house('1', [
        { name: 'Mẫu Một', card: 'has', left: true },
        { name: 'Mẫu Hai', card: 'missing' },
      ]),
      house('2', [{ name: 'Mẫu Ba', card: 'has' }], { visit: { state: 'moved' } }),
      house('3', [{ name: 'Mẫu Bốn', card: 'has' }], { visit: { state: 'refused' } }),
    ])
    expect(counts.idcard).toEqual({ has: 1, eligible: 2, notEligible: 0, unknown: 0 })
  })
})

describe('a household', () => {
  it('says what remains for a person: what is missing, and what nobody knows', () => {
    const { members } = house('1', [
      { name: 'Mẫu Một', card: 'has' },
      { name: 'Mẫu Hai', card: 'missing', left: true },
    ])
    expect(members.map(remainsFor)).toEqual([['eaccount', 'ownsim', 'smartphone'], []])
  })

  it('stands in walking order: as the round says, then as the hamlet does, then by its number', () => {
    const homes = [
      { id: 'a', number: '10', head: '', order: null },
      { id: 'b', number: '9', head: '', order: null },
      { id: 'c', number: '30', head: '', order: 1 },
      { id: 'd', number: '40', head: '', order: null },
    ]
    expect(inWalkingOrder(homes).map(({ id }) => id)).toEqual(['c', 'b', 'a', 'd'])
    expect(inWalkingOrder(homes, ['d', 'a']).map(({ id }) => id)).toEqual(['d', 'a', 'c', 'b'])
  })

  it('counts two of one house with one name and year once, written down by a list and by a team', () => {
    const alike = [
      { name: 'Điểu Mẫu', birthDate: '1950', card: 'missing' },
      { name: 'điểu mẫu', birthDate: '1950-02-01', card: 'has' },
      { name: 'Điểu Mẫu', birthDate: '1975' },
    ]
    const counts = countCoverages([house('1', alike), house('2', [{ name: 'Điểu Mẫu', birthDate: '1950-02-01' }])])
    expect(counts.idcard).toEqual({ has: 1, eligible: 1, notEligible: 0, unknown: 1 })
  })
})
