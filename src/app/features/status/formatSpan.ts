import { language } from '../../i18n/i18n.ts'

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** How long something is in its largest whole unit, ms: "3 ngày", "25 giờ". A clock that is years off is that many days off. */
export function formatSpan(ms: number): string {
  const [unit, length] = units.find(([, one]) => ms >= 2 * one) ?? units[2]
  const locale = language.value === 'vi' ? 'vi-VN' : 'en-GB'
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.round(ms / length))
}
