import { formatInstant, formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { Table } from '../../ui/table/Table.tsx'
import { stepName, triesOf, tryWords } from './ladderTries.ts'
import type { CaseRecord } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'

/** Every try at the ladder, with its number, time and how it went. */
export function LadderTries({ record }: { record: CaseRecord }) {
  const now = useOffice().now()
  const tries = triesOf(record)
  if (tries.length === 0) return null
  return (
    <Table
      caption={t('desk:ladder.caption')}
      captionHidden
      columns={[
        { id: 'step', title: t('desk:ladder.step') },
        { id: 'tries', title: t('desk:ladder.tries'), figures: true },
        { id: 'at', title: t('desk:ladder.at') },
        { id: 'result', title: t('desk:ladder.result') },
      ]}
      emptyText=""
      rows={tries.map((one, at) => ({
        id: String(at),
        cells: {
          step: stepName(one.step),
          tries: formatNumber(one.tries),
          at: formatInstant(one.at, now),
          result: tryWords(one),
        },
      }))}
    />
  )
}
