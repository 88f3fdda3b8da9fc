import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { countWorkedDay } from './workedDaysFile.ts'

const day = 86_400_000
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tram-so-days-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('is kept over starts, and begins anew when it cannot be read', () => {
  const file = join(folder, 'data', 'days.json')
  expect(countWorkedDay(file, 20_000 * day)).toEqual([20_000])
  expect(countWorkedDay(file, 20_001 * day)).toEqual([20_000, 20_001])
  const { mtimeMs } = statSync(file)
  expect(countWorkedDay(file, 20_001.9 * day)).toEqual([20_000, 20_001])
  expect(statSync(file).mtimeMs).toBe(mtimeMs)
  writeFileSync(file, '{"days":["x"]}')
  expect(countWorkedDay(file, 20_002 * day)).toEqual([20_002])
})
