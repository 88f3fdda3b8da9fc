import { language, t } from './i18n.ts'

const locale = () => (language.value === 'vi' ? 'vi-VN' : 'en-GB')

/** 12345 → "12.345" in Vietnamese. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale()).format(value)
}

/** Bytes as a person reads them: "850 B", "12 kB", "3,4 MB". */
export function formatBytes(bytes: number): string {
  const show = (value: number, unit: string, digits: number) =>
    `${new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value)} ${unit}`
  if (bytes < 1000) return show(bytes, 'B', 0)
  if (bytes < 1_000_000) return show(bytes / 1000, 'kB', bytes < 10_000 ? 1 : 0)
  return show(bytes / 1_000_000, 'MB', 1)
}

/** An instant (ms) as the clock of this tablet shows it: "21:04". */
export function formatTime(instant: number): string {
  return new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', hour12: false }).format(instant)
}

/** An instant (ms) with its day, left out when it is today's: "21:04" or "21:04, 03/07/2026". */
export function formatInstant(instant: number, now: number): string {
  const sameDay = new Date(instant).toDateString() === new Date(now).toDateString()
  return sameDay ? formatTime(instant) : `${formatTime(instant)}, ${formatDay(isoDay(instant))}`
}

function isoDay(instant: number): string {
  const date = new Date(instant)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** An ISO day whose day or month may be unknown: "12/03/1950", "tháng 3 năm 1950", "năm 1950". '' stays ''. */
export function formatDay(iso: string): string {
  const [year, month, day] = iso.split('-')
  if (!year) return ''
  if (!month) return t('common:date.year', { year })
  if (!day) return t('common:date.month', { month: Number(month), year })
  return `${day}/${month}/${year}`
}

/** The weekday of an ISO day: "Thứ Bảy". */
export const formatWeekday = (iso: string): string =>
  new Intl.DateTimeFormat(locale(), { weekday: 'long', timeZone: 'UTC' }).format(Date.parse(iso))

const steps = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const

/** How long ago, in the largest whole unit: "3 giờ trước"; under a minute it says "vừa xong". */
export function formatAgo(instant: number, now: number): string {
  const past = Math.max(0, now - instant)
  for (const { unit, ms } of steps) {
    if (past >= ms) return new Intl.RelativeTimeFormat(locale()).format(-Math.floor(past / ms), unit)
  }
  return t('common:justNow')
}

/** A waiting time in words, rounded up so that it never promises too early: "1 phút 5 giây". */
export function formatWait(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds))
  const minutes = Math.floor(whole / 60)
  const rest = whole % 60
  if (minutes === 0) return t('common:wait.seconds', { count: rest })
  if (rest === 0) return t('common:wait.minutes', { count: minutes })
  return `${t('common:wait.minutes', { count: minutes })} ${t('common:wait.seconds', { count: rest })}`
}
