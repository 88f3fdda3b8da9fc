import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { CitizenCard } from '../../domain/citizenCard.ts'
import { CardReader } from './CardReader.ts'
import { takeCardWorker } from './readyCardWorker.ts'

/** What there is to say while no card was read. */
export type Seen = 'nothing' | 'slow' | 'other' | 'noneInPicture' | 'failed'

/** Between two looks: a slow tablet's screen goes on moving, and a hand has time to come nearer. */
const pauseMs = 120
/** After so many looks it is said what helps. */
const looksBeforeHelp = 40

/** Looks for a card in what the camera sees, over and over, and in a picture that is chosen. `video`: null while there is none. */
export function useCardReader(video: RefObject<HTMLVideoElement | null> | null, onCard: (card: CitizenCard) => void) {
  const reader = useMemo(() => new CardReader(takeCardWorker), [])
  const [seen, setSeen] = useState<Seen>('nothing')
  const [file, setFile] = useState<File | null>(null)
  const found = useRef(onCard)
  found.current = onCard
  // at once, also where a lock takes the screen away: Preact cleans up other effects a frame later
  useLayoutEffect(() => {
    reader.warm()
    return () => reader.close()
  }, [reader])

  useEffect(() => {
    // a picture that was chosen comes first
    if (!video || file) return
    let timer: ReturnType<typeof setTimeout> | null = null
    let here = true
    let looks = 0
    const next = async () => {
      const view = video.current
      if (!view) return
      const look = await reader.look(view)
      if (!here) return
      looks += 1
      if (look.kind === 'card') return found.current(look.card)
      if (look.kind === 'other' || look.kind === 'failed') setSeen(look.kind)
      else if (looks === looksBeforeHelp) setSeen('slow')
      timer = setTimeout(() => void next(), pauseMs)
    }
    void next()
    return () => {
      here = false
      if (timer !== null) clearTimeout(timer)
    }
  }, [reader, video, file])

  useEffect(() => {
    if (!file) return
    let here = true
    const lookAt = async () => {
      const look = await reader.look(file)
      if (!here) return
      setFile(null)
      if (look.kind === 'card') return found.current(look.card)
      setSeen(look.kind === 'nothing' ? 'noneInPicture' : look.kind)
    }
    void lookAt()
    return () => {
      here = false
    }
  }, [reader, file])

  return { seen, lookAtFile: setFile }
}
