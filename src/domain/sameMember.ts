import { foldVietnamese } from './foldVietnamese.ts'

interface Person {
  readonly name: string
  readonly birthDate: string
}

/** The year of a partial date, '' for none. */
export const birthYear = ({ birthDate }: Pick<Person, 'birthDate'>): string => birthDate.slice(0, 4)

/** Of one house: the same name, and no other year of birth. A list may know only the year, or nothing of it. */
export function isSameMember(a: Person, b: Person): boolean {
  const [one, other] = [birthYear(a), birthYear(b)]
  return foldVietnamese(a.name) === foldVietnamese(b.name) && (one === '' || other === '' || one === other)
}
