import type { FormDefinition } from '../../../domain/formDefinition.ts'
import { formatInstant } from '../../i18n/format.ts'
import { hasText, t } from '../../i18n/i18n.ts'
import { Tag } from '../../ui/card/Tag.tsx'
import { Fold } from '../../ui/fold/Fold.tsx'
import { groupName } from './caseWords.ts'
import { changedFields } from './changeWords.ts'
import { clockWords } from './clockWords.ts'
import type { CaseChange } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'
import { writerName } from './writerName.ts'

const tones = { applied: 'done', conflict: 'attention', chosen: 'waiting', command: 'plain' } as const
const toneOf = (outcome: string) => Object.entries(tones).find(([known]) => known === outcome)?.[1] ?? 'plain'

/** As many fields are read at a glance; a whole form is opened by who wants to read it. */
const mostFields = 6

interface Props {
  change: CaseChange
  form: FormDefinition | undefined
}

/** One line of a case's history: who, on which tablet, when, from what to what, and what became of it. */
export function HistoryEntry({ change, form }: Props) {
  const now = useOffice().now()
  const { group, outcome, actorName, atKiosk, deviceLabel, wall, at, base, version } = change
  const clock = clockWords(wall, at, now)
  const fields = changedFields(change, now, form)
  const list = (
    <ul class="history__fields">
      {fields.map((field) => (
        <li key={field.id}>
          {t('desk:history.field', {
            name: field.name,
            before: field.before || t('common:notWritten'),
            after: field.after || t('desk:history.removed'),
          })}
        </li>
      ))}
    </ul>
  )
  return (
    <li class="history__entry">
      <p class="history__head">
        <strong>{groupName(group)}</strong>
        <Tag
          tone={toneOf(outcome)}
          text={hasText(`desk:outcome.${outcome}`) ? t(`desk:outcome.${outcome}`) : outcome}
        />
      </p>
      <p class="muted">
        {[writerName(actorName, atKiosk), deviceLabel, formatInstant(at, now), clock]
          .filter((part) => part !== null && part !== '')
          .join(' · ')}
      </p>
      <p class="muted">{t('desk:history.versions', { base, version })}</p>
      {fields.length > mostFields ? (
        <Fold title={t('desk:history.fields', { count: fields.length })}>{list}</Fold>
      ) : (
        list
      )}
    </li>
  )
}
