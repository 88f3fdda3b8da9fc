import { t } from '../../i18n/i18n.ts'
import { Card } from '../../ui/card/Card.tsx'
import { ClipFacts } from './ClipFacts.tsx'
import { PlayButton } from './PlayButton.tsx'
import { StateTag } from './StateTag.tsx'
import type { StudioClip } from './studioAnswers.ts'
import { useStudioDesk } from './studioPort.ts'
import { WithdrawClip } from './WithdrawClip.tsx'

/** The clip that counts: approved, on the tablets or not yet, or taken back by its speaker; and one that tablets have until the next is out. */
export function CountingClip({ clip, onChanged }: { clip: StudioClip; onChanged: () => Promise<void> }) {
  const desk = useStudioDesk()
  if (clip.state === 'withdrawn') {
    return (
      <Card>
        <h2>{t('studio:state.withdrawn')}</h2>
        <p>{t('studio:withdrawnText', { name: clip.speaker })}</p>
      </Card>
    )
  }
  const isReplaced = clip.state === 'replaced'
  return (
    <Card tone={isReplaced ? 'plain' : 'done'}>
      <div class="stack">
        <h2>{t(isReplaced ? 'studio:olderTitle' : 'studio:countsTitle')}</h2>
        <p>
          <StateTag of="state" state={isReplaced ? 'replaced' : clip.isOut ? 'out' : 'reviewed'} />
        </p>
        <ClipFacts clip={clip} />
        <div class="cluster">
          <PlayButton text={t('studio:listen')} load={() => desk.sound(clip)} />
          <WithdrawClip clip={clip} onChanged={onChanged} />
        </div>
      </div>
    </Card>
  )
}
