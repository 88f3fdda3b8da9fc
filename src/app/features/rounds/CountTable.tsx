import { coverages } from '../../../domain/householdRecord.ts'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Table } from '../../ui/table/Table.tsx'
import type { CountedPlace, CoverageCount } from './roundsAnswers.ts'

interface Props {
  caption: string
  first: string
  places: readonly CountedPlace[]
  total?: CountedPlace
  hrefOf?: (id: string) => string
}

/** Places with what they add up to: of those who are eligible, and the unknown beside them. */
export function CountTable({ caption, first, places, total, hrefOf }: Props) {
  const rows = [...places, ...(total ? [total] : [])]
  return (
    <Table
      caption={caption}
      columns={[
        { id: 'name', title: first },
        { id: 'households', title: t('rounds:column.households'), figures: true },
        { id: 'people', title: t('rounds:column.people'), figures: true },
        ...coverages.map((id) => ({ id, title: t(`round:coverage.${id}`), figures: true })),
      ]}
      emptyText={t('rounds:noPlaces')}
      rows={rows.map(({ id, name, households, people, visits, counts }) => ({
        id,
        cells: {
          name:
            id === total?.id ? (
              <strong>{name}</strong>
            ) : hrefOf ? (
              <Button variant="quiet" href={hrefOf(id)}>
                {name}
              </Button>
            ) : (
              name
            ),
          households: t('rounds:doneOf', { done: visits.done, all: households }),
          people,
          ...Object.fromEntries(coverages.map((coverage) => [coverage, shareText(counts[coverage])])),
        },
      }))}
    />
  )
}

/** "12 / 20, 3 chưa biết" */
const shareText = ({ has, eligible, unknown }: CoverageCount): string => t('rounds:share', { has, eligible, unknown })
