import { holderGroup } from '../../../domain/holder.ts'
import { recordTypeByName } from '../../../domain/records.ts'
import { repeatedNameOf } from '../../../domain/repeatedGroups.ts'
import { formatInstant } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import type { Correction } from './CorrectDialog.tsx'
import { statusTone } from './caseSteps.ts'
import { groupName, procedureName, statusName } from './caseWords.ts'
import { formOf } from './dossierView.ts'
import { nameIn, valueIn } from './formWords.ts'
import type { Person } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'

interface Props {
  one: Person['cases'][number]
  onCorrect(correction: Correction): void
}

/** What nobody corrects by hand: consent is withdrawn, an outcome and the steps are what happened. */
const fixed = ['consent', 'outcome', 'progress', 'notes', 'papers', 'about', 'visit', 'memberOrder', holderGroup]

/** Words of a list and codes of a commune: typed by hand they would only look right. */
const coded = ['phoneOwner', 'hear', 'communeCode', 'communeListDate', 'oldCommuneCode', 'oldCommuneListDate']

/** One case with everything that was said in it, each word that may be corrected with the way to do so. */
export function PersonCase({ one, onCorrect }: Props) {
  const now = useOffice().now()
  const { id, version, groups } = one
  const form = formOf({ ...one, openConflicts: 0, returnNote: null, unclaimed: false })
  const procedure = groups.about?.value.procedureCode
  const known = Object.keys(recordTypeByName(one.type)?.groups ?? {})
  const rank = (group: string) => (known.includes(group) ? known.indexOf(group) : known.length)
  const names = Object.keys(groups).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return (
    <section class="case-group">
      <h2>
        {one.shortCode} · {procedureName(one.type, typeof procedure === 'string' ? procedure : null)}{' '}
        <Tag tone={statusTone(one.status)} text={statusName(one.status)} />
      </h2>
      <p class="muted">
        {t('desk:person.since', {
          begun: formatInstant(one.createdAt, now),
          changed: formatInstant(one.updatedAt, now),
          changes: one.changes,
        })}
      </p>
      {names.map((group) => (
        <div key={group}>
          <h3 class="case-group__part">{groupName(group)}</h3>
          <dl class="summary-list">
            {Object.entries(groups[group]?.value ?? {}).map(([field, value]) => {
              const name = nameIn(form, group, field)
              const mayCorrect =
                typeof value === 'string' &&
                !coded.includes(field) &&
                (!fixed.includes(group) || repeatedNameOf(group) !== null)
              return (
                <div key={field} class="summary-list__row">
                  <dt>{name}</dt>
                  <dd class="summary-list__value">{valueIn(form, group, field, value, now)}</dd>
                  {mayCorrect && (
                    <dd class="summary-list__change no-print">
                      <Button
                        variant="quiet"
                        label={t('desk:person.correctWhat', { what: name })}
                        onClick={() => onCorrect({ record: id, version, group, field, name, value })}
                      >
                        {t('desk:person.correct')}
                      </Button>
                    </dd>
                  )}
                </div>
              )
            })}
          </dl>
        </div>
      ))}
    </section>
  )
}
