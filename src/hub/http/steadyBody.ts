import { BodyCut } from './readBody.ts'

/** A line of 2G at its worst still brings this much, bytes a second, once it had time to begin, ms. */
const leastRate = 512
const startMs = 30_000

/**
 * A body that keeps coming: one that drips slower than any line is given up as a line that broke, so that nobody holds memory with a
 * byte now and then. @param now monotonic, ms. Throws `BodyCut`.
 */
export async function* steadyBody(
  body: AsyncIterable<Uint8Array>,
  now: () => number = () => performance.now(),
): AsyncGenerator<Uint8Array> {
  const began = now()
  let total = 0
  for await (const chunk of body) {
    total += chunk.length
    if (total < ((now() - began - startMs) / 1000) * leastRate) throw new BodyCut()
    yield chunk
  }
}
