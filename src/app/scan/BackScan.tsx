import { useRef, useState } from 'preact/hooks'
import type { MrzLines } from '../../domain/cardMrz.ts'
import { linesFrameIn, linesPartOf } from '../camera/frame.ts'
import { PictureFile } from '../camera/PictureFile.tsx'
import { useCamera } from '../camera/useCamera.ts'
import { t } from '../i18n/i18n.ts'
import { Button } from '../ui/button/Button.tsx'
import { Notice } from '../ui/notice/Notice.tsx'
import { Title } from '../ui/title/Title.tsx'
import type { ReaderParts } from './CardReader.ts'
import { CardView } from './CardView.tsx'
import type { ScanFrame } from './ScanFrame.ts'
import { startLinesWorker } from './startCardWorker.ts'
import { type FoundIn, useCardReader } from './useCardReader.ts'

interface Props {
  frame: ScanFrame
  /** lines whose check digits all fit; the third is empty where the name could not be read */
  onLines(lines: MrzLines): void
  onScan(): void
  onType(): void
}

const parts: ReaderParts = { makeWorker: startLinesWorker, longestSide: 1280, partOf: linesPartOf }

/** So often the numbers are read without the name before they are offered without it. */
const looksForName = 4

/** The camera looks for the three lines on the back and reads them; nothing of its picture is kept. */
export function BackScan({ frame, onLines, onScan, onType }: Props) {
  const camera = useCamera('card')
  const video = useRef<HTMLVideoElement>(null)
  const [isReady, setIsReady] = useState(false)
  const nameless = useRef(0)

  function found(lines: MrzLines, where: FoundIn): boolean {
    if (lines[2] === '') nameless.current += 1
    if (lines[2] === '' && where === 'camera' && nameless.current < looksForName) return false
    onLines(lines)
    return true
  }
  const { seen, lookAtFile } = useCardReader<MrzLines>(parts, camera.camera && isReady ? video : null, found)

  return frame({
    more: (
      <Button size="big" icon="edit" onClick={onType}>
        {t('scan:back.type')}
      </Button>
    ),
    children: (
      <>
        <Title>{t('scan:back.title')}</Title>
        <p class="lead">{t('scan:back.lead')}</p>
        {seen !== 'nothing' && (
          <Notice tone="help" live>
            {t(`scan:back.seen.${seen}`)}
          </Notice>
        )}
        <CardView {...camera} video={video} frameOf={linesFrameIn} onReady={setIsReady}>
          <Button icon="idCard" onClick={onScan}>
            {t('scan:lines.scan')}
          </Button>
        </CardView>
        <PictureFile text={t('scan:back.file')} hint={t('scan:fileHint')} disabled={false} onPicture={lookAtFile} />
        <p class="muted measure">{t('scan:keeps')}</p>
      </>
    ),
  })
}
