import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import SignatureCanvas from 'signature_pad'
import { markBox, markOf, strokesOf } from '../../domain/signatureMark.ts'
import { t } from '../i18n/i18n.ts'
import { SharedKey } from '../resident/Shared.tsx'
import { Button } from '../ui/button/Button.tsx'
import { describedBy, FieldFrame } from '../ui/field/FieldFrame.tsx'
import './markPad.css'

/** In pixels; a dot is a finger's, not a pen's. */
const pen = { minWidth: 1.2, maxWidth: 3.2, dotSize: 7, minDistance: 2 }

interface Props {
  id: string
  label: ComponentChildren
  hint: ComponentChildren
  error: ComponentChildren
  /** '' while nothing was drawn */
  mark: string
  onMark(mark: string | null): void
}

/** A box to sign in with a finger or a pen, or to set a finger's mark. Whoever cannot use it says yes aloud: that is a way too. */
export function MarkPad(props: Props) {
  const { id, mark, onMark } = props
  const box = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignatureCanvas | null>(null)
  const shown = useRef({ mark, onMark })
  shown.current = { mark, onMark }

  useEffect(() => {
    const canvas = box.current
    if (!canvas) return
    const drawn = new SignatureCanvas(canvas, pen)
    pad.current = drawn
    const onEnd = () =>
      shown.current.onMark(
        markOf(
          drawn.toData().map(({ points }) => points),
          canvas.clientWidth,
        ),
      )
    drawn.addEventListener('endStroke', onEnd)
    // turned, or with larger letters: the box has another size, and what was drawn is drawn again in it
    const watching = new ResizeObserver(() => redraw(drawn, canvas, shown.current.mark))
    watching.observe(canvas)
    return () => {
      watching.disconnect()
      drawn.removeEventListener('endStroke', onEnd)
      drawn.off()
    }
  }, [])

  function clear() {
    pad.current?.clear()
    onMark(null)
  }

  return (
    <FieldFrame {...props} group>
      <div class="mark-pad">
        <canvas
          ref={box}
          id={id}
          class="mark-pad__box"
          tabIndex={-1}
          role="img"
          aria-label={t(mark === '' ? 'consent:mark.empty' : 'consent:mark.there')}
          aria-describedby={describedBy(props)}
        />
        <Button icon="undo" onClick={clear} disabled={mark === ''}>
          <SharedKey of="consent:mark.clear" />
        </Button>
      </div>
    </FieldFrame>
  )
}

/** As sharp as the screen, in the colour of the letters around it. */
function redraw(pad: SignatureCanvas, canvas: HTMLCanvasElement, mark: string): void {
  const width = canvas.clientWidth
  if (width === 0) return
  const density = window.devicePixelRatio
  canvas.width = width * density
  canvas.height = ((width * markBox.height) / markBox.width) * density
  canvas.getContext('2d')?.scale(density, density)
  pad.penColor = getComputedStyle(canvas).color
  pad.fromData(
    strokesOf(mark, width).map((points) => ({
      points: points.map(({ x, y }, index) => ({ x, y, pressure: 0.5, time: index * 20 })),
      ...pen,
      penColor: pad.penColor,
      velocityFilterWeight: pad.velocityFilterWeight,
      compositeOperation: 'source-over',
    })),
  )
}
