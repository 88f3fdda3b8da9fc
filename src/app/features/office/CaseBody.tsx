import { holderGroup } from '../../../domain/holder.ts'
import { recordTypeByName } from '../../../domain/records.ts'
import { repeatedNameOf } from '../../../domain/repeatedGroups.ts'
import { t } from '../../i18n/i18n.ts'
import { cx } from '../../ui/cx.ts'
import { SummaryList } from '../../ui/summaryList/SummaryList.tsx'
import { useNow } from '../../ui/useNow.ts'
import { CaseNotes } from './CaseNotes.tsx'
import { groupName } from './caseWords.ts'
import { formOf } from './dossierView.ts'
import { FormLines } from './FormLines.tsx'
import { groupLines } from './fieldWords.ts'
import { LadderTries } from './LadderTries.tsx'
import { MarkPicture } from './MarkPicture.tsx'
import type { CasePhoto, CaseRecord } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'
import { PapersList } from './PapersList.tsx'
import { SpokenWords } from './SpokenWords.tsx'

/** Fields that have a view of their own. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  consent: ['mark'],
  progress: ['steps'],
  notes: ['entries'],
  feedback: ['recording', 'recordedSeconds'],
  papers: ['items', 'photos'],
  // the form's own title says these, and the parent is a link below
  about: ['formId', 'formVersion', 'activationId', 'household', 'member'],
  // ids of the round, for machines
  visit: ['household', 'member', 'carried'],
  place: ['unit'],
  plan: ['unit'],
}

/** Groups that stand above the case. */
const above: readonly string[] = [holderGroup]

/** Everything that was said, group by group, in plain labelled rows; a dossier's answers as its form prints them. */
export function CaseBody({ record, photos }: { record: CaseRecord; photos: readonly CasePhoto[] }) {
  const port = useOffice()
  const now = useNow(port.now, 60_000)
  const form = formOf(record)
  const keys = Object.keys(record.groups).filter((group) => repeatedNameOf(group) !== null)
  const order = [...Object.keys(recordTypeByName(record.type)?.groups ?? {}), ...keys.sort()]
  const inForm = new Set<string>(form ? [...form.sections.map(({ id }) => id), ...keys, 'memberOrder'] : [])
  const groups = order.filter(
    (group) => record.groups[group] !== undefined && !inForm.has(group) && !above.includes(group),
  )
  return (
    <>
      {form && <FormLines form={form} record={record} />}
      <div class="case-groups">
        {groups.map((group) => {
          const lines = groupLines(record.type, group, record.groups[group]?.value ?? {}, now, elsewhere[group])
          return (
            <section key={group} class={cx('case-group', group === 'progress' && 'case-group--wide')}>
              <h2>{groupName(group)}</h2>
              {lines.length > 0 && <SummaryList rows={lines} changeText="" />}
              {group === 'consent' && <MarkPicture mark={record.groups.consent?.value.mark} />}
              {group === 'progress' && <LadderTries record={record} />}
              {group === 'notes' && <CaseNotes record={record} />}
              {group === 'feedback' && <SpokenWords record={record} photos={photos} />}
              {group === 'papers' && <PapersList record={record} form={form} photos={photos} />}
            </section>
          )
        })}
      </div>
      {groups.length === 0 && !form && <p>{t('desk:case.nothing')}</p>}
    </>
  )
}
