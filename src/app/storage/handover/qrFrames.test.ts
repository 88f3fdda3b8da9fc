import fc from 'fast-check'
import { expect, it } from 'vitest'
import { webCrypto } from '../../../crypto/web/webCrypto.ts'
import { FrameCollector, framesOf } from './qrFrames.ts'

const framed = async (bytes: Uint8Array) => {
  const frames = await framesOf(webCrypto, bytes)
  if (!frames) throw new Error('too many')
  return frames
}

it('pictures in any order and as often as they come make the same bytes; what is missing is named (decision 026)', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 3_000 }),
      fc.infiniteStream(fc.nat()),
      async (bytes, chance) => {
        const frames = await framed(bytes)
        const collector = new FrameCollector(webCrypto)
        for (const at of chance) {
          if (collector.progress.total > 0 && collector.progress.missing.length === 0) break
          const text = frames[at % frames.length] ?? ''
          const before = collector.progress.have
          const isNew = collector.add(text)
          expect(collector.progress.have).toBe(before + (isNew ? 1 : 0))
          expect(collector.progress.missing.length).toBe(frames.length - collector.progress.have)
        }
        expect(await collector.bytes()).toEqual(new Uint8Array(bytes))
      },
    ),
    { numRuns: 30 },
  )
})

it('a picture of another hand-over begins anew, one that is none or changed brings nothing in', async () => {
  const [one, other] = [await framed(new Uint8Array(900).fill(1)), await framed(new Uint8Array(900).fill(2))]
  const collector = new FrameCollector(webCrypto)
  expect(collector.add('https://example.invalid/')).toBe(false)
  expect(collector.add(one[0]?.replace(' 1 3 ', ' 4 3 ') ?? '')).toBe(false)
  expect(await collector.bytes()).toBeNull()
  for (const text of one.slice(0, 2)) collector.add(text)
  expect(collector.progress).toEqual({ have: 2, total: 3, missing: [3] })
  for (const text of other.slice(1)) collector.add(text)
  expect(collector.progress).toEqual({ have: 2, total: 3, missing: [1] })
  // its place is right, its content is another's: the hash tells
  collector.add(other[0]?.replace(/ [^ ]+$/, ` ${one[1]?.split(' ')[4]}`) ?? '')
  expect(await collector.bytes()).toBeNull()
  expect(collector.progress.have).toBe(0)
  for (const text of other) collector.add(text)
  expect(await collector.bytes()).toEqual(new Uint8Array(900).fill(2))
})

it('what would take too many pictures goes by file', async () => {
  expect(await framesOf(webCrypto, new Uint8Array(60 * 400))).toHaveLength(60)
  expect(await framesOf(webCrypto, new Uint8Array(60 * 400 + 1))).toBeNull()
})
