import { describe, expect, it } from 'vitest'
import { readAhead } from './readAhead.ts'

const chunk = (value: number) => Uint8Array.of(value)

describe('readAhead', () => {
  it('takes in what comes while the consumer works, and gives it out in order', async () => {
    let given = 0
    async function* source() {
      for (; given < 5; given++) yield chunk(given)
    }
    const seen: number[][] = []
    for await (const taken of readAhead(source())) {
      // the consumer is busy until the whole source has been taken in
      while (given < 5) await Promise.resolve()
      seen.push([...taken])
    }
    expect(seen.flat()).toEqual([0, 1, 2, 3, 4])
    expect(seen.length, 'what came meanwhile comes as one').toBeLessThan(4)
  })

  it('gives out what came before a break, then throws it (STR-4)', async () => {
    async function* source() {
      yield chunk(1)
      yield chunk(2)
      throw new Error('cut')
    }
    const seen: number[] = []
    const reading = async () => {
      for await (const taken of readAhead(source())) seen.push(...taken)
    }
    await expect(reading()).rejects.toThrow('cut')
    expect(seen).toEqual([1, 2])
  })

  it('lets go of the source when the consumer leaves', async () => {
    let leave = () => {}
    const left = new Promise<void>((resolve) => {
      leave = resolve
    })
    async function* source() {
      try {
        for (let value = 0; ; value++) {
          yield chunk(value)
          // as from a socket: the next chunk comes in a turn of its own
          await new Promise((resolve) => setImmediate(resolve))
        }
      } finally {
        leave()
      }
    }
    for await (const _ of readAhead(source())) break
    await left
  })
})
