/** Recorded clips, by language (ISO 639-3) and key; null where none was recorded. */
export type ClipSource = (language: string, sound: string) => Promise<Blob | null>

/** Plays a clip; resolves when it ended or was stopped, rejects when this device cannot play it. */
export type PlayClip = (clip: Blob, rate: number, stop: AbortSignal) => Promise<void>

/** Over an audio element, which keeps the pitch when it plays slower. */
export const playClip: PlayClip = async (clip, rate, stop) => {
  const url = URL.createObjectURL(clip)
  const audio = new Audio(url)
  audio.playbackRate = rate
  try {
    await new Promise<void>((resolve, reject) => {
      stop.addEventListener('abort', () => resolve())
      audio.addEventListener('ended', () => resolve())
      audio.addEventListener('error', () => reject(new Error('cannot play')))
      audio.play().catch(reject)
    })
  } finally {
    audio.pause()
    URL.revokeObjectURL(url)
  }
}
