import { t } from '../../i18n/i18n.ts'
import { Row } from '../../ui/card/Row.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { Icon } from '../../ui/icon/Icon.tsx'
import { todoOf } from './caseSteps.ts'
import { procedureName } from './caseWords.ts'
import type { CaseSummary, OpenedCase } from './officeAnswers.ts'

/** The activation a dossier came from, or the dossiers of an activation. */
export function CaseLinks({ opened }: { opened: OpenedCase }) {
  const { parent, children } = opened
  if (parent === null && children.length === 0) return null
  return (
    <section class="case-group no-print">
      <h2>{t('desk:case.related')}</h2>
      <div class="rows">
        {parent && <CaseRow one={parent} />}
        {children.map((child) => (
          <CaseRow key={child.id} one={child} />
        ))}
      </div>
    </section>
  )
}

function CaseRow({ one }: { one: CaseSummary }) {
  const { todo, tone } = todoOf(one)
  return (
    <Row
      href={`/office/cases/${one.id}`}
      title={procedureName(one.type, one.procedure)}
      detail={one.shortCode}
      mark={<Icon name={one.type === 'dossier' ? 'document' : 'phone'} />}
      tag={<Tag tone={tone} text={t(`desk:todo.${todo}`)} />}
    />
  )
}
