import { formatInstant } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'

const ahead = 10 * 60_000
const longBefore = 30 * 86_400_000

/**
 * When the tablet says something was done, in words. Its clock is shown, never believed (design D5): one that runs ahead
 * of the hub's is certainly wrong, a very old one is wrong or the work lay on the tablet for long.
 * @param wall the tablet's clock, ms; null for what was done at the desk
 * @param at when the hub took it in, ms
 */
export function clockWords(wall: number | null, at: number, now: number): string | null {
  if (wall === null) return null
  const time = formatInstant(wall, now)
  if (wall > at + ahead) return t('desk:clock.ahead', { time })
  if (wall < at - longBefore) return t('desk:clock.old', { time })
  return t('desk:clock.said', { time })
}
