import { formatDay } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import type { EveningNote } from '../../storage/ports.ts'

/** The short codes of what waits of an evening; those that this tablet can no longer name are counted. */
export function codesOf({ waiting }: EveningNote): string {
  const codes = [...new Set(waiting.flatMap(({ shortCode }) => shortCode ?? []))]
  const unnamed = waiting.filter(({ shortCode }) => shortCode === null).length
  const named = unnamed > 0 ? [...codes, t('status:evening.unnamed', { count: unnamed })] : codes
  return t('status:evening.waiting', { codes: named.join(', ') })
}

/** The lines of the hand-over slip; none when there is nothing to say. */
export function slipText(of: { label: string; team: string; evenings: readonly EveningNote[] }): string[] {
  const { label, team, evenings } = of
  if (evenings.length === 0) return []
  const head = [t('status:evening.slip'), [label, team].filter((part) => part !== '').join(' · ')]
  const body = evenings.flatMap((evening) => {
    const { day, captured, acknowledged, waiting } = evening
    const counts = { day: formatDay(day), count: captured, acknowledged, waiting: waiting.length }
    const line = t('status:evening.day', counts)
    return waiting.length > 0 ? [line, codesOf(evening)] : [line]
  })
  return [...head, ...body]
}
