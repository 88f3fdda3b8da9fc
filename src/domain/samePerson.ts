import { foldVietnamese } from './foldVietnamese.ts'

/** By what people are told apart where there is no number to go by. */
export interface NameAndBirth {
  readonly name: string
  /** as stored, `YYYY` or more; '' while unknown */
  readonly birthDate: string
}

/**
 * Whether two may be the same person: their names are the same without accents, and neither birth date says otherwise; where
 * one knows only the year, the year decides. It is offered and never decided: two of a hamlet may share both.
 */
export const maybeSamePerson = (a: NameAndBirth, b: NameAndBirth): boolean => {
  const [name, other] = [foldVietnamese(a.name), foldVietnamese(b.name)]
  if (name === '' || name !== other || a.birthDate === '' || b.birthDate === '') return false
  return a.birthDate.startsWith(b.birthDate) || b.birthDate.startsWith(a.birthDate)
}
