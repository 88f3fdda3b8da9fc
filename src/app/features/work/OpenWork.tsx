import { useState } from 'preact/hooks'
import { matchesSearch } from '../../../domain/foldVietnamese.ts'
import { heldText } from '../../draftPage/heldText.ts'
import { formatAgo, formatTime } from '../../i18n/format.ts'
import { hasText, t } from '../../i18n/i18n.ts'
import type { DraftSummary } from '../../storage/ports.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Row } from '../../ui/card/Row.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { EmptyState } from '../../ui/emptyState/EmptyState.tsx'
import { Fold } from '../../ui/fold/Fold.tsx'
import { Icon } from '../../ui/icon/Icon.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { DiscardDialog } from './DiscardDialog.tsx'

/** Below this many a search box is one more thing to look past. */
const searchFrom = 4

/** It came from the hub, and nothing has been written in it on this tablet. */
const isUntouched = (draft: DraftSummary): boolean => draft.updatedAt === 0

/** Another tablet works at it: no open work of this one (SPEC HLD-1). */
const isElsewhere = ({ held }: DraftSummary): boolean => held?.way === 'elsewhere' || held?.way === 'offered'

/** The half-done cases of the team on this tablet, searched without accents. */
export function OpenWork() {
  const { drafts } = usePorts()
  const list = useWatch(drafts.list)
  const [query, setQuery] = useState('')
  const [asked, setAsked] = useState<DraftSummary | null>(null)
  // what the desk sent back and nobody here has touched yet stands under "needs attention", once
  const open = list.filter((draft) => !(draft.returned && isUntouched(draft)))
  const shown = open.filter((draft) => matchesSearch(`${draft.title} ${draft.shortCode.replaceAll('-', ' ')}`, query))
  const elsewhere = shown.filter(isElsewhere)

  return (
    <section class="stack" aria-labelledby="open-title">
      <div class="work__head">
        <h2 id="open-title">{t('field:openWork')}</h2>
        {(open.length >= searchFrom || query !== '') && (
          <TextField
            id="search"
            label={t('field:search')}
            keyboard="search"
            maxLength={80}
            value={query}
            onInput={setQuery}
          />
        )}
      </div>
      <p class={query === '' ? 'hidden-text' : 'muted'} role="status">
        {query === '' ? '' : shown.length === 0 ? t('field:noneFound') : t('field:found', { count: shown.length })}
      </p>
      {open.every(isElsewhere) && (
        <EmptyState icon="home" title={t('field:empty.title')} text={t('field:empty.text')} />
      )}
      <ul class="rows">
        {shown
          .filter((draft) => !isElsewhere(draft))
          .map((draft) => (
            <WorkItem key={draft.id} draft={draft} onDiscard={setAsked} />
          ))}
      </ul>
      {elsewhere.length > 0 && (
        <Fold title={t('field:elsewhere', { count: elsewhere.length })}>
          <ul class="rows">
            {elsewhere.map((draft) => (
              <WorkItem key={draft.id} draft={draft} onDiscard={setAsked} />
            ))}
          </ul>
        </Fold>
      )}
      <DiscardDialog asked={asked} onClose={() => setAsked(null)} />
    </section>
  )
}

function WorkItem({ draft, onDiscard }: { draft: DraftSummary; onDiscard: (draft: DraftSummary) => void }) {
  return (
    <li class="work__item">
      <WorkRow draft={draft} />
      {!isUntouched(draft) && (
        <Button
          variant="quiet"
          icon="trash"
          label={t('field:discardWhat', { title: draft.title || draft.shortCode })}
          onClick={() => onDiscard(draft)}
        >
          {t('field:discard')}
        </Button>
      )}
    </li>
  )
}

function WorkRow({ draft }: { draft: DraftSummary }) {
  const { now } = usePorts()
  const place = `field:place.${draft.at.split('/')[0]}`
  const where = hasText(place) ? t('field:at', { where: t(place) }) : ''
  const changed = isUntouched(draft)
    ? ''
    : t('field:changed', { ago: formatAgo(draft.updatedAt, now()), owner: draft.ownerName })
  const { held, offer } = draft
  const offered = offer ? t('handover:held.offer', { by: offer.by, time: formatTime(offer.at) }) : ''
  return (
    <Row
      href={held ? `/field/hand-over/held/${draft.id}` : `/field/${draft.type}/${draft.id}`}
      mark={<Icon name={draft.type === 'activation' ? 'phone' : 'document'} />}
      title={draft.title || t('common:unnamed')}
      detail={
        <>
          {t(`field:type.${draft.type}`)} · <span class="unbroken">{draft.shortCode}</span>
        </>
      }
      state={[where, heldText(draft) || offered || changed].filter(Boolean).join(' · ')}
      tag={
        draft.returned ? (
          <Tag tone="attention" text={t('field:tag.returned')} />
        ) : (
          <Tag tone="waiting" text={t('field:tag.open')} />
        )
      }
    />
  )
}
