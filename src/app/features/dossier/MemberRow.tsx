import type { FormAnswers } from '../../../domain/formAnswers.ts'
import type { FormMembers } from '../../../domain/formDefinition.ts'
import { t } from '../../i18n/i18n.ts'
import { SharedKey } from '../../resident/Shared.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { memberDetail, memberName } from './memberWords.ts'

interface Props {
  /** Of the link, for an error summary. */
  id: string
  members: FormMembers
  answers: FormAnswers
  memberKey: string
  /** from 0 */
  at: number
  isLast: boolean
  href: string
  problem: string | undefined
  onMove(by: -1 | 1): void
  onRemove(): void
}

/** One person of the list: who, what was said, and what can be done with the row. */
export function MemberRow(props: Props) {
  const { id, members, answers, memberKey, at, isLast, href, problem, onMove, onRemove } = props
  const name = memberName(members, answers, memberKey, at)
  return (
    <li class="members__row">
      <a id={id} class="members__who" href={href} aria-label={t('dossier:members.edit', { name })}>
        <strong>{name}</strong>
        <span class="muted">{memberDetail(members, answers, memberKey)}</span>
        {problem && <span class="summary-list__problem">{problem}</span>}
      </a>
      <div class="members__acts">
        <Button disabled={at === 0} label={t('dossier:members.upWhat', { name })} onClick={() => onMove(-1)}>
          <SharedKey of="dossier:members.up" />
        </Button>
        <Button disabled={isLast} label={t('dossier:members.downWhat', { name })} onClick={() => onMove(1)}>
          <SharedKey of="dossier:members.down" />
        </Button>
        <Button variant="quiet" icon="trash" label={t('dossier:members.removeWhat', { name })} onClick={onRemove}>
          <SharedKey of="dossier:members.remove" />
        </Button>
      </div>
    </li>
  )
}
