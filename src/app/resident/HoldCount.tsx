import { useEffect, useState } from 'preact/hooks'
import { reader } from '../i18n/reader.ts'
import { Button } from '../ui/button/Button.tsx'
import { SaidKey } from './Said.tsx'
import './holdCount.css'
import { useVoice } from './voiceContext.ts'

/** Counts down, large and aloud, while something has to be held still (facts §2: the chip card, 3 to 5 seconds). */
export function HoldCount({ seconds }: { seconds: number }) {
  const voice = useVoice()
  const [left, setLeft] = useState<number | null>(null)

  useEffect(() => {
    if (left === null) return
    if (left > 0) void voice.count(left, reader.peek())
    const timer = setTimeout(() => setLeft(left > 0 ? left - 1 : null), left > 0 ? 1000 : 2500)
    return () => clearTimeout(timer)
  }, [left, voice])

  const start = () => {
    // what is still being read would talk over the count
    voice.stop()
    setLeft(seconds)
  }
  return (
    <div class="hold-count" role="timer" aria-live="off">
      {left === null ? (
        <Button size="big" icon="clock" onClick={start}>
          <SaidKey of="guide:hold.start" values={{ count: seconds }} />
        </Button>
      ) : (
        <>
          {left > 0 && <strong class="hold-count__number">{left}</strong>}
          <span>
            <SaidKey of={left > 0 ? 'guide:hold.still' : 'guide:hold.done'} />
          </span>
        </>
      )}
    </div>
  )
}
