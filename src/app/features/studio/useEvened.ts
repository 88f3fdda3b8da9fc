import { useEffect, useState } from 'preact/hooks'
import { evenClip } from '../../recorder/evenClip.ts'
import type { Recorded } from '../../recorder/startRecording.ts'

export type Evened =
  | { readonly kind: 'busy' }
  /** Nothing is heard in it, or this browser cannot read what it recorded itself. */
  | { readonly kind: 'quiet' }
  | { readonly kind: 'ready'; readonly clip: Recorded }

/** What was recorded without its silent ends and as loud as others: what is listened to is what is kept. */
export function useEvened(recorded: Recorded | null): Evened {
  const [evened, setEvened] = useState<Evened>({ kind: 'busy' })
  useEffect(() => {
    if (!recorded) return
    let isWanted = true
    setEvened({ kind: 'busy' })
    void evenClip(recorded).then(
      (clip) => {
        if (isWanted) setEvened(clip ? { kind: 'ready', clip } : { kind: 'quiet' })
      },
      () => {
        if (isWanted) setEvened({ kind: 'quiet' })
      },
    )
    return () => {
      isWanted = false
    }
  }, [recorded])
  return evened
}
