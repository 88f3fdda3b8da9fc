import { useEffect, useState } from 'preact/hooks'
import { hasRoomFor, pagesOf } from '../../../domain/paperPhotos.ts'
import { t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import type { DraftWork } from '../../storage/useDraft.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import './paperPages.css'

interface Props {
  work: DraftWork
  paper: string
  /** what it is, in words */
  label: string
  /** where its pages are taken; null when no more are wanted */
  href: string | null
}

/** The photos of one paper: what was taken, with the ways to throw it away and to take the next page. */
export function PaperPages({ work, paper, label, href }: Props) {
  const { photos } = usePorts()
  const [asked, setAsked] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  const named = groupValue(work.draft.groups, 'dossier', 'papers').photos
  const pages = pagesOf(named, paper)

  async function remove(photo: string) {
    setAsked(null)
    setFailed(false)
    try {
      await work.flush()
      await (await photos()).remove(work.draft.id, photo)
      await work.reload()
    } catch {
      setFailed(true)
    }
  }

  return (
    <div class="stack stack--tight">
      {pages.length > 0 && (
        <ol class="page-photos">
          {pages.map(({ photo }, index) => (
            <li key={photo} class="page-photo">
              <PagePhoto photo={photo} name={t('dossier:photo.page', { number: index + 1 })} />
              <Button
                icon="trash"
                label={t('dossier:photo.removeWhat', { number: index + 1, paper: label })}
                onClick={() => setAsked(photo)}
              >
                {t('dossier:photo.remove')}
              </Button>
            </li>
          ))}
        </ol>
      )}
      {href !== null && hasRoomFor(named, paper) && (
        <div class="cluster">
          <Button icon="camera" href={href} label={t('dossier:photo.takeWhat', { paper: label })}>
            {t(pages.length === 0 ? 'dossier:photo.takeFirst' : 'dossier:photo.takeNext')}
          </Button>
        </div>
      )}
      {failed && (
        <Notice tone="warning" live>
          {t('dossier:photo.notRemoved')}
        </Notice>
      )}
      <Dialog
        open={asked !== null}
        title={t('dossier:photo.removeTitle')}
        onClose={() => setAsked(null)}
        actions={
          <>
            <Button variant="primary" onClick={() => setAsked(null)}>
              {t('dossier:photo.keep')}
            </Button>
            <Button icon="trash" onClick={() => void remove(asked ?? '')}>
              {t('dossier:photo.remove')}
            </Button>
          </>
        }
      >
        <p>{t('dossier:photo.removeText')}</p>
      </Dialog>
    </div>
  )
}

/** A photo is seen as long as the session lasts that sealed it; afterwards it is known to be there, and no more (SPEC PHO-1). Another tablet's is the commune's (SPEC PHO-3). */
function PagePhoto({ photo, name }: { photo: string; name: string }) {
  const { photos } = usePorts()
  const [url, setUrl] = useState<string | null>(null)
  const [isHere, setIsHere] = useState(true)
  useEffect(() => {
    let here = true
    let made: string | null = null
    const show = async () => {
      const port = await photos()
      const jpeg = await port.view(photo).catch(() => null)
      const isTakenHere = jpeg !== null || (await port.isHere(photo).catch(() => true))
      if (!here) return
      setIsHere(isTakenHere)
      if (!jpeg) return
      made = URL.createObjectURL(new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }))
      setUrl(made)
    }
    void show()
    return () => {
      here = false
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [photo, photos])
  if (url !== null) return <img class="page-photo__picture" src={url} alt={name} />
  return (
    <p>
      <strong>{name}</strong>{' '}
      <span class="muted">{t(isHere ? 'dossier:photo.sealed' : 'dossier:photo.elsewhere')}</span>
    </p>
  )
}
