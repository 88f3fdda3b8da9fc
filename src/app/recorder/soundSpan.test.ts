import { describe, expect, it } from 'vitest'
import { soundSpan } from './soundSpan.ts'

const rate = 16_000
const tone = (seconds: number, amplitude: number) =>
  Float32Array.from({ length: seconds * rate }, (_, at) => amplitude * Math.sin((2 * Math.PI * 440 * at) / rate))
const joined = (...parts: Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]))

describe('where somebody speaks in a recording', () => {
  it('cuts silent ends, keeping a breath of them, and raises what is soft', () => {
    const span = soundSpan(joined(tone(1, 0.001), tone(2, 0.02), tone(1.5, 0.001)), rate)
    expect(span?.from).toBeCloseTo(0.8, 1)
    expect(span?.to).toBeCloseTo(3.3, 1)
    // a sine of 0.02 is -37 dB: 17 dB below what is wanted
    expect(span?.gainDb).toBeCloseTo(17, 0)
  })

  it('leaves what is loud from end to end whole, and lowers it', () => {
    const span = soundSpan(tone(2, 0.9), rate)
    expect(span).toMatchObject({ from: 0, to: 2 })
    expect(span?.gainDb).toBeCloseTo(-16, 0)
  })

  it('never raises a peak beyond full scale, nor hiss to speech', () => {
    const clicks = joined(tone(1, 0.01), tone(0.02, 0.8), tone(1, 0.01))
    expect(soundSpan(clicks, rate)?.gainDb).toBeLessThan(1)
    expect(soundSpan(tone(2, 0.001), rate)).toBeNull()
    expect(soundSpan(new Float32Array(0), rate)).toBeNull()
  })
})
