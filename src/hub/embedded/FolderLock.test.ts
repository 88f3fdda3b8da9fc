import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EmbeddedError } from './EmbeddedError.ts'
import { FolderLock } from './FolderLock.ts'
import { processIdentity } from './processIdentity.ts'

describe('FolderLock', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tram-so-lock-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const lockFile = () => join(folder, 'hub.lock')

  it('refuses a folder that a live hub has, and names it', () => {
    const lock = FolderLock.take(folder)
    const refusal = (() => {
      try {
        FolderLock.take(folder)
      } catch (error) {
        return error
      }
      return null
    })()
    expect(refusal).toBeInstanceOf(EmbeddedError)
    expect(refusal).toMatchObject({ code: 'data-in-use', data: { pid: process.pid } })
    lock.release()
    FolderLock.take(folder).release()
    expect(readdirSync(folder)).toEqual([])
  })

  it('takes over from a process that is gone, from another that now has its number, and from a torn file', () => {
    for (const stale of [
      JSON.stringify({ pid: 2_147_483_646, identity: 'x', mark: 'a' }),
      JSON.stringify({ pid: process.pid, identity: 'an earlier process of this number', mark: 'a' }),
      '{"pid": 12',
      '',
    ]) {
      writeFileSync(lockFile(), stale)
      const lock = FolderLock.take(folder)
      expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid })
      lock.release()
    }
  })

  it('does not remove the lock of another that came after', () => {
    const lock = FolderLock.take(folder)
    writeFileSync(lockFile(), 'another hub')
    lock.release()
    expect(readFileSync(lockFile(), 'utf8')).toBe('another hub')
  })

  it('knows a live process by boot and start, and none that never was', () => {
    expect(processIdentity(process.pid)).toBe(processIdentity(process.pid))
    expect(processIdentity(process.pid)).not.toBe(processIdentity(process.ppid))
    expect(processIdentity(2_147_483_646)).toBeNull()
  })
})
