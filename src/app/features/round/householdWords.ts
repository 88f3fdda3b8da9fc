import { type Household, remainsFor } from '../../../domain/household.ts'
import type { VisitState } from '../../../domain/householdRecord.ts'
import { languageByCode } from '../../../domain/languages.ts'
import { formatDay, formatWeekday } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'

/** What a household is called on this tablet: its number, and its head where one is known. */
export const householdName = ({ number, head }: Pick<Household, 'number' | 'head'>): string =>
  [number === '' ? (head === '' ? t('round:householdUnnumbered') : '') : t('round:household', { number }), head]
    .filter(Boolean)
    .join(' · ')

/** A language by its own name; one that no list of ours has stands as it was written. */
export const languageName = (language: string): string => languageByCode(language)?.label ?? language

/** Who lives there, in a line. */
export function householdDetail({ members, language, address }: Household): string {
  const here = members.filter(({ left }) => !left)
  return [
    here.length === 0 ? t('round:remains.nobody') : t('round:people', { count: here.length }),
    language && t('round:speaks', { language: languageName(language) }),
    address,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** What remains to be done there, in a line; what a person most often came for first. */
export function remainsText({ members, visit }: Household): string {
  if (visit.state === 'absent' && visit.comeAgainOn !== '') {
    return t('round:remains.comeAgain', { day: dayWords(visit.comeAgainOn) })
  }
  const here = members.filter(({ left }) => !left)
  if (here.length === 0) return ''
  const accounts = here.filter(({ said }) => said.eaccount.state === 'missing').length
  if (accounts > 0) return t('round:remains.accounts', { count: accounts })
  const others = here.filter((member) => remainsFor(member).length > 0).length
  return others === 0 ? t('round:remains.none') : t('round:remains.others', { count: others })
}

/** "thứ Bảy 29/11/2026" */
export const dayWords = (day: string): string =>
  t('round:comeAgain.on', { weekday: formatWeekday(day), day: formatDay(day) })

export const visitTones = {
  notYet: 'waiting',
  done: 'done',
  absent: 'waiting',
  moved: 'plain',
  refused: 'attention',
} as const satisfies Record<VisitState, string>
