import { useEffect, useState } from 'preact/hooks'
import { localDay } from '../../../domain/localDay.ts'
import type { OwnSentence, StudioSentence } from '../../storage/ports.ts'
import { useStudio } from './studioPort.ts'
import type { Evened } from './useEvened.ts'

interface Recorded {
  readonly sentence: StudioSentence
  /** the sentence in Vietnamese */
  readonly title: string
  readonly evened: Evened
  /** what this tablet keeps of it and has not handed on */
  readonly kept: OwnSentence | undefined
  onFailed(error: unknown): void
}

/**
 * On a tablet a take is kept, sealed, as soon as it was recorded, and read again after a lock or a reload (SPEC STU-4). Whoever holds
 * the tablet then hears it before it is handed on. Gives the kept take, or null; always null at the desk. `isWritten` once the disk has
 * what was just recorded.
 */
export function useKeptTake({ sentence, title, evened, kept, onFailed }: Recorded): {
  take: Blob | null
  isWritten: boolean
} {
  const { own, speaker, now } = useStudio()
  const [take, setTake] = useState<Blob | null>(null)
  const [written, setWritten] = useState<Blob | null>(null)
  const fresh = evened.kind === 'ready' ? evened.clip.blob : null
  const { language, kind, key } = sentence

  useEffect(() => {
    if (!own || !fresh) return
    const { name } = speaker.value
    void fresh
      .arrayBuffer()
      .then((sound) =>
        own.keepTake(sentence, {
          title,
          speaker: name.trim(),
          consentOn: localDay(now()),
          sound: new Uint8Array(sound),
        }),
      )
      .then(() => setWritten(fresh), onFailed)
  }, [own, fresh])

  useEffect(() => {
    let here = true
    if (!own || !kept) setTake(null)
    else {
      own.sound({ language, kind, key }).then(
        (sound) => here && setTake(sound && new Blob([new Uint8Array(sound)], { type: 'audio/ogg; codecs=opus' })),
        () => here && setTake(null),
      )
    }
    return () => {
      here = false
    }
  }, [own, kept?.at, language, kind, key])
  return { take, isWritten: !own || written === fresh || !fresh }
}
