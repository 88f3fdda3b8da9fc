import { useRef, useState } from 'preact/hooks'
import type { CitizenCard } from '../../domain/citizenCard.ts'
import { PictureFile } from '../camera/PictureFile.tsx'
import { useCamera } from '../camera/useCamera.ts'
import { t } from '../i18n/i18n.ts'
import { Button } from '../ui/button/Button.tsx'
import { Notice } from '../ui/notice/Notice.tsx'
import { Title } from '../ui/title/Title.tsx'
import type { ReaderParts } from './CardReader.ts'
import { CardView } from './CardView.tsx'
import { takeCardWorker } from './readyCardWorker.ts'
import type { ScanFrame } from './ScanFrame.ts'

import { useCardReader } from './useCardReader.ts'

interface Props {
  frame: ScanFrame
  onCard(card: CitizenCard): void
  /** the lines on the back: by the camera, or typed */
  onBack(): void
  onLines(): void
  onType(): void
}

/** A card's code is read from far less. */
const parts: ReaderParts = { makeWorker: takeCardWorker, longestSide: 2400 }

/** The camera looks for the card's code by itself; a picture, the lines on the back and the keyboard are the ways around it. */
export function CardScan({ frame, onCard, onBack, onLines, onType }: Props) {
  const camera = useCamera('card')
  const video = useRef<HTMLVideoElement>(null)
  const [isReady, setIsReady] = useState(false)
  const { seen, lookAtFile } = useCardReader<CitizenCard>(parts, camera.camera && isReady ? video : null, (card) => {
    onCard(card)
    return true
  })

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
        <CardView {...camera} video={video} frameOf={null} onReady={setIsReady}>
          <Button icon="camera" onClick={onBack}>
            {t('scan:back.open')}
          </Button>
          <Button icon="idCard" onClick={onLines}>
            {t('scan:lines.open')}
          </Button>
        </CardView>
        <PictureFile text={t('scan:file')} hint={t('scan:fileHint')} disabled={false} onPicture={lookAtFile} />
        <p class="muted measure">{t('scan:keeps')}</p>
      </>
    ),
  })
}
