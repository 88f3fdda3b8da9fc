import type { NameAndBirth } from '../../domain/samePerson.ts'
import type { RecordRow } from '../store/rows.ts'

const said = ({ groups }: RecordRow, field: string): string | null =>
  [groups.identity, groups.subject]
    .map((group) => group?.value[field])
    .find((value): value is string => typeof value === 'string' && value !== '') ?? null

/** The ID number of whom a case is about; null while nobody wrote one. */
export const idNumberOf = (record: RecordRow): string | null => said(record, 'idNumber')

/** By what whom a case is about may be known where there is no number; '' for what nobody wrote. */
export const nameAndBirthOf = (record: RecordRow): NameAndBirth => ({
  name: said(record, 'name') ?? '',
  birthDate: said(record, 'birthDate') ?? '',
})
