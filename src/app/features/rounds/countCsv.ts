import { coverages } from '../../../domain/householdRecord.ts'
import { t } from '../../i18n/i18n.ts'
import type { CountedPlace, Rounds } from './roundsAnswers.ts'

/** Quoted; a cell that a spreadsheet would take for a formula is told to be text. */
const cell = (value: string | number): string => {
  const text = String(value)
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}

function line({ name, households, people, visits, counts }: CountedPlace, kind: string): (string | number)[] {
  const figures = coverages.flatMap((coverage) => {
    const { has, eligible, notEligible, unknown } = counts[coverage]
    return [has, eligible, notEligible, unknown]
  })
  return [kind, name, households, visits.done, people, ...figures]
}

/** What the hamlets, teams and the commune add up to, as a table for a spreadsheet: figures alone, no person's data. */
export function countCsv({ commune, hamlets, teams }: Rounds): string {
  const head = [
    t('rounds:csv.kind'),
    t('rounds:csv.name'),
    t('rounds:csv.households'),
    t('rounds:csv.done'),
    t('rounds:csv.people'),
    ...coverages.flatMap((coverage) =>
      ['has', 'eligible', 'notEligible', 'unknown'].map(
        (what) => `${t(`round:coverage.${coverage}`)}: ${t(`rounds:csv.${what}`)}`,
      ),
    ),
  ]
  const rows = [
    head,
    ...hamlets.map((place) => line(place, t('rounds:csv.hamlet'))),
    ...teams.map((place) => line(place, t('rounds:csv.team'))),
    line(commune, t('rounds:csv.commune')),
  ]
  // the mark in front tells spreadsheets that these are the letters of Vietnamese
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}
