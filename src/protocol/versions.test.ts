import { describe, expect, it } from 'vitest'
import { Problem } from './problems.ts'
import { commonWire } from './versions.ts'

const refusal = (client: [number, number], hub: { min: number; max: number }) => {
  try {
    return commonWire(client, hub)
  } catch (error) {
    if (error instanceof Problem) return [error.code, error.data]
    throw error
  }
}

describe('wire versions', () => {
  it('take the highest that both know (SPEC VER-1)', () => {
    expect(commonWire([1, 1], { min: 1, max: 1 })).toBe(1)
    expect(commonWire([1, 3], { min: 2, max: 5 })).toBe(3)
    expect(commonWire([2, 9], { min: 1, max: 5 })).toBe(5)
  })

  it('are refused by name of who is behind, with the range of the hub, when there is none (SPEC VER-2)', () => {
    expect(refusal([1, 1], { min: 2, max: 3 })).toEqual(['client-too-old', { min: 2, max: 3 }])
    expect(refusal([4, 5], { min: 2, max: 3 })).toEqual(['hub-too-old', { min: 2, max: 3 }])
  })

  it('are refused when the range stands on its head (SPEC VER-1)', () => {
    expect(refusal([3, 1], { min: 1, max: 3 })).toEqual(['malformed', {}])
  })
})
