import { formatInstant } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Table } from '../../ui/table/Table.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useNow } from '../../ui/useNow.ts'
import { useTitle } from '../../ui/useTitle.ts'
import type { BreachList } from './devicesAnswers.ts'
import { useDevices } from './devicesPort.ts'
import './breach.css'

const hour = 3_600_000

/** Who may have been on a lost tablet, on paper: whom to tell, what, and until when (facts §6). */
export function BreachScreen({ device }: { device: string }) {
  const port = useDevices()
  const { value, error, busy } = useLoad(() => port.breachList(device), device)
  useTitle(t('desk:title.breach'))
  if (value === undefined) return busy ? <Busy text={t('common:loading')} /> : <p class="lead">{errorLine(error)}</p>
  return (
    <>
      <div class="cluster no-print">
        <Button href="/office/devices" icon="arrowLeft">
          {t('common:back')}
        </Button>
        <Button variant="primary" onClick={() => window.print()}>
          {t('desk:breach.print')}
        </Button>
      </div>
      <article class="breach">
        <Title>{t('desk:breach.heading', { label: value.device.label })}</Title>
        <Clock list={value} />
        <WhatWasThere list={value} />
        <Table
          caption={t('desk:breach.table', { count: value.rows.length })}
          columns={[
            { id: 'name', title: t('desk:breach.column.name') },
            { id: 'phone', title: t('desk:breach.column.phone') },
            { id: 'hamlet', title: t('desk:breach.column.hamlet') },
            { id: 'code', title: t('desk:breach.column.code') },
            { id: 'what', title: t('desk:breach.column.what') },
            { id: 'why', title: t('desk:breach.column.why') },
            { id: 'told', title: t('desk:breach.column.told') },
          ]}
          emptyText={t('desk:breach.nobody')}
          rows={value.rows.map((row) => ({
            id: row.record,
            cells: {
              name: <strong>{row.name || t('common:unnamed')}</strong>,
              phone: row.phone,
              hamlet: row.hamlet,
              code: <span class="unbroken">{row.shortCode}</span>,
              what: [
                ...row.groups.map((group) => t(`desk:group.${group.split('-')[0] ?? group}`)),
                ...(row.photos > 0 ? [t('desk:breach.photos', { count: row.photos })] : []),
              ].join(', '),
              why: t(row.sent ? 'desk:breach.sent' : 'desk:breach.pulled'),
              told: '',
            },
          }))}
        />
        <section class="stack">
          <h2>{t('desk:breach.tell.title')}</h2>
          <p class="measure">{t('desk:breach.tell.residents')}</p>
          <p class="measure">{t('desk:breach.tell.authority')}</p>
          <p class="measure">{t('desk:breach.tell.police')}</p>
          <p class="measure">
            <strong>{t('desk:breach.unverified')}</strong>
          </p>
        </section>
      </article>
    </>
  )
}

function Clock({ list }: { list: BreachList }) {
  const port = useDevices()
  const now = useNow(port.now, 30_000)
  if (list.reportedAt === null || list.tellUntil === null) {
    return <Notice tone="help">{t('desk:breach.notReported')}</Notice>
  }
  const left = Math.floor((list.tellUntil - now) / hour)
  return (
    <Notice tone="warning">
      {t('desk:breach.reported', {
        at: formatInstant(list.reportedAt, now),
        until: formatInstant(list.tellUntil, now),
      })}{' '}
      {/* paper does not count on: the hour until which stands there */}
      <span class="no-print">{left >= 0 ? t('desk:breach.left', { count: left }) : t('desk:breach.over')}</span>
    </Notice>
  )
}

function WhatWasThere({ list }: { list: BreachList }) {
  const port = useDevices()
  const seen = list.device.lastSeenAt
  return (
    <section class="stack">
      <p class="measure">
        {t('desk:breach.team', {
          team: list.device.team,
          people: list.volunteers.join(', ') || t('desk:breach.noPeople'),
        })}
      </p>
      <p class="measure">
        {seen === null
          ? t('desk:breach.neverSeen')
          : t('desk:breach.lastSeen', { at: formatInstant(seen, port.now()) })}
      </p>
      <p class="measure">{t('desk:breach.how')}</p>
      <p class="measure">{t('desk:breach.unknown')}</p>
    </section>
  )
}
