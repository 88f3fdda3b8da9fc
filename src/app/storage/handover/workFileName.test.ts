import { expect, it } from 'vitest'
import { workFileName } from './workFileName.ts'

const device = '7d3c1a52-6f0b-4a8e-9b21-000000000001'

it('names a work file after its tablet, in signs that any stick takes', () => {
  expect(workFileName('Máy 3', device, 41)).toBe('tram-so-may-3-7d3c1a-41.tramso')
  expect(workFileName('Ấp Đồng Nai / "2": ../x', device, 1)).toBe('tram-so-ap-dong-nai-2-x-7d3c1a-1.tramso')
  expect(workFileName('A'.repeat(60), device, 1)).toBe(`tram-so-${'a'.repeat(24)}-7d3c1a-1.tramso`)
  expect(workFileName('…', device, 0)).toBe('tram-so-7d3c1a-0.tramso')
})
