import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startRecording } from './startRecording.ts'

class Track extends EventTarget {
  readonly stop = vi.fn()
}
class Node {
  fftSize = 2048
  stream = {}
  connect = (next: Node) => next
  getFloatTimeDomainData(samples: Float32Array) {
    samples.fill(0.15)
  }
}
class Context {
  static closed = 0
  resume = async () => undefined
  async close() {
    Context.closed += 1
  }
}
class Recorder extends EventTarget {
  static isTypeSupported = (type: string) => type.startsWith('audio/webm')
  state = 'inactive'
  start() {
    this.state = 'recording'
  }
  stop() {
    this.state = 'inactive'
    this.dispatchEvent(Object.assign(new Event('dataavailable'), { data: new Blob(['sound']) }))
    this.dispatchEvent(new Event('stop'))
  }
}

let track: Track
beforeEach(() => {
  vi.useFakeTimers()
  track = new Track()
  vi.stubGlobal('MediaRecorder', Recorder)
  vi.stubGlobal('AudioContext', Context)
  for (const name of ['AnalyserNode', 'MediaStreamAudioSourceNode', 'MediaStreamAudioDestinationNode'])
    vi.stubGlobal(name, Node)
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: async () => ({ getTracks: () => [track] }) } })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const running = async (seconds = 30) => {
  const found = await startRecording({ maxSeconds: seconds, bitsPerSecond: 24_000 })
  if (typeof found === 'string') throw new Error(found)
  return found
}

it('shows how loud it is, and gives what was recorded with the microphone off again', async () => {
  const recording = await running()
  vi.advanceTimersByTime(2100)
  expect(recording.level.value).toBeCloseTo(0.5)
  expect(recording.seconds.value).toBe(2)
  recording.stop()
  const clip = await recording.ended
  expect(clip?.blob.type).toBe('audio/webm;codecs=opus')
  expect(await clip?.blob.text()).toBe('sound')
  expect(clip?.seconds).toBeCloseTo(2.1)
  expect(track.stop).toHaveBeenCalled()
})

it('ends at its limit, and when the microphone is pulled out', async () => {
  const long = await running(3)
  vi.advanceTimersByTime(3100)
  expect((await long.ended)?.seconds).toBeCloseTo(3, 0)
  const pulled = await running()
  track.dispatchEvent(new Event('ended'))
  expect(await pulled.ended).not.toBeNull()
})

it('keeps nothing of what is cancelled', async () => {
  const recording = await running()
  recording.cancel()
  expect(await recording.ended).toBeNull()
  expect(track.stop).toHaveBeenCalled()
})

it.each([
  ['NotAllowedError', 'refused'],
  ['NotReadableError', 'busy'],
  ['NotFoundError', 'none'],
])('says why there is no microphone: %s', async (name, problem) => {
  const getUserMedia = async () => Promise.reject(new DOMException('', name))
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } })
  expect(await startRecording({ maxSeconds: 30, bitsPerSecond: 24_000 })).toBe(problem)
})

it('says that a browser records no Opus, before it asks for the microphone', async () => {
  vi.stubGlobal('MediaRecorder', undefined)
  expect(await startRecording({ maxSeconds: 30, bitsPerSecond: 24_000 })).toBe('no-opus')
})
