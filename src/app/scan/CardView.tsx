import type { ComponentChildren, RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { CameraView } from '../camera/CameraView.tsx'
import type { Rect, Size } from '../camera/frame.ts'
import type { CameraState } from '../camera/useCamera.ts'
import { t } from '../i18n/i18n.ts'
import { Busy } from '../ui/busy/Busy.tsx'
import { Button } from '../ui/button/Button.tsx'
import { Notice } from '../ui/notice/Notice.tsx'

interface Props extends CameraState {
  video: RefObject<HTMLVideoElement | null>
  frameOf: ((picture: Size) => Rect) | null
  onReady(isReady: boolean): void
  /** ways around it, beside the light */
  children: ComponentChildren
}

/** What the camera sees of a card, or why it sees nothing, and its light. */
export function CardView({ camera, problem, again, video, frameOf, onReady, children }: Props) {
  const [torch, setTorch] = useState(false)

  function light() {
    setTorch(!torch)
    void camera?.setTorch(!torch).catch(() => setTorch(false))
  }

  return (
    <>
      {problem && (
        <Notice tone="warning" title={t(`dossier:camera.problem.${problem}`)}>
          <p>{t('scan:otherwise')}</p>
          <Button icon="refresh" onClick={again}>
            {t('common:retry')}
          </Button>
        </Notice>
      )}
      {!problem && !camera && <Busy text={t('dossier:camera.opening')} />}
      {camera && <CameraView camera={camera} video={video} frameOf={frameOf} onReady={onReady} />}
      <div class="cluster">
        {camera?.hasTorch && (
          <Button pressed={torch} onClick={light}>
            {t(torch ? 'dossier:camera.lightOff' : 'dossier:camera.lightOn')}
          </Button>
        )}
        {children}
      </div>
    </>
  )
}
