import { formatInstant, formatNumber } from '../../i18n/format.ts'
import { hasText, t } from '../../i18n/i18n.ts'
import { Notice } from '../../ui/notice/Notice.tsx'
import type { Drill } from './careAnswers.ts'
import { useCare } from './carePort.ts'

interface Props {
  drill: Extract<Drill, { ok: true }>
  /** a folder for backups is set, so one should have been opened */
  hasFolder: boolean
}

/** What a drill has proved, line by line, and what it has not. */
export function Proof({ drill, hasFolder }: Props) {
  const now = useCare().now()
  const { sheet, taken, backup, trouble } = drill
  const key = `backup:${trouble}`
  const why = trouble === null ? '' : hasText(key) ? t(key) : trouble
  return (
    <Notice tone={backup ? 'done' : 'help'} title={t('wizard:drill.proved')} live>
      <ul>
        <li>{t('wizard:drill.key', { sheet })}</li>
        {taken && <li>{t('wizard:drill.taken')}</li>}
        {backup && (
          <li>
            {t('wizard:drill.backup', { at: formatInstant(backup.createdAt, now), rows: formatNumber(backup.rows) })}
          </li>
        )}
        {!backup && <li>{hasFolder ? t('wizard:drill.trouble', { why }) : t('wizard:drill.noFolder')}</li>}
      </ul>
    </Notice>
  )
}
