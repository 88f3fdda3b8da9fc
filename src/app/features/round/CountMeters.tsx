import { useMemo } from 'preact/hooks'
import { countCoverages } from '../../../domain/coverageCount.ts'
import type { Household } from '../../../domain/household.ts'
import { type Coverage, coverages } from '../../../domain/householdRecord.ts'
import { localDay } from '../../../domain/localDay.ts'
import type { TeamGoal } from '../../../domain/round.ts'
import { formatDay } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Meter } from '../../ui/meter/Meter.tsx'

const dayMs = 86_400_000
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / dayMs)

interface Props {
  /** of whom */
  title: string
  households: readonly Household[]
  goal: TeamGoal | null
}

/** How the four coverages stand among these households, counted on this tablet, and how far it is to the team's target. */
export function CountMeters({ title, households, goal }: Props) {
  const { now } = usePorts()
  const counts = useMemo(() => countCoverages(households), [households])

  function target(coverage: Coverage): string {
    const wanted = goal?.[coverage] ?? null
    if (wanted === null) return ''
    const words = t('round:count.goal', { goal: wanted, left: Math.max(0, wanted - counts[coverage].has) })
    const until = goal?.until ?? null
    if (until === null) return words
    const days = daysBetween(localDay(now()), until)
    return `${words}, ${days < 0 ? t('round:count.over', { day: formatDay(until) }) : t('round:count.until', { count: days })}`
  }

  if (households.length === 0) return null
  return (
    <section class="round__counts" aria-label={title}>
      {coverages.map((coverage) => {
        const { has, eligible, unknown } = counts[coverage]
        const max = Math.max(1, goal?.[coverage] ?? eligible)
        return (
          <div key={coverage}>
            <Meter
              name={t(`round:coverage.${coverage}`)}
              value={Math.min(has, max)}
              max={max}
              text={t('round:count.line', { has, eligible, unknown })}
            />
            {target(coverage) && <p class="muted">{target(coverage)}</p>}
          </div>
        )
      })}
      <p class="muted round__honest">{t('round:count.note')}</p>
    </section>
  )
}
