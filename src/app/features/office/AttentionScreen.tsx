import { formatAgo, formatInstant } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine, problemText } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { EmptyState } from '../../ui/emptyState/EmptyState.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Table } from '../../ui/table/Table.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useNow } from '../../ui/useNow.ts'
import { useTitle } from '../../ui/useTitle.ts'
import type { Attention } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'

const pollMs = 30_000

/** What was received but is not in the register, and what looks wrong with a tablet: reasons in words, nothing vanishes (D7). */
export function AttentionScreen() {
  const port = useOffice()
  const { value, error, busy } = useLoad(port.attention, 'attention', pollMs)
  const now = useNow(port.now, 30_000)
  useTitle(t('desk:title.attention'))
  return (
    <>
      <Title>{t('desk:attention.heading')}</Title>
      <p class="measure">{t('desk:attention.lead')}</p>
      {error !== undefined && (
        <Notice tone="warning" live>
          {errorLine(error)}
        </Notice>
      )}
      {value === undefined && busy && <Busy text={t('common:loading')} />}
      {value && value.items.length + value.alarms.length === 0 && (
        <EmptyState icon="check" title={t('desk:attention.empty.title')} text={t('desk:attention.empty.text')} />
      )}
      {value?.more && <p class="measure">{t('desk:attention.more')}</p>}
      {value && value.items.length > 0 && (
        <>
          {value.oldestAt !== null && <p>{t('desk:attention.oldest', { ago: formatAgo(value.oldestAt, now) })}</p>}
          <Items items={value.items} now={now} />
        </>
      )}
      {value && value.alarms.length > 0 && <Alarms alarms={value.alarms} now={now} />}
    </>
  )
}

function Words({ code }: { code: string }) {
  const { text, todo } = problemText(code)
  return (
    <>
      <strong>{text}</strong> {todo}
    </>
  )
}

/** The place in a tablet's chain: enough to find it again, and nothing of a person. */
const placeOf = (chain: string | null, n: number | null) => (chain === null ? '' : `${chain.slice(0, 8)} · ${n ?? ''}`)

function Items({ items, now }: { items: Attention['items']; now: number }) {
  return (
    <Table
      caption={t('desk:attention.items')}
      columns={[
        { id: 'state', title: t('desk:attention.column.state') },
        { id: 'why', title: t('desk:attention.column.why') },
        { id: 'device', title: t('desk:attention.column.device') },
        { id: 'at', title: t('desk:attention.column.at') },
      ]}
      emptyText=""
      rows={items.map((item) => ({
        id: `${item.chain} ${item.n}`,
        cells: {
          state: (
            <Tag
              tone={item.state === 'rejected' ? 'attention' : 'waiting'}
              text={t(item.state === 'rejected' ? 'desk:attention.rejected' : 'desk:attention.held')}
            />
          ),
          why: <Words code={item.reason ?? 'unknown'} />,
          device: (
            <>
              {item.device ?? t('desk:attention.noDevice')}
              <span class="muted"> {placeOf(item.chain, item.n)}</span>
            </>
          ),
          at: formatInstant(item.at, now),
        },
      }))}
    />
  )
}

function Alarms({ alarms, now }: { alarms: Attention['alarms']; now: number }) {
  return (
    <Table
      caption={t('desk:attention.alarms')}
      columns={[
        { id: 'why', title: t('desk:attention.column.why') },
        { id: 'device', title: t('desk:attention.column.device') },
        { id: 'at', title: t('desk:attention.column.at') },
      ]}
      emptyText=""
      rows={alarms.map((alarm) => ({
        id: alarm.id,
        cells: {
          why: <Words code={alarm.code} />,
          device: (
            <>
              {alarm.device ?? t('desk:attention.noDevice')}
              <span class="muted"> {placeOf(alarm.chain, alarm.n)}</span>
            </>
          ),
          at: formatInstant(alarm.at, now),
        },
      }))}
    />
  )
}
