import { useState } from 'preact/hooks'
import { formatAgo } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { useForm } from '../../ui/useForm.ts'
import { GiveBack } from './GiveBack.tsx'
import { StateTag } from './StateTag.tsx'
import type { StudioTranslation } from './studioAnswers.ts'
import { useStudio, useStudioDesk } from './studioPort.ts'

interface Props {
  translation: StudioTranslation
  /** BCP 47 */
  lang: string
  onChanged: () => Promise<void>
}

const tones = { draft: 'help', returned: 'attention', reviewed: 'done', replaced: 'plain' } as const

/** A translation: waiting for a second person, who reads and takes it or gives it back; or the one that counts. */
export function TranslationCard({ translation, lang, onChanged }: Props) {
  const desk = useStudioDesk()
  const { now } = useStudio()
  const { failed, busy, send } = useForm(errorLine, onChanged)
  const [isBack, setIsBack] = useState(false)
  const { id, text, state, writtenBy, writtenAt, decidedBy, reason, isOut } = translation
  const isOwn = writtenBy.id === desk.ownId
  return (
    <Card tone={tones[state]}>
      <div class="stack">
        <p class="lead" lang={lang}>
          {text}
        </p>
        <p>
          <StateTag of="textState" state={isOut && state === 'reviewed' ? 'out' : state} />
        </p>
        <p>
          {t('studio:write.by', { name: writtenBy.name, when: formatAgo(writtenAt, now()) })}{' '}
          {state === 'reviewed' && decidedBy && t('studio:write.reviewed', { name: decidedBy.name })}
          {state === 'returned' && t('studio:returnedText', { name: decidedBy?.name ?? '', reason })}
          {state === 'draft' && isOwn && t('studio:write.own')}
        </p>
        {failed && (
          <Notice tone="warning" live>
            {failed}
          </Notice>
        )}
        <div class="cluster">
          {state === 'draft' && !isOwn && (
            <>
              <Button
                variant="primary"
                icon="check"
                disabled={busy}
                onClick={() => void send(() => desk.approveTranslation(id))}
              >
                {t('studio:write.approve')}
              </Button>
              <Button icon="undo" onClick={() => setIsBack(true)}>
                {t('studio:giveBack.button')}
              </Button>
            </>
          )}
          <Button
            variant="quiet"
            icon="erase"
            disabled={busy}
            onClick={() => void send(() => desk.removeTranslation(id))}
          >
            {t('studio:write.remove')}
          </Button>
        </div>
      </div>
      <GiveBack
        open={isBack}
        onGive={(why) => desk.giveTranslationBack(id, why)}
        onClose={() => setIsBack(false)}
        onChanged={onChanged}
      />
    </Card>
  )
}
