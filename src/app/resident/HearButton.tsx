import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { playClip } from '../i18n/voice/ClipVoice.ts'
import { Button } from '../ui/button/Button.tsx'

interface Props {
  /** The recorded sound, fetched when it is to be heard. */
  sound(): Promise<Blob>
  hearText: ComponentChildren
  stopText: ComponentChildren
  onFailed(error: unknown): void
}

/** Hear somebody's recorded words; a second press, or leaving the screen, stops them. */
export function HearButton({ sound, hearText, stopText, onFailed }: Props) {
  const playing = useRef<AbortController | null>(null)
  const [isPlaying, setPlaying] = useState(false)
  useEffect(() => () => playing.current?.abort(), [])

  async function hear() {
    const mine = new AbortController()
    playing.current = mine
    setPlaying(true)
    try {
      const clip = await sound()
      if (!mine.signal.aborted) await playClip(clip, 1, mine.signal)
    } catch (error) {
      onFailed(error)
    }
    if (playing.current === mine) setPlaying(false)
  }
  function stop() {
    playing.current?.abort()
    playing.current = null
    setPlaying(false)
  }
  return (
    <Button icon={isPlaying ? 'close' : 'sound'} onClick={isPlaying ? stop : () => void hear()}>
      {isPlaying ? stopText : hearText}
    </Button>
  )
}
