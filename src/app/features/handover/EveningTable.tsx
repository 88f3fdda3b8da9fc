import { formatDay, formatInstant, formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Tag } from '../../ui/card/Tag.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Table } from '../../ui/table/Table.tsx'
import type { useLoad } from '../../ui/useLoad.ts'
import { type DeskEvening, useDeskHandover } from './deskHandover.ts'

interface Props {
  evenings: ReturnType<typeof useLoad<DeskEvening[]>>
}

/** What each tablet said it captured, evening by evening, beside what the commune holds of it (SPEC LED-3). */
export function EveningTable({ evenings }: Props) {
  const now = useDeskHandover().now()
  return (
    <section class="stack" aria-labelledby="book-title">
      <h2 id="book-title">{t('handover:desk.book.title')}</h2>
      <p class="measure">{t('handover:desk.book.text')}</p>
      {evenings.error !== undefined && <Notice tone="warning">{errorLine(evenings.error)}</Notice>}
      {evenings.value && (
        <Table
          caption={t('handover:desk.book.title')}
          captionHidden
          columns={[
            { id: 'day', title: t('handover:desk.book.column.day') },
            { id: 'label', title: t('handover:desk.book.column.label') },
            { id: 'captured', title: t('handover:desk.book.column.captured'), figures: true },
            { id: 'held', title: t('handover:desk.book.column.held'), figures: true },
            { id: 'state', title: t('handover:desk.book.column.state') },
            { id: 'told', title: t('handover:desk.book.column.told') },
          ]}
          emptyText={t('handover:desk.book.none')}
          rows={evenings.value.map((evening) => ({
            id: `${evening.day} ${evening.device.id}`,
            cells: {
              day: formatDay(evening.day),
              label: <strong>{evening.device.label}</strong>,
              captured: formatNumber(evening.captured),
              held: formatNumber(evening.held),
              state: <State evening={evening} />,
              told: formatInstant(evening.toldAt, now),
            },
          }))}
        />
      )}
    </section>
  )
}

function State({ evening: { captured, held, missing } }: { evening: DeskEvening }) {
  if (missing.length === 0) return <Tag tone="done" text={t('handover:desk.book.whole')} />
  const places = missing.map((place) =>
    t(`handover:desk.book.${place.from === place.to ? 'one' : 'place'}`, { ...place }),
  )
  const text = t('handover:desk.book.missing', { count: captured - held, places: places.join(', ') })
  return <Tag tone="attention" text={text} />
}
