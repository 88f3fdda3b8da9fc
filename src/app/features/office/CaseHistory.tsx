import type { FormDefinition } from '../../../domain/formDefinition.ts'
import { formatInstant } from '../../i18n/format.ts'
import { hasText, t } from '../../i18n/i18n.ts'
import { Tag } from '../../ui/card/Tag.tsx'
import { groupName } from './caseWords.ts'
import { changedFields } from './changeWords.ts'
import { clockWords } from './clockWords.ts'
import type { CaseChange } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'
import { writerName } from './writerName.ts'

const tones = { applied: 'done', conflict: 'attention', chosen: 'waiting', command: 'plain' } as const
const toneOf = (outcome: string) => Object.entries(tones).find(([known]) => known === outcome)?.[1] ?? 'plain'

interface Props {
  changes: readonly CaseChange[]
  /** Whose words its answers are told in. */
  form?: FormDefinition | undefined
}

/** Who changed what, on which tablet, when, from what to what, and what became of it; newest first. */
export function CaseHistory({ changes, form }: Props) {
  const now = useOffice().now()
  if (changes.length === 0) return null
  return (
    <section class="case-group no-print">
      <h2>{t('desk:history.title')}</h2>
      <ol class="history" reversed>
        {[...changes].reverse().map((change) => {
          const clock = clockWords(change.wall, change.at, now)
          return (
            <li key={`${change.version} ${change.group} ${change.outcome} ${change.at}`} class="history__entry">
              <p class="history__head">
                <strong>{groupName(change.group)}</strong>
                <Tag
                  tone={toneOf(change.outcome)}
                  text={
                    hasText(`desk:outcome.${change.outcome}`) ? t(`desk:outcome.${change.outcome}`) : change.outcome
                  }
                />
              </p>
              <p class="muted">
                {[
                  writerName(change.actorName, change.atKiosk),
                  change.deviceLabel,
                  formatInstant(change.at, now),
                  clock,
                ]
                  .filter((part) => part !== null && part !== '')
                  .join(' · ')}
              </p>
              <p class="muted">{t('desk:history.versions', { base: change.base, version: change.version })}</p>
              <ul class="history__fields">
                {changedFields(change, now, form).map((field) => (
                  <li key={field.id}>
                    {t('desk:history.field', {
                      name: field.name,
                      before: field.before || t('common:notWritten'),
                      after: field.after || t('desk:history.removed'),
                    })}
                  </li>
                ))}
              </ul>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
