import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { CameraView } from '../camera/CameraView.tsx'
import { useCamera } from '../camera/useCamera.ts'
import { t } from '../i18n/i18n.ts'
import { Busy } from '../ui/busy/Busy.tsx'
import { Button } from '../ui/button/Button.tsx'
import { Notice } from '../ui/notice/Notice.tsx'
import { startCodeWorker } from './startCardWorker.ts'

interface Props {
  /** each text that was seen, again and again while it is before the camera */
  onText(text: string): void
}

/** One look after the other, as fast as the tablet can: the other screen does not wait. */
function useCodes(video: RefObject<HTMLVideoElement | null> | null, onText: (text: string) => void): void {
  const found = useRef(onText)
  found.current = onText
  useEffect(() => {
    const view = video?.current
    if (!view) return
    const worker = startCodeWorker()
    let here = true
    const look = async () => {
      const picture = await createImageBitmap(view).catch(() => null)
      if (!here) return picture?.close()
      if (picture) worker.postMessage({ picture }, [picture])
      else requestAnimationFrame(() => void look())
    }
    worker.onmessage = ({ data }: MessageEvent<readonly string[]>) => {
      if (!here) return
      for (const text of data) found.current(text)
      void look()
    }
    void look()
    return () => {
      here = false
      worker.terminate()
    }
  }, [video])
}

/** The camera reads what another tablet shows on its screen. */
export function CodeScan({ onText }: Props) {
  const { camera, problem, again } = useCamera('card')
  const video = useRef<HTMLVideoElement>(null)
  const [isReady, setIsReady] = useState(false)
  useCodes(camera && isReady ? video : null, onText)
  if (problem) {
    return (
      <Notice tone="warning" title={t(`dossier:camera.problem.${problem}`)}>
        <Button icon="refresh" onClick={again}>
          {t('common:retry')}
        </Button>
      </Notice>
    )
  }
  if (!camera) return <Busy text={t('dossier:camera.opening')} />
  return <CameraView camera={camera} video={video} frameOf={null} onReady={setIsReady} />
}
