import { formatAgo, formatInstant } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useNow } from '../../ui/useNow.ts'
import { statusTone } from './caseSteps.ts'
import { procedureName, statusName } from './caseWords.ts'
import { formOf } from './dossierView.ts'
import type { OpenedCase } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'
import { writerName } from './writerName.ts'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Whose case, which codes, where it stands and where it came from. */
export function CaseHead({ opened }: { opened: OpenedCase }) {
  const port = useOffice()
  const now = useNow(port.now, 30_000)
  const { case: record, shortCode } = opened
  const procedure = textOf(record.groups.about?.value.procedureCode)
  const { place } = record.groups
  const name = [
    ...['identity', 'subject', 'answers'].map((group) => textOf(record.groups[group]?.value.name)),
    textOf(place?.value.head),
    textOf(place?.value.number),
  ]
  const first = opened.changes.find((change) => change.deviceLabel !== null)
  return (
    <header class="case-head stack stack--tight">
      <p>
        <a class="case-head__back no-print" href="/office">
          {t('desk:case.toInbox')}
        </a>
      </p>
      <Title>{name.find((part) => part !== '') ?? t('common:unnamed')}</Title>
      <p class="case-head__codes">
        <strong>{shortCode}</strong>
        <span>{procedureName(record.type, procedure)}</span>
        <Tag tone={statusTone(record.status)} text={statusName(record.status, record.unclaimed)} />
        {record.officialCode && <span>{t('desk:case.officialCode', { code: record.officialCode })}</span>}
      </p>
      <p class="muted">
        {first &&
          t('desk:case.from', {
            name: writerName(first.actorName, first.atKiosk),
            device: first.deviceLabel ?? '',
            time: formatInstant(first.at, now),
          })}{' '}
        {t('desk:case.updated', { ago: formatAgo(record.updatedAt, now), version: record.version })}
      </p>
      {record.returnNote !== null && (
        <Notice tone="help" title={t('desk:case.sentBackWith')}>
          {record.returnNote}
        </Notice>
      )}
      <div class="cluster no-print">
        {formOf(record) && (
          <Button href={`/office/cases/${record.id}/print`} icon="document">
            {t('desk:case.print')}
          </Button>
        )}
        <Button href={`/office/cases/${record.id}/person`}>{t('desk:case.person')}</Button>
      </div>
    </header>
  )
}
