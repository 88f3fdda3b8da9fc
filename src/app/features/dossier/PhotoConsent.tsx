import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import type { DraftWork } from '../../storage/useDraft.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Choice } from '../../ui/choice/Choice.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'

/**
 * Whether the resident lets papers be photographed: asked by itself, never chosen beforehand, and nothing hangs on it (facts §4, §6). Who
 * takes it back has the photos thrown away.
 */
export function PhotoConsent({ work }: { work: DraftWork }) {
  const { photos, now } = usePorts()
  const [asked, setAsked] = useState(false)
  const [failed, setFailed] = useState(false)
  const { photoConsent, photos: taken = [] } = groupValue(work.draft.groups, 'dossier', 'papers')
  const say = (given: boolean) => work.set({ papers: { photoConsent: { given, at: now() } } })

  async function takeBack() {
    setAsked(false)
    setFailed(false)
    try {
      await work.flush()
      await (await photos()).takeBack(work.draft.id)
      // a "yes" that the disk has not taken yet must not come after it
      say(false)
      await work.reload()
    } catch {
      setFailed(true)
    }
  }

  return (
    <>
      <Choice
        id="photo-consent"
        label={t('dossier:photo.ask')}
        hint={t('dossier:photo.askHint')}
        columns={2}
        options={[
          { value: 'yes', label: t('dossier:photo.yes') },
          { value: 'no', label: t('dossier:photo.no') },
        ]}
        value={photoConsent === undefined ? '' : photoConsent.given ? 'yes' : 'no'}
        onChange={(value) => (value === 'no' && taken.length > 0 ? setAsked(true) : say(value === 'yes'))}
      />
      {failed && (
        <Notice tone="warning" live>
          {t('dossier:photo.notRemoved')}
        </Notice>
      )}
      <Dialog
        open={asked}
        title={t('dossier:photo.backTitle', { count: taken.length })}
        onClose={() => setAsked(false)}
        actions={
          <>
            <Button variant="primary" onClick={() => setAsked(false)}>
              {t('dossier:photo.keep')}
            </Button>
            <Button icon="trash" onClick={() => void takeBack()}>
              {t('dossier:photo.remove')}
            </Button>
          </>
        }
      >
        <p>{t('dossier:photo.backText')}</p>
      </Dialog>
    </>
  )
}
