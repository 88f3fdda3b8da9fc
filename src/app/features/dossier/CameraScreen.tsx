import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { hasRoomFor, pagesOf } from '../../../domain/paperPhotos.ts'
import { CameraView } from '../../camera/CameraView.tsx'
import type { DrawnPage } from '../../camera/drawPage.ts'
import { frameIn, type Lie } from '../../camera/frame.ts'
import { PageMaker } from '../../camera/PageMaker.ts'
import { PictureFile } from '../../camera/PictureFile.tsx'
import { useCamera } from '../../camera/useCamera.ts'
import { language, t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import { StorageProblem } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { DossierMissing } from './DossierMissing.tsx'
import { DossierPage } from './DossierPage.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'
import { startPageWorker } from './startPageWorker.ts'

interface Props extends DossierScreenProps {
  /** id of the paper */
  paper: string
}

/** Photos of one paper, page by page; only of papers that the form says may be, and only after the resident agreed (facts §6). */
export function CameraScreen(props: Props) {
  const { form, paper, work } = props
  const { photoConsent } = groupValue(work.draft.groups, 'dossier', 'papers')
  const label = form.papers.find(({ id, photo }) => id === paper && photo)?.label[language.value]
  if (label === undefined || photoConsent?.given !== true) return <DossierMissing why="gone" />
  return <PageCamera {...props} label={label} />
}

/** A page that was taken and is looked at before it is kept. */
interface Taken {
  page: DrawnPage
  url: string
}

function PageCamera(props: Props & { label: string }) {
  const { work, paper, label } = props
  const { photos } = usePorts()
  const maker = useMemo(() => new PageMaker(startPageWorker), [])
  // a lock takes the screen away in the middle of a picture; Preact cleans up other effects a frame later only
  const here = useRef(true)
  useLayoutEffect(() => {
    maker.warm()
    return () => {
      here.current = false
      maker.close()
    }
  }, [maker])
  const { camera, problem, again } = useCamera('page')
  const video = useRef<HTMLVideoElement>(null)
  const [lie, setLie] = useState<Lie>('upright')
  const [torch, setTorch] = useState(false)
  const [isReady, setIsReady] = useState(false)
  const [busy, setBusy] = useState(false)
  const [taken, setTaken] = useState<Taken | null>(null)
  const [said, setSaid] = useState('')
  useEffect(() => () => (taken ? URL.revokeObjectURL(taken.url) : undefined), [taken])

  const named = groupValue(work.draft.groups, 'dossier', 'papers').photos
  const count = pagesOf(named, paper).length
  const isFull = !hasRoomFor(named, paper)

  async function whileBusy(job: () => Promise<string>) {
    setBusy(true)
    setSaid('')
    const words = await job()
    if (!here.current) return
    setSaid(words)
    setBusy(false)
  }

  const look = (picture: () => Promise<ImageBitmap>, cut: 'frame' | 'all') =>
    whileBusy(async () => {
      try {
        const bitmap = await picture()
        const page = await maker.make(bitmap, cut === 'frame' ? frameIn(bitmap, lie) : undefined)
        if (here.current) setTaken({ page, url: URL.createObjectURL(new Blob([page.jpeg], { type: 'image/jpeg' })) })
        return ''
      } catch {
        return t('dossier:camera.noPage')
      }
    })

  const shoot = () => void look(() => createImageBitmap(video.current ?? new ImageData(1, 1)), 'frame')

  const keep = ({ page }: Taken) =>
    whileBusy(async () => {
      try {
        await work.flush()
        await (await photos()).add(work.draft.id, paper, page.jpeg)
        await work.reload()
        if (here.current) setTaken(null)
        return t('dossier:camera.kept', { number: count + 1 })
      } catch (error) {
        const isFullDisk = error instanceof StorageProblem && error.code === 'disk-full'
        return t(isFullDisk ? 'dossier:camera.diskFull' : 'dossier:camera.notKept')
      }
    })

  function light() {
    setTorch(!torch)
    void camera?.setTorch(!torch).catch(() => setTorch(false))
  }

  const isLive = taken === null && !isFull
  return (
    <DossierPage
      {...props}
      back="papers"
      more={
        taken ? (
          <>
            <Button size="big" icon="refresh" disabled={busy} onClick={() => setTaken(null)}>
              {t('dossier:camera.again')}
            </Button>
            <Button variant="primary" size="big" icon="check" disabled={busy} onClick={() => void keep(taken)}>
              {t('dossier:camera.keep')}
            </Button>
          </>
        ) : (
          camera &&
          isLive && (
            <Button variant="primary" size="big" icon="camera" disabled={busy || !isReady} onClick={shoot}>
              {t('dossier:camera.shoot', { number: count + 1 })}
            </Button>
          )
        )
      }
    >
      <Title>{t('dossier:camera.title', { paper: label })}</Title>
      {said !== '' && (
        <Notice tone="info" live>
          {said}
        </Notice>
      )}
      {taken && <TakenPage taken={taken} />}
      {isFull && !taken && <p class="lead">{t('dossier:camera.full', { count })}</p>}
      {isLive && !problem && <p class="lead">{t('dossier:camera.lead')}</p>}
      {isLive && problem && (
        <Notice tone="warning" title={t(`dossier:camera.problem.${problem}`)}>
          <p>{t('dossier:camera.otherwise')}</p>
          <Button icon="refresh" onClick={again}>
            {t('common:retry')}
          </Button>
        </Notice>
      )}
      {isLive && !problem && !camera && <Busy text={t('dossier:camera.opening')} />}
      {isLive && camera && (
        <>
          <CameraView camera={camera} video={video} frameOf={(picture) => frameIn(picture, lie)} onReady={setIsReady} />
          <div class="cluster">
            <Button icon="document" onClick={() => setLie(lie === 'upright' ? 'across' : 'upright')}>
              {t(`dossier:camera.turn.${lie}`)}
            </Button>
            {camera.hasTorch && (
              <Button pressed={torch} onClick={light}>
                {t(torch ? 'dossier:camera.lightOff' : 'dossier:camera.lightOn')}
              </Button>
            )}
          </div>
        </>
      )}
      {isLive && (
        <PictureFile
          text={t('dossier:camera.file')}
          hint={t('dossier:camera.fileHint')}
          disabled={busy}
          onPicture={(file) => void look(() => createImageBitmap(file), 'all')}
        />
      )}
    </DossierPage>
  )
}

/** What was taken, and in words what may be wrong with it; who took it decides. */
function TakenPage({ taken: { page, url } }: { taken: Taken }) {
  return (
    <>
      {page.flaws.length === 0 ? (
        <Notice tone="done" live>
          {t('dossier:camera.good')}
        </Notice>
      ) : (
        <Notice tone="help" live>
          {page.flaws.map((flaw) => t(`dossier:camera.flaw.${flaw}`)).join(' ')} {t('dossier:camera.yours')}
        </Notice>
      )}
      <img class="camera__taken" src={url} alt={t('dossier:camera.taken')} />
    </>
  )
}
