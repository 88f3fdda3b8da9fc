import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { MicrophoneProblem } from './openMicrophone.ts'
import { type Recorded, type Recording, type RecordingLimits, startRecording } from './startRecording.ts'

type RecorderState =
  | { readonly kind: 'ready' }
  /** The browser asks whether it may listen. */
  | { readonly kind: 'opening' }
  | { readonly kind: 'recording'; readonly recording: Recording }
  | { readonly kind: 'done'; readonly clip: Recorded }
  | { readonly kind: 'failed'; readonly problem: MicrophoneProblem }

export interface Recorder {
  readonly state: RecorderState
  start(): void
  stop(): void
  /** Forget what was recorded, to begin again. */
  clear(): void
}

/** A microphone for as long as a screen stands: it goes off with the screen, and what ran then is not kept. */
export function useRecorder({ maxSeconds, bitsPerSecond }: RecordingLimits): Recorder {
  const [state, setState] = useState<RecorderState>({ kind: 'ready' })
  const running = useRef<Recording | null>(null)
  // raised by whatever makes an answer of the browser come too late
  const turn = useRef(0)

  const end = useCallback(() => {
    turn.current += 1
    running.current?.cancel()
    running.current = null
  }, [])
  useEffect(() => end, [end])

  const start = useCallback(() => {
    end()
    const mine = turn.current
    setState({ kind: 'opening' })
    void startRecording({ maxSeconds, bitsPerSecond }).then((found) => {
      const isMine = mine === turn.current
      if (typeof found === 'string') {
        if (isMine) setState({ kind: 'failed', problem: found })
        return
      }
      if (!isMine) return found.cancel()
      running.current = found
      setState({ kind: 'recording', recording: found })
      void found.ended.then((clip) => {
        if (mine !== turn.current) return
        running.current = null
        setState(clip ? { kind: 'done', clip } : { kind: 'ready' })
      })
    })
  }, [end, maxSeconds, bitsPerSecond])
  const stop = useCallback(() => running.current?.stop(), [])
  const clear = useCallback(() => {
    end()
    setState({ kind: 'ready' })
  }, [end])
  return { state, start, stop, clear }
}
