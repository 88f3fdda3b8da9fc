import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { useForm } from '../../ui/useForm.ts'
import { ClipFacts } from './ClipFacts.tsx'
import { GiveBack } from './GiveBack.tsx'
import { PlayButton } from './PlayButton.tsx'
import type { StudioClip } from './studioAnswers.ts'
import { useStudioDesk } from './studioPort.ts'
import { WithdrawClip } from './WithdrawClip.tsx'

/** A clip that waits for a second person: they listen, then approve it or give it back. */
export function WaitingClip({ clip, onChanged }: { clip: StudioClip; onChanged: () => Promise<void> }) {
  const desk = useStudioDesk()
  const { failed, busy, send } = useForm(errorLine, onChanged)
  const [isBack, setIsBack] = useState(false)
  const isOwn = clip.recordedBy.id === desk.ownId
  const isReturned = clip.state === 'returned'
  return (
    <Card tone={isReturned ? 'attention' : 'help'}>
      <div class="stack">
        <h2>{t(isReturned ? 'studio:state.returned' : 'studio:state.draft')}</h2>
        <ClipFacts clip={clip} />
        {isReturned && <p>{t('studio:returnedText', { name: clip.decidedBy?.name ?? '', reason: clip.reason })}</p>}
        {!isReturned && isOwn && <p>{t('studio:ownText')}</p>}
        {failed && (
          <Notice tone="warning" live>
            {failed}
          </Notice>
        )}
        <div class="cluster">
          <PlayButton text={t('studio:listen')} load={() => desk.sound(clip)} />
          {!isReturned && !isOwn && (
            <>
              <Button
                variant="primary"
                icon="check"
                disabled={busy}
                onClick={() => void send(() => desk.approve(clip.id))}
              >
                {t('studio:approve')}
              </Button>
              <Button icon="undo" onClick={() => setIsBack(true)}>
                {t('studio:giveBack.button')}
              </Button>
            </>
          )}
          <WithdrawClip clip={clip} onChanged={onChanged} />
        </div>
      </div>
      <GiveBack
        open={isBack}
        onGive={(reason) => desk.giveBack(clip.id, reason)}
        onClose={() => setIsBack(false)}
        onChanged={onChanged}
      />
    </Card>
  )
}
