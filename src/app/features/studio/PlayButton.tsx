import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { playClip } from '../../i18n/voice/ClipVoice.ts'
import { Button } from '../../ui/button/Button.tsx'

interface Props {
  text: string
  load: () => Promise<Blob>
}

/** Plays a recording, and stops it; falls silent with its screen. */
export function PlayButton({ text, load }: Props) {
  const [state, setState] = useState<'quiet' | 'playing' | 'failed'>('quiet')
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function play() {
    running.current?.abort()
    const mine = new AbortController()
    running.current = mine
    setState('playing')
    const end = await load()
      .then((clip) => playClip(clip, 1, mine.signal))
      .then(
        () => 'quiet' as const,
        () => 'failed' as const,
      )
    if (running.current === mine) setState(end)
  }

  const isPlaying = state === 'playing'
  return (
    <>
      <Button icon={isPlaying ? 'close' : 'sound'} onClick={() => (isPlaying ? running.current?.abort() : void play())}>
        {isPlaying ? t('studio:stop') : text}
      </Button>
      <span class={state === 'failed' ? 'muted' : 'hidden-text'} role="status">
        {state === 'failed' && t('studio:notPlayed')}
      </span>
    </>
  )
}
