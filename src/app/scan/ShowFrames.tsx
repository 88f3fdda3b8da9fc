import { useEffect, useState } from 'preact/hooks'
import { t } from '../i18n/i18n.ts'
import { Button } from '../ui/button/Button.tsx'
import { QrCode } from '../ui/qrCode/QrCode.tsx'

/** Five a second: a slow tablet looks about as often. */
const frameMs = 200

/** Pictures one after the other, round and round, for the other tablet's camera; they can be held still. */
export function ShowFrames({ frames }: { frames: readonly string[] }) {
  const [at, setAt] = useState(0)
  const [moves, setMoves] = useState(true)
  useEffect(() => {
    if (!moves) return
    const timer = setInterval(() => setAt((now) => (now + 1) % frames.length), frameMs)
    return () => clearInterval(timer)
  }, [moves, frames])
  return (
    <div class="stack">
      <QrCode text={frames[at] ?? ''} label={t('handover:frames.label')} />
      <p class="muted">{t('handover:frames.at', { at: at + 1, total: frames.length })}</p>
      <div class="cluster">
        <Button onClick={() => setMoves(!moves)} pressed={!moves}>
          {t(moves ? 'handover:frames.hold' : 'handover:frames.go')}
        </Button>
        {!moves && (
          <Button icon="arrowRight" onClick={() => setAt((at + 1) % frames.length)}>
            {t('handover:frames.next')}
          </Button>
        )}
      </div>
    </div>
  )
}
