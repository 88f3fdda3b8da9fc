import { describe, expect, it } from 'vitest'
import { compass, roundedPoint, saidMetres, wayTo } from './mapPoint.ts'

const hall = { lat: 11.97, lng: 106.9 }

describe('a house’s map point', () => {
  it('is kept to a metre, wherever it lies', () => {
    expect(roundedPoint({ lat: 11.976543219, lng: -106.000004 })).toEqual({ lat: 11.97654, lng: -106 })
  })

  it('is so far away, and in one of eight directions', () => {
    const away = (north: number, east: number) => wayTo(hall, { lat: hall.lat + north, lng: hall.lng + east })
    const steps = [
      [1, 0],
      [1, 1],
      [0, 1],
      [-1, 1],
      [-1, 0],
      [-1, -1],
      [0, -1],
      [1, -1],
    ] as const
    expect(steps.map(([north, east]) => away(north / 1000, east / 1000).towards)).toEqual(compass)
    expect(away(0.001, 0).metres).toBeCloseTo(111.2, 1)
    // a degree of longitude is shorter here
    expect(away(0, 0.001).metres).toBeCloseTo(108.8, 1)
    expect(away(0, 0).metres).toBe(0)
  })

  it('is said as people say it', () => {
    expect([0, 4, 87, 96, 342, 960, 980, 1240, 2960].map(saidMetres)).toEqual([
      10, 10, 90, 100, 350, 950, 1000, 1200, 3000,
    ])
  })
})
