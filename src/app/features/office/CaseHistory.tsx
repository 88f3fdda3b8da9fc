import type { FormDefinition } from '../../../domain/formDefinition.ts'
import { t } from '../../i18n/i18n.ts'
import { Fold } from '../../ui/fold/Fold.tsx'
import { HistoryEntry } from './HistoryEntry.tsx'
import type { CaseChange } from './officeAnswers.ts'

/** What happened last is read by everybody; what was before, a year of it, by few. */
const mostShown = 5

interface Props {
  changes: readonly CaseChange[]
  /** Whose words its answers are told in. */
  form?: FormDefinition | undefined
}

/** Who changed what, newest first; all but the last few are folded away. */
export function CaseHistory({ changes, form }: Props) {
  if (changes.length === 0) return null
  const newest = [...changes].reverse()
  const [shown, folded] = [newest.slice(0, mostShown), newest.slice(mostShown)]
  const entries = (some: readonly CaseChange[]) => (
    <ol class="history" reversed>
      {some.map((change) => (
        <HistoryEntry
          key={`${change.version} ${change.group} ${change.outcome} ${change.at}`}
          change={change}
          form={form}
        />
      ))}
    </ol>
  )
  return (
    <section class="case-group no-print">
      <h2>{t('desk:history.title')}</h2>
      {entries(shown)}
      {folded.length > 0 && <Fold title={t('desk:history.older', { count: folded.length })}>{entries(folded)}</Fold>}
    </section>
  )
}
