import { useRef, useState } from 'preact/hooks'
import type { CitizenCard } from '../../domain/citizenCard.ts'
import { CameraView } from '../camera/CameraView.tsx'
import { PictureFile } from '../camera/PictureFile.tsx'
import { useCamera } from '../camera/useCamera.ts'
import { t } from '../i18n/i18n.ts'
import { Busy } from '../ui/busy/Busy.tsx'
import { Button } from '../ui/button/Button.tsx'
import { Notice } from '../ui/notice/Notice.tsx'
import { Title } from '../ui/title/Title.tsx'
import type { ScanFrame } from './ScanFrame.ts'
import { useCardReader } from './useCardReader.ts'

interface Props {
  frame: ScanFrame
  onCard(card: CitizenCard): void
  onLines(): void
  onType(): void
}

/** The camera looks for the card's code by itself; a picture, the lines on the back and the keyboard are the ways around it. */
export function CardScan({ frame, onCard, onLines, onType }: Props) {
  const { camera, problem, again } = useCamera('card')
  const video = useRef<HTMLVideoElement>(null)
  const [isReady, setIsReady] = useState(false)
  const [torch, setTorch] = useState(false)
  const { seen, lookAtFile } = useCardReader(camera && isReady ? video : null, onCard)

  function light() {
    setTorch(!torch)
    void camera?.setTorch(!torch).catch(() => setTorch(false))
  }

  return frame({
    more: (
      <Button size="big" icon="edit" onClick={onType}>
        {t('scan:type')}
      </Button>
    ),
    children: (
      <>
        <Title>{t('scan:title')}</Title>
        <p class="lead">{t('scan:lead')}</p>
        {seen !== 'nothing' && (
          <Notice tone="help" live>
            {t(`scan:seen.${seen}`)}
          </Notice>
        )}
        {problem && (
          <Notice tone="warning" title={t(`dossier:camera.problem.${problem}`)}>
            <p>{t('scan:otherwise')}</p>
            <Button icon="refresh" onClick={again}>
              {t('common:retry')}
            </Button>
          </Notice>
        )}
        {!problem && !camera && <Busy text={t('dossier:camera.opening')} />}
        {camera && <CameraView camera={camera} video={video} lie={null} onReady={setIsReady} />}
        <div class="cluster">
          {camera?.hasTorch && (
            <Button pressed={torch} onClick={light}>
              {t(torch ? 'dossier:camera.lightOff' : 'dossier:camera.lightOn')}
            </Button>
          )}
          <Button icon="idCard" onClick={onLines}>
            {t('scan:lines.open')}
          </Button>
        </div>
        <PictureFile text={t('scan:file')} hint={t('scan:fileHint')} disabled={false} onPicture={lookAtFile} />
        <p class="muted measure">{t('scan:keeps')}</p>
      </>
    ),
  })
}
