import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import type { DraftSummary } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'
import { Toast } from '../../ui/toast/Toast.tsx'

/** Throwing work away asks first and can be undone until the page closes. */
export function DiscardDialog({ asked, onClose }: { asked: DraftSummary | null; onClose: () => void }) {
  const { drafts } = usePorts()
  const [gone, setGone] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)

  async function discard(id: string) {
    onClose()
    try {
      await drafts.discard(id)
      setGone(id)
    } catch {
      setFailed(true)
    }
  }

  async function undo(id: string) {
    setGone(null)
    try {
      await drafts.undoDiscard(id)
    } catch {
      setFailed(true)
    }
  }

  return (
    <>
      <Dialog
        open={asked !== null}
        title={t('field:discardAsk.title')}
        onClose={onClose}
        actions={
          asked && (
            <>
              <Button variant="primary" onClick={onClose}>
                {t('common:keep')}
              </Button>
              <Button variant="danger" icon="trash" onClick={() => void discard(asked.id)}>
                {t('field:discardAsk.yes')}
              </Button>
            </>
          )
        }
      >
        <p>{t('field:discardAsk.text', { title: asked?.title || (asked?.shortCode ?? '') })}</p>
      </Dialog>
      {gone !== null && (
        <Toast
          text={t('field:discarded')}
          actionText={t('field:undo')}
          onAction={() => void undo(gone)}
          closeText={t('common:close')}
          onClose={() => setGone(null)}
        />
      )}
      {failed && (
        <Toast text={t('common:save.failed.failed')} closeText={t('common:close')} onClose={() => setFailed(false)} />
      )}
    </>
  )
}
