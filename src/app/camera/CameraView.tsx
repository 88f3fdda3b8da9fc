import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../i18n/i18n.ts'
import type { Rect, Size } from './frame.ts'
import type { OpenCamera } from './openCamera.ts'
import './camera.css'

interface Props {
  camera: OpenCamera
  video: RefObject<HTMLVideoElement | null>
  /** the frame that is to be filled, of a picture of this size; null draws none */
  frameOf: ((picture: Size) => Rect) | null
  /** is there a picture to take? not yet while it opens, and no more when this view goes */
  onReady(isReady: boolean): void
}

const percent = (part: number, whole: number) => `${(100 * part) / whole}%`

/** What the camera sees, with the frame that a sheet should fill where one is photographed. */
export function CameraView({ camera, video, frameOf, onReady }: Props) {
  const [size, setSize] = useState<Size | null>(null)
  useEffect(() => {
    const view = video.current
    if (!view) return
    view.srcObject = camera.stream
    void view.play().catch(() => undefined)
    return () => {
      view.srcObject = null
      onReady(false)
    }
  }, [camera, video, onReady])

  function look() {
    const view = video.current
    if (!view || view.videoWidth === 0) return
    setSize({ width: view.videoWidth, height: view.videoHeight })
    onReady(true)
  }

  const frame = size && frameOf?.(size)
  return (
    <div class="camera" style={{ '--shape': size ? size.width / size.height : 4 / 3 }}>
      <video class="camera__picture" ref={video} muted playsInline onLoadedData={look} onResize={look}>
        <track kind="captions" />
      </video>
      {size && frame && (
        <div
          class="camera__frame"
          aria-hidden="true"
          style={{
            insetInlineStart: percent(frame.x, size.width),
            insetBlockStart: percent(frame.y, size.height),
            inlineSize: percent(frame.width, size.width),
            blockSize: percent(frame.height, size.height),
          }}
        />
      )}
      {!size && <p class="camera__wait">{t('dossier:camera.opening')}</p>}
    </div>
  )
}
