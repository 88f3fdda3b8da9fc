import { t } from '../../i18n/i18n.ts'
import type { AttentionItem } from '../../storage/ports.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Row } from '../../ui/card/Row.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { Icon } from '../../ui/icon/Icon.tsx'

/** What came back: on top of everything, with a way in. Nothing that was refused ever vanishes (design D7). */
export function AttentionList({ items }: { items: readonly AttentionItem[] }) {
  const { drafts } = usePorts()
  const open = useWatch(drafts.list)
  if (items.length === 0) return null
  const hrefOf = ({ type, recordId }: AttentionItem) => {
    if (recordId !== null && type === 'household') return `/field/round/${recordId}`
    const draft = open.find(({ id }) => id === recordId)
    if (!draft) return '/field/status'
    // somebody else has it: asked first (SPEC HLD-1)
    return draft.held ? `/field/hand-over/held/${draft.id}` : `/field/${type}/${draft.id}`
  }
  return (
    <section class="stack stack--tight" aria-labelledby="attention-title">
      <h2 id="attention-title">{t('field:attention')}</h2>
      <ul class="rows">
        {items.map((item) => (
          <li key={`${item.shortCode}-${item.kind}-${item.at}`}>
            <Row
              href={hrefOf(item)}
              mark={<Icon name="alert" />}
              tone="attention"
              title={item.title || t('common:unnamed')}
              detail={
                <>
                  {t(`field:type.${item.type}`)} · <span class="unbroken">{item.shortCode}</span>
                </>
              }
              state={item.note ?? t(`status:todo.${item.kind}`)}
              tag={<Tag tone="attention" text={t(`status:kind.${item.kind}`)} />}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
