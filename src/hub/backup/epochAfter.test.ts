import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BackupFolder } from './BackupFolder.ts'
import { type BackupHeader, encodeHeader } from './backupFormat.ts'
import { epochAfter, knownBeside, noteBegun } from './epochAfter.ts'

const minute = 60_000
const made = Date.UTC(2026, 10, 22)
const header: BackupHeader = {
  v: 1,
  hub: 'aaaa',
  epoch: 1,
  schema: 1,
  postgres: 17,
  createdAt: made,
  sheet: 'S',
  kid: 'k',
  enc: 'e',
  key: 'k',
}

describe('the epoch after a restore (EPO-4)', () => {
  it('differs from that of another restore of the same backup, and is above all that is known', () => {
    const one = epochAfter([header], made, null)
    expect(one).toBeGreaterThan(1)
    expect(epochAfter([header], made + minute, null)).toBe(one + 1)
    expect(epochAfter([header, { epoch: one, createdAt: made }], made, null)).toBe(one + 1)
    // an integer of PostgreSQL for some thousand years
    expect(epochAfter([header], Date.UTC(5900, 0, 1), null)).toBeLessThan(2 ** 31)
  })

  it('is not taken from a clock that stands before a backup; a typed one needs no clock', () => {
    const behind = Date.UTC(2020, 0, 1)
    expect(() => epochAfter([header], behind, null)).toThrow(
      expect.objectContaining({
        code: 'restore-clock-behind',
        data: { now: '2020-01-01T00:00:00.000Z', at: '2026-11-22T00:00:00.000Z' },
      }),
    )
    expect(epochAfter([header], behind, 40_000_000)).toBe(40_000_000)
    expect(epochAfter([{ ...header, epoch: 50_000_000 }], behind, 40_000_000)).toBe(50_000_001)
  })

  describe('with what lies beside the backup', () => {
    let base: string
    beforeEach(() => {
      base = mkdtempSync(join(tmpdir(), 'tram-so-epoch-'))
    })
    afterEach(() => rmSync(base, { recursive: true, force: true }))
    const put = (name: string, content: BackupHeader) => {
      writeFileSync(join(base, name), encodeHeader(content))
      return join(base, name)
    }

    it('rises over a restore that was lost, though its clock was ahead of the one of now', async () => {
      const file = put('copied-by-hand.tsbackup', header)
      const first = epochAfter(await knownBeside(file, header), made + 900 * minute, null)
      noteBegun(file, header.hub, first)
      const second = epochAfter(await knownBeside(file, header), made + minute, null)
      expect(second).toBe(first + 1)
      noteBegun(file, header.hub, second)
      expect(epochAfter(await knownBeside(file, header), made + 2 * minute, null)).toBe(second + 1)
      // an earlier one that is typed takes nothing back
      noteBegun(file, header.hub, 3)
      expect(epochAfter(await knownBeside(file, header), made + 2 * minute, null)).toBe(second + 1)
    })

    it('rises over a newer backup in the folder, and heeds none of another hub or one that is damaged', async () => {
      const file = put('tram-so-aaaa-n000001-20261122-000000.tsbackup', header)
      put('tram-so-aaaa-n000002-20261122-000000.tsbackup', { ...header, epoch: 70_000_000 })
      put('tram-so-bbbb-n000003-20261122-000000.tsbackup', { ...header, hub: 'bbbb', epoch: 80_000_000 })
      writeFileSync(join(base, 'tram-so-aaaa-n000003-20261122-000000.tsbackup'), 'x')
      writeFileSync(join(base, 'tram-so-aaaa.epoch'), 'x')
      expect(epochAfter(await knownBeside(file, header), made + minute, null)).toBe(70_000_001)
      expect(new BackupFolder(base, 'aaaa').backups()).toHaveLength(3)
    })

    it('does not fail where nothing can be written beside the backup', () => {
      expect(noteBegun(join(base, 'none', 'a.tsbackup'), 'aaaa', 5)).toBe(false)
      expect(noteBegun(join(base, 'a.tsbackup'), 'aaaa', 5)).toBe(true)
      expect(readFileSync(join(base, 'tram-so-aaaa.epoch'), 'utf8')).toBe('5\n')
      expect(existsSync(join(base, 'tram-so-aaaa.epoch.new'))).toBe(false)
    })
  })
})
