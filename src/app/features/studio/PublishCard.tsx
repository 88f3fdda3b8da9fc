import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { useForm } from '../../ui/useForm.ts'
import type { StudioClip } from './studioAnswers.ts'
import { useStudioDesk } from './studioPort.ts'

interface Props {
  language: string
  /** Every clip and translation of the language. */
  parts: readonly Pick<StudioClip, 'state' | 'isOut'>[]
  onChanged: () => Promise<void>
}

/** What tablets have of a language and what they do not have yet; who administers sends it out and takes it back. */
export function PublishCard({ language, parts, onChanged }: Props) {
  const desk = useStudioDesk()
  const { failed, busy, send } = useForm(errorLine, onChanged)
  const [isAsked, setIsAsked] = useState(false)
  const [said, setSaid] = useState('')
  const reviewed = parts.filter(({ state }) => state === 'reviewed')
  const out = reviewed.filter(({ isOut }) => isOut).length
  const ready = reviewed.length - out
  const close = () => setIsAsked(false)

  async function publish() {
    setSaid('')
    if (await send(() => desk.publish(language))) setSaid(t('studio:publish.done'))
  }
  async function withdraw() {
    setSaid('')
    if (!(await send(() => desk.withdrawLanguage(language)))) return
    close()
    setSaid(t('studio:publish.withdrawn'))
  }

  return (
    <Card tone={ready > 0 ? 'help' : 'plain'}>
      <div class="stack">
        <p>
          {t(out > 0 ? 'studio:publish.out' : 'studio:publish.none', { count: out })}{' '}
          {ready > 0 && t('studio:publish.ready', { count: ready })}
        </p>
        {failed && (
          <Notice tone="warning" live>
            {failed}
          </Notice>
        )}
        {desk.isAdmin ? (
          <div class="cluster">
            {ready > 0 && (
              <Button variant="primary" icon="send" disabled={busy} onClick={() => void publish()}>
                {t('studio:publish.button')}
              </Button>
            )}
            {out > 0 && (
              <Button icon="undo" onClick={() => setIsAsked(true)}>
                {t('studio:publish.withdraw')}
              </Button>
            )}
          </div>
        ) : (
          ready > 0 && <p class="muted">{t('studio:publish.byAdmin')}</p>
        )}
        <p role="status">{said}</p>
      </div>
      <Dialog
        open={isAsked}
        title={t('studio:publish.askTitle')}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{t('common:keep')}</Button>
            <Button variant="danger" disabled={busy} onClick={() => void withdraw()}>
              {t('studio:publish.withdraw')}
            </Button>
          </>
        }
      >
        <p class="measure">{t('studio:publish.askText')}</p>
      </Dialog>
    </Card>
  )
}
