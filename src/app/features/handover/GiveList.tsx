import { heldText } from '../../draftPage/heldText.ts'
import { t } from '../../i18n/i18n.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Row } from '../../ui/card/Row.tsx'
import { EmptyState } from '../../ui/emptyState/EmptyState.tsx'
import { HandOverFrame } from './HandOverFrame.tsx'

/** Which of the open work is to be given to somebody. */
export function GiveList() {
  const { drafts } = usePorts()
  const open = useWatch(drafts.list)
  return (
    <HandOverFrame title={t('handover:give.title')} lead={t('handover:give.lead')} back="/field/hand-over">
      {open.length === 0 && (
        <EmptyState icon="home" title={t('handover:give.none')} text={t('handover:give.noneText')} />
      )}
      <ul class="rows">
        {open.map(({ id, title, shortCode, held }) => (
          <li key={id}>
            <Row
              href={`/field/hand-over/give/${id}`}
              title={title || t('common:unnamed')}
              detail={<span class="unbroken">{shortCode}</span>}
              state={heldText({ held })}
            />
          </li>
        ))}
      </ul>
    </HandOverFrame>
  )
}
