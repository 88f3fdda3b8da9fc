import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BackupFolder } from './BackupFolder.ts'

describe('BackupFolder', () => {
  let base: string
  let folder: BackupFolder
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'tram-so-folder-'))
    folder = new BackupFolder(base, 'aaaa')
  })
  afterEach(() => rmSync(base, { recursive: true, force: true }))

  const make = (iso: string, keep = 3) => {
    folder.prepare()
    const part = folder.partOf(Date.parse(iso))
    writeFileSync(part, 'x')
    const file = folder.accept(part)
    folder.prune(keep, file)
    return file
  }
  const names = () => folder.backups().map((file) => basename(file))

  it('keeps the backups made last, whatever the clock of the machine said', () => {
    for (const day of [1, 2, 3]) make(`2026-11-0${day}T20:00:00Z`)
    const behind = make('2020-01-01T20:00:00Z')
    expect(names()).toEqual([
      'tram-so-aaaa-n000004-20200101-200000.tsbackup',
      'tram-so-aaaa-n000003-20261103-200000.tsbackup',
      'tram-so-aaaa-n000002-20261102-200000.tsbackup',
    ])
    for (const day of [1, 2, 3]) make(`2099-01-0${day}T20:00:00Z`)
    expect(folder.backups()).not.toContain(behind)
    const mended = make('2026-11-22T20:00:00Z')
    expect(folder.backups()[0]).toBe(mended)
    expect(folder.backups()).toHaveLength(3)
  })

  it('counts those of before, which have no number, as older, by their time', () => {
    for (const time of ['20991231-000000', '20261101-200000']) {
      writeFileSync(join(base, `tram-so-aaaa-${time}.tsbackup`), 'x')
    }
    make('2026-11-22T20:00:00Z')
    expect(names()).toEqual([
      'tram-so-aaaa-n000001-20261122-200000.tsbackup',
      'tram-so-aaaa-20991231-000000.tsbackup',
      'tram-so-aaaa-20261101-200000.tsbackup',
    ])
    expect(basename(make('2026-11-23T20:00:00Z', 1))).toBe('tram-so-aaaa-n000002-20261123-200000.tsbackup')
    expect(names()).toHaveLength(1)
  })

  it('never lets go of the one just made, and says when it is not there', () => {
    const file = make('2026-11-22T20:00:00Z')
    // somebody has put one with a higher number there meanwhile
    writeFileSync(join(base, 'tram-so-aaaa-n000009-20261101-200000.tsbackup'), 'x')
    folder.prune(0, file)
    expect(folder.backups()).toEqual([file])
    folder.mustHold(file, 1)
    const refused = expect.objectContaining({ code: 'backup-not-written' })
    expect(() => folder.mustHold(file, 2)).toThrow(refused)
    rmSync(file)
    expect(() => folder.mustHold(file, 1)).toThrow(refused)
  })

  it('does not take what is another hub’s, or has another name, for a backup', () => {
    for (const name of [
      'tram-so-aaaa-b-20261101-200000',
      'tram-so-aaaa-copy',
      'tram-so-bbbb-n000001-20261101-200000',
    ]) {
      writeFileSync(join(base, `${name}.tsbackup`), 'x')
    }
    expect(folder.backups()).toEqual([])
  })
})
