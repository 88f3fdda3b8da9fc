import { useEffect, useState } from 'preact/hooks'
import { formatAgo, formatInstant, formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine, problemText } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { EmptyState } from '../../ui/emptyState/EmptyState.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Pager } from '../../ui/pager/Pager.tsx'
import { Table } from '../../ui/table/Table.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useNow } from '../../ui/useNow.ts'
import { useTitle } from '../../ui/useTitle.ts'
import { AnswerAlarm } from './AnswerAlarm.tsx'
import { ClonedTablets } from './ClonedTablets.tsx'
import { pageSize } from './caseSteps.ts'
import { groupName } from './caseWords.ts'
import { DecideItems } from './DecideItems.tsx'
import type { Attention } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'

const pollMs = 30_000

/** What was received but is not in the register, and what looks wrong with a tablet: reasons in words, nothing vanishes (D7). */
export function AttentionScreen() {
  const port = useOffice()
  const [page, setPage] = useState(0)
  const { value, error, busy, reload } = useLoad(() => port.attention(page * pageSize), `attention ${page}`, pollMs)
  const now = useNow(port.now, 30_000)
  useTitle(t('desk:title.attention'))
  const pages = Math.max(1, Math.ceil((value?.otherAlarms ?? 0) / pageSize))
  useEffect(() => {
    // alarms were answered while their last page was open
    if (value && page >= pages) setPage(pages - 1)
  }, [value])
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
      {value && value.items.length + value.alarms.length + value.conflicts.length === 0 && (
        <EmptyState icon="check" title={t('desk:attention.empty.title')} text={t('desk:attention.empty.text')} />
      )}
      {value && <ClonedTablets alarms={value.alarms} items={value.items} now={now} onDone={reload} />}
      {value && value.conflicts.length > 0 && <Conflicts conflicts={value.conflicts} now={now} />}
      {value?.more && <p class="measure">{t('desk:attention.more')}</p>}
      {value && value.items.length > 0 && (
        <>
          {value.oldestAt !== null && <p>{t('desk:attention.oldest', { ago: formatAgo(value.oldestAt, now) })}</p>}
          <WholeTablets items={withoutCloned(value)} onDecided={reload} />
          <Items items={value.items} now={now} onDecided={reload} />
        </>
      )}
      {value && value.otherAlarms > 0 && (
        <>
          <Alarms alarms={value.alarms.filter(({ code }) => code !== 'cloned')} now={now} onAnswered={reload} />
          <Pager
            label={t('desk:attention.pages')}
            page={page}
            pages={pages}
            text={
              pages === 1 ? '' : t('desk:attention.page', { page: formatNumber(page + 1), pages: formatNumber(pages) })
            }
            previousText={t('desk:inbox.previous')}
            nextText={t('desk:inbox.next')}
            onPage={setPage}
          />
        </>
      )}
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

/** What is held of a tablet that stands above as cloned is decided there. */
function withoutCloned({ items, alarms }: Attention): Attention['items'] {
  const cloned = new Set(alarms.filter(({ code }) => code === 'cloned').map(({ deviceId }) => deviceId))
  return items.filter(({ reason, deviceId }) => reason !== 'forked' || !cloned.has(deviceId))
}

/** A revoked tablet may have sent a whole evening: its held items can be decided together. */
function WholeTablets({ items, onDecided }: { items: Attention['items']; onDecided: () => Promise<void> }) {
  const open = items.filter(({ decidable }) => decidable)
  const tablets = [...new Set(open.map(({ device }) => device))]
  const many = tablets.flatMap((device) => {
    const theirs = open.filter((item) => item.device === device)
    return theirs.length > 1 ? [{ device: device ?? t('desk:attention.noDevice'), theirs }] : []
  })
  return (
    <>
      {many.map(({ device, theirs }) => (
        <div key={device} class="stack stack--tight">
          <p>{t('desk:decide.tablet', { device, count: theirs.length })}</p>
          <DecideItems items={theirs} what={device} onDecided={onDecided} />
        </div>
      ))}
    </>
  )
}

interface ItemsProps {
  items: Attention['items']
  now: number
  onDecided: () => Promise<void>
}

function Items({ items, now, onDecided }: ItemsProps) {
  return (
    <Table
      caption={t('desk:attention.items')}
      columns={[
        { id: 'state', title: t('desk:attention.column.state') },
        { id: 'why', title: t('desk:attention.column.why') },
        { id: 'device', title: t('desk:attention.column.device') },
        { id: 'at', title: t('desk:attention.column.at') },
        { id: 'act', title: t('desk:attention.column.act') },
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
              {item.actor !== null && <span> {t('desk:attention.by', { name: item.actor })}</span>}
            </>
          ),
          at: <Since at={item.at} now={now} />,
          act: item.decidable ? (
            <DecideItems items={[item]} what={placeOf(item.chain, item.n)} onDecided={onDecided} />
          ) : null,
        },
      }))}
    />
  )
}

interface AlarmsProps {
  alarms: Attention['alarms']
  now: number
  onAnswered: () => Promise<void>
}

function Alarms({ alarms, now, onAnswered }: AlarmsProps) {
  if (alarms.length === 0) return null
  return (
    <Table
      caption={t('desk:attention.alarms')}
      columns={[
        { id: 'why', title: t('desk:attention.column.why') },
        { id: 'device', title: t('desk:attention.column.device') },
        { id: 'at', title: t('desk:attention.column.at') },
        { id: 'act', title: t('desk:attention.column.act') },
      ]}
      emptyText=""
      rows={alarms.map((alarm) => ({
        id: alarm.id,
        cells: {
          why: (
            <>
              <Words code={alarm.code} />
              {alarm.count > 1 && <span class="muted"> {t('desk:attention.times', { count: alarm.count })}</span>}
            </>
          ),
          device: (
            <>
              {alarm.device ?? t('desk:attention.noDevice')}
              <span class="muted"> {placeOf(alarm.chain, alarm.n)}</span>
            </>
          ),
          at: <Since at={alarm.at} now={now} />,
          act: (
            <AnswerAlarm
              alarm={alarm}
              text={t('desk:attention.seen')}
              what={`${alarm.device ?? t('desk:attention.noDevice')} ${placeOf(alarm.chain, alarm.n)}`}
              onAnswered={onAnswered}
            />
          ),
        },
      }))}
    />
  )
}

/** When it came, and how long that is: the age is what tells what to take first. */
function Since({ at, now }: { at: number; now: number }) {
  return (
    <>
      {formatInstant(at, now)} <span class="muted">({formatAgo(at, now)})</span>
    </>
  )
}

/** Two values of one group: the oldest first, each a link to where a person chooses. */
function Conflicts({ conflicts, now }: { conflicts: Attention['conflicts']; now: number }) {
  return (
    <Table
      caption={t('desk:attention.conflicts')}
      columns={[
        { id: 'case', title: t('desk:attention.column.case') },
        { id: 'group', title: t('desk:attention.column.group') },
        { id: 'devices', title: t('desk:attention.column.devices') },
        { id: 'age', title: t('desk:attention.column.age') },
      ]}
      emptyText=""
      rows={conflicts.map((one) => ({
        id: `${one.record} ${one.group} ${one.at}`,
        cells: {
          case: (
            <a
              class="tap unbroken"
              href={`/office/cases/${one.record}`}
              aria-label={t('desk:attention.choose', { code: one.shortCode })}
            >
              {one.shortCode}
            </a>
          ),
          group: groupName(one.group),
          devices: [...new Set(one.devices)].join(', ') || t('desk:attention.noDevice'),
          age: <Since at={one.at} now={now} />,
        },
      }))}
    />
  )
}
