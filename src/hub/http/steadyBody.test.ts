import { describe, expect, it } from 'vitest'
import { BodyCut } from './readBody.ts'
import { steadyBody } from './steadyBody.ts'

/** Chunks of a length, each so many ms after the one before. */
async function read(length: number, everyMs: number, count: number): Promise<number> {
  let clock = 0
  let seen = 0
  async function* source() {
    for (let i = 0; i < count; i++) {
      clock += everyMs
      yield new Uint8Array(length)
    }
  }
  for await (const chunk of steadyBody(source(), () => clock)) seen += chunk.length
  return seen
}

describe('steadyBody', () => {
  it('passes a slow line on, also one that begins late', async () => {
    expect(await read(1024, 1000, 200)).toBe(200 * 1024)
    expect(await read(16_384, 29_000, 10)).toBe(10 * 16_384)
  })

  it('gives up a body that drips', async () => {
    await expect(read(1, 20_000, 100)).rejects.toBeInstanceOf(BodyCut)
    await expect(read(100, 1000, 100)).rejects.toBeInstanceOf(BodyCut)
  })
})
