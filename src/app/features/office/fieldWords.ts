import { readPoint } from '../../../domain/household.ts'
import { languageByCode } from '../../../domain/languages.ts'
import { procedureByCode } from '../../../domain/procedures.ts'
import { recordTypeByName } from '../../../domain/records.ts'
import { formatDay, formatInstant, formatNumber } from '../../i18n/format.ts'
import { hasText, t } from '../../i18n/i18n.ts'

/** One field of a group, ready to read. */
export interface FieldLine {
  readonly id: string
  readonly name: string
  readonly value: string
}

/** Answers of a form and versions of a text are days too. */
const isoDay = /^\d{4}-\d{2}-\d{2}$/
const days = new Set(['birthDate', 'followUpDate'])
/** Codes that mean something only with the date of their list, because they were used twice (facts §0). */
const listDates: Readonly<Record<string, string>> = {
  communeCode: 'communeListDate',
  oldCommuneCode: 'oldCommuneListDate',
}
const withTheirCode = new Set(Object.values(listDates))
/** Instants of the tablet's clock. */
const instants = new Set(['at', 'startedAt', 'finishedAt', 'createdAt', 'paidAt', 'since'])
/** Words of an open list (`domain/choices.ts`), and where their names are. */
const listKeys: Readonly<Record<string, (word: string) => string>> = {
  sex: (word) => `desk:value.sex.${word}`,
  phoneOwner: (word) => `desk:value.phoneOwner.${word}`,
  channel: (word) => `desk:value.channel.${word}`,
  state: (word) =>
    [`round:visit.${word}`, `round:state.${word}`].find((key) => hasText(key)) ?? `desk:value.paper.${word}`,
  why: (word) => `round:why.${word}`,
  by: (word) => `round:by.${word}`,
  saidBy: (word) => `round:saidBy.${word}`,
  method: (word) => `consent:method.${word}`,
  guardianRelation: (word) => `consent:relation.${word}`,
  outcome: (word) => `ladder:outcome.${word}`,
  bring: (word) => `ladder:bring.${word}`,
  meetAt: (word) => `desk:value.meetAt.${word}`,
  meetWhen: (word) => `desk:value.meetWhen.${word}`,
  feedbackKind: (word) => `desk:value.feedbackKind.${word}`,
}

function wordOf(name: string, text: string): string {
  const key = listKeys[name]?.(text)
  // a newer tablet may know more words than this page: they show as they are
  if (key !== undefined) return hasText(key) ? t(key) : text
  if (days.has(name) || isoDay.test(text)) return formatDay(text)
  if (name === 'hear' || name === 'language') return languageByCode(text)?.label ?? text
  if (name === 'procedureCode') return `${text} ${procedureByCode(text)?.name ?? ''}`.trim()
  return text
}

/** What was said to photos of papers; when is in the history. */
function consentWord(value: object): string {
  const given = 'given' in value ? value.given : undefined
  return typeof given === 'boolean' ? t(given ? 'desk:value.yes' : 'desk:value.no') : t('desk:value.unreadable')
}

/** Where a house is, to be written down or typed into a receiver: no map of somebody else's is asked. */
function placeWord(value: object): string {
  const point = readPoint(value)
  if (!point) return t('desk:value.unreadable')
  const { lat, lng, by, on } = point
  const words = { at: `${lat}, ${lng}`, day: formatDay(on) }
  const key = `round:point.by.${by}`
  return hasText(key) ? t('desk:value.placeBy', { ...words, by: t(key) }) : t('desk:value.place', words)
}

/** A field's value in words; '' for one that is not there. Lists with a screen of their own are only counted. */
export function fieldValue(name: string, value: unknown, now: number): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return t(value ? 'desk:value.yes' : 'desk:value.no')
  if (typeof value === 'number') {
    if (instants.has(name)) return formatInstant(value, now)
    return name === 'amountDong' ? t('desk:value.dong', { amount: formatNumber(value) }) : formatNumber(value)
  }
  if (name === 'mark') return t('desk:value.mark')
  if (typeof value === 'string') return wordOf(name, value)
  if (name === 'photoConsent') return consentWord(value)
  if (name === 'at') return placeWord(value)
  if (!Array.isArray(value)) return t('desk:value.unreadable')
  const words = value.filter((one) => typeof one === 'string')
  return words.length === value.length
    ? words.map((word) => wordOf(name, word)).join(', ')
    : t('desk:value.lines', { count: value.length })
}

/** The name of a field; a field of a newer tablet shows its own. */
export function fieldName(name: string): string {
  return hasText(`desk:field.${name}`) ? t(`desk:field.${name}`) : name
}

function wholeValue(name: string, fields: Readonly<Record<string, unknown>>, now: number): string {
  const own = fieldValue(name, fields[name], now)
  // a place that no list of the tablet has: nobody may take it for a checked one
  if (name === 'communeName' && own !== '' && fields.communeCode === undefined) {
    return t('desk:value.asTold', { name: own })
  }
  const day = fields[listDates[name] ?? '']
  return own !== '' && typeof day === 'string' ? t('desk:value.listed', { code: own, day: formatDay(day) }) : own
}

/** The fields of a group in the order of its definition, without those that have a view of their own. */
export function groupLines(
  type: string,
  group: string,
  value: Readonly<Record<string, unknown>>,
  now: number,
  skip: readonly string[] = [],
): readonly FieldLine[] {
  const known = recordTypeByName(type)?.groups[group]?.known
  const order = known === undefined || known === 'any' ? [] : known
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  return Object.keys(value)
    .filter((name) => !skip.includes(name) && !withTheirCode.has(name))
    .sort((a, b) => rank(a) - rank(b))
    .map((name) => ({
      id: `${group}.${name}`,
      name: fieldName(group === 'point' ? group : name),
      value: wholeValue(name, value, now),
    }))
    .filter((line) => line.value !== '')
}
