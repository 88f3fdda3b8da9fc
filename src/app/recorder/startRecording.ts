import { type ReadonlySignal, signal } from '@preact/signals'
import { type MicrophoneProblem, openMicrophone } from './openMicrophone.ts'

/** What was recorded: Opus in WebM or Ogg, and how long it is. */
export interface Recorded {
  readonly blob: Blob
  readonly seconds: number
}

/** A recording that runs. */
export interface Recording {
  /** how loud it is now, from 0 to 1 */
  readonly level: ReadonlySignal<number>
  /** whole seconds until now */
  readonly seconds: ReadonlySignal<number>
  /** Ends with `stop`, at the time limit or when the microphone is pulled out; null after `cancel`. */
  readonly ended: Promise<Recorded | null>
  stop(): void
  /** Nothing is kept. */
  cancel(): void
}

/** How long somebody may speak, and what a second of it may take: speech is understood well from 20,000 bits on. */
export interface RecordingLimits {
  readonly maxSeconds: number
  readonly bitsPerSecond: number
}

const lookEveryMs = 80
/** What is said loudly reaches the upper end of the meter. */
const fullScale = 0.3

const types = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus']

const loudnessOf = (samples: Float32Array) =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)

/**
 * Record one voice, for `maxSeconds` at most. Gives the running recording, or why there is none. Must be called from a press of
 * a button: browsers let no page listen by itself.
 */
export async function startRecording({
  maxSeconds,
  bitsPerSecond,
}: RecordingLimits): Promise<Recording | MicrophoneProblem> {
  const mimeType = globalThis.MediaRecorder && types.find((type) => MediaRecorder.isTypeSupported(type))
  if (!mimeType) return 'no-opus'
  const microphone = await openMicrophone()
  if (typeof microphone === 'string') return microphone
  const context = new AudioContext()
  // one channel, whatever the microphone has
  const mono = new MediaStreamAudioDestinationNode(context, { channelCount: 1, channelCountMode: 'explicit' })
  const analyser = new AnalyserNode(context, { fftSize: 2048 })
  new MediaStreamAudioSourceNode(context, { mediaStream: microphone }).connect(analyser).connect(mono)
  await context.resume()

  const recorder = new MediaRecorder(mono.stream, { mimeType, audioBitsPerSecond: bitsPerSecond })
  const level = signal(0)
  const seconds = signal(0)
  const parts: Blob[] = []
  const samples = new Float32Array(analyser.fftSize)
  let isWanted = true
  const began = performance.now()
  const elapsed = () => (performance.now() - began) / 1000
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop()
  }
  const look = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    level.value = Math.min(1, loudnessOf(samples) / fullScale)
    seconds.value = Math.floor(elapsed())
    if (elapsed() >= maxSeconds) stop()
  }, lookEveryMs)

  const ended = new Promise<Recorded | null>((resolve) => {
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
    recorder.addEventListener('stop', () => {
      clearInterval(look)
      for (const track of microphone.getTracks()) track.stop()
      void context.close()
      level.value = 0
      resolve(isWanted ? { blob: new Blob(parts, { type: mimeType }), seconds: elapsed() } : null)
    })
  })
  for (const track of microphone.getTracks()) track.addEventListener('ended', stop)
  recorder.start()
  return {
    level,
    seconds,
    ended,
    stop,
    cancel() {
      isWanted = false
      stop()
    },
  }
}
