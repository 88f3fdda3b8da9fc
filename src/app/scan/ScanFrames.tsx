import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../i18n/i18n.ts'
import type { FrameGathering } from '../storage/ports.ts'
import { usePorts } from '../storage/usePorts.ts'
import { CodeScan } from './CodeScan.tsx'

/** So many missing pictures are named; of more it is said how many. */
const mostNamed = 6

/** Gathers the pictures that another tablet shows, in any order, and says how far it is. */
export function ScanFrames({ onBytes }: { onBytes(bytes: Uint8Array): void }) {
  const { handover } = usePorts()
  const gathering = useRef<FrameGathering | null>(null)
  const [progress, setProgress] = useState<FrameGathering['progress'] | null>(null)

  useEffect(() => {
    let here = true
    void handover().then((port) => {
      if (here) gathering.current = port.gather()
    })
    return () => {
      here = false
    }
  }, [handover])

  function take(text: string) {
    const gathered = gathering.current
    if (!gathered?.add(text)) return
    setProgress(gathered.progress)
    void gathered.bytes().then((bytes) => bytes && onBytes(bytes))
  }

  return (
    <>
      <CodeScan onText={take} />
      <p role="status">{progress ? wordsOf(progress) : t('handover:frames.aim')}</p>
    </>
  )
}

function wordsOf({ have, total, missing }: FrameGathering['progress']): string {
  const named = missing.length > 0 && missing.length <= mostNamed
  const seen = t('handover:frames.seen', { have, total })
  return named ? `${seen} ${t('handover:frames.missing', { places: missing.join(', ') })}` : seen
}
