import { t } from '../../i18n/i18n.ts'
import { problemText } from '../../i18n/problemText.ts'
import type { AttentionItem } from '../../storage/ports.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Tag } from '../../ui/card/Tag.tsx'

/** The hub's reason in words; the desk's questions and conflicts speak for themselves. */
function reasonOf({ kind, reason, data }: AttentionItem): string | null {
  const isItems = kind === 'held' || kind === 'rejected' || kind === 'withheld'
  return isItems && reason !== '' ? problemText(reason, data).text : null
}

/** Each thing that needs a person: what happened, why in words, and what to do now. */
export function AttentionCards({ items }: { items: readonly AttentionItem[] }) {
  const { drafts } = usePorts()
  const open = useWatch(drafts.list)
  return (
    <section class="stack" aria-labelledby="attention-title">
      <h2 id="attention-title">{t('status:attention')}</h2>
      {items.length === 0 && <p class="muted">{t('status:noAttention')}</p>}
      {items.map((item) => {
        const reason = reasonOf(item)
        const mine = item.recordId !== null && open.some((draft) => draft.id === item.recordId)
        return (
          <Card key={`${item.shortCode}-${item.kind}-${item.at}`} tone={item.kind === 'returned' ? 'help' : 'plain'}>
            <div class="stack stack--tight">
              <p class="cluster">
                <strong>{item.title || t('common:unnamed')}</strong>
                <span class="muted">
                  {t(`field:type.${item.type}`)} · {item.shortCode}
                </span>
                <Tag tone="attention" text={t(`status:kind.${item.kind}`)} />
              </p>
              {item.note !== null && <p class="measure">{t('status:note', { note: item.note })}</p>}
              {reason !== null && <p class="measure">{reason}</p>}
              <p class="measure">
                <strong>{t(`status:todo.${item.kind}`)}</strong>
              </p>
              {mine && (
                <div class="cluster">
                  <Button icon="edit" href={`/field/${item.type}/${item.recordId}`}>
                    {t('status:openItem', { code: item.shortCode })}
                  </Button>
                </div>
              )}
            </div>
          </Card>
        )
      })}
    </section>
  )
}
