import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { CardReader, type ReaderParts } from './CardReader.ts'

/** What there is to say while nothing was read. */
export type Seen = 'nothing' | 'slow' | 'other' | 'noneInPicture' | 'failed'

/** Between two looks: a slow tablet's screen goes on moving, and a hand has time to come nearer. */
const pauseMs = 120
/** After so many looks it is said what helps. */
const looksBeforeHelp = 40

/** Where what was found came from: the camera goes on looking if it was not enough, a chosen picture has no more to show. */
export type FoundIn = 'camera' | 'picture'

/**
 * Looks at what the camera sees, over and over, and at a picture that is chosen. `video`: null while there is none.
 * @param parts the same at every call
 * @param onFound says whether that is enough
 */
export function useCardReader<Found>(
  parts: ReaderParts,
  video: RefObject<HTMLVideoElement | null> | null,
  onFound: (found: Found, where: FoundIn) => boolean,
) {
  const reader = useMemo(() => new CardReader<Found>(parts), [parts])
  const [seen, setSeen] = useState<Seen>('nothing')
  const [file, setFile] = useState<File | null>(null)
  const found = useRef(onFound)
  found.current = onFound
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
      if (look.kind === 'found' && found.current(look.found, 'camera')) return
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
      if (look.kind === 'found') found.current(look.found, 'picture')
      else setSeen(look.kind === 'nothing' ? 'noneInPicture' : look.kind)
    }
    void lookAt()
    return () => {
      here = false
    }
  }, [reader, file])

  return { seen, lookAtFile: setFile }
}
