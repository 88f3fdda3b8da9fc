import { formatAgo, formatBytes, formatInstant } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import type { SyncStatus } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Meter } from '../../ui/meter/Meter.tsx'
import { SummaryList } from '../../ui/summaryList/SummaryList.tsx'
import { formatSpan } from './formatSpan.ts'

function clockText({ clockDoubt, clockOffset }: SyncStatus): string {
  if (clockOffset === null) return t('status:clockUnknown')
  return clockDoubt ? t('status:clockDoubt', { time: formatSpan(Math.abs(clockOffset)) }) : t('status:clockOk')
}

/** The tablet itself: its oldest unsent work, its space, its clock, its versions. */
export function AboutTablet({ status }: { status: SyncStatus }) {
  const { now } = usePorts()
  const used = t('status:usedOf', { used: formatBytes(status.bytesUsed), cap: formatBytes(status.bytesCap) })
  return (
    <section class="stack stack--tight" aria-labelledby="about-title">
      <h2 id="about-title">{t('status:about')}</h2>
      <Meter
        name={t('status:used')}
        value={status.bytesUsed}
        max={status.bytesCap}
        text={used}
        tone={status.bytesUsed > 0.8 * status.bytesCap ? 'waiting' : 'go'}
      />
      <SummaryList
        changeText={t('common:change')}
        rows={[
          {
            id: 'oldest',
            name: t('status:oldest'),
            value: status.oldestPendingAt === null ? t('status:oldestNone') : formatAgo(status.oldestPendingAt, now()),
          },
          {
            id: 'contact',
            name: t('status:lastContact'),
            value: status.lastContactAt === null ? t('status:never') : formatInstant(status.lastContactAt, now()),
          },
          { id: 'storage', name: t('status:storage'), value: status.persisted ? t('status:yes') : t('status:no') },
          { id: 'clock', name: t('status:clock'), value: clockText(status) },
          ...(status.copied === 'no'
            ? []
            : [{ id: 'copied', name: t('status:copied.name'), value: t('status:copied.value') }]),
          {
            id: 'versions',
            name: t('status:versions'),
            value: t('status:versionsText', {
              app: status.versions.app,
              wire: status.versions.wire,
              schema: status.versions.schema,
              epoch: status.versions.epoch ?? '?',
            }),
          },
        ]}
      />
    </section>
  )
}
