import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { useForm } from '../../ui/useForm.ts'
import type { StudioClip } from './studioAnswers.ts'
import { useStudioDesk } from './studioPort.ts'

/** The speaker takes their voice back: asked once more, since the sound is erased. */
export function WithdrawClip({ clip, onChanged }: { clip: StudioClip; onChanged: () => Promise<void> }) {
  const desk = useStudioDesk()
  const { failed, busy, send } = useForm(errorLine, onChanged)
  const [isAsked, setIsAsked] = useState(false)
  const close = () => setIsAsked(false)
  return (
    <>
      <Button variant="quiet" icon="erase" onClick={() => setIsAsked(true)}>
        {t('studio:withdraw.button')}
      </Button>
      <Dialog
        open={isAsked}
        title={t('studio:withdraw.title')}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{t('common:keep')}</Button>
            <Button
              variant="danger"
              disabled={busy}
              onClick={() =>
                void send(() => desk.withdrawClip(clip.id)).then((done) => {
                  if (done) close()
                })
              }
            >
              {t('studio:withdraw.yes')}
            </Button>
          </>
        }
      >
        <p class="measure">{t('studio:withdraw.text', { name: clip.speaker })}</p>
        {failed && <Notice tone="warning">{failed}</Notice>}
      </Dialog>
    </>
  )
}
