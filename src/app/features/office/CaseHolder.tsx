import { holderFields, holderGroup, readHolder } from '../../../domain/holder.ts'
import { formatInstant } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import type { CaseRecord } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'

interface Props {
  record: CaseRecord
  /** Frees it, and says so. */
  onFree: (work: () => Promise<void>) => Promise<unknown>
}

const nobody = Object.fromEntries(Object.keys(holderFields).map((name) => [name, null]))

/** Who of a team works at an open case, or whom it waits for (SPEC HLD-1); it keeps nobody out, and the desk may take it off. */
export function CaseHolder({ record, onFree }: Props) {
  const port = useOffice()
  const holder = readHolder(record.groups[holderGroup]?.value)
  if (!holder) return null
  const { name, tablet, giver } = holder
  const words = {
    who: [name, tablet].filter(Boolean).join(', '),
    giver: giver ?? '',
    time: formatInstant(holder.since, port.now()),
  }
  const kind = name !== undefined ? 'works' : tablet !== undefined ? 'given' : 'open'
  return (
    <Notice tone="info" title={t(`desk:holder.${kind}`, words)}>
      <p>{t('desk:holder.text')}</p>
      <div class="cluster no-print">
        <Button onClick={() => void onFree(() => port.correct(record.id, record.version, holderGroup, nobody))}>
          {t('desk:holder.free')}
        </Button>
      </div>
    </Notice>
  )
}
