import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it, vi } from 'vitest'
import { StorageProblem } from '../ports.ts'
import { toStorageProblem } from './storageProblem.ts'
import { strictWrite } from './strictWrite.ts'
import { TabletDb } from './TabletDb.ts'

const newDb = (disk = new IDBFactory()) => new TabletDb('tram-so', { indexedDB: disk, IDBKeyRange })
const header = new Uint8Array(240)

describe('strictWrite', () => {
  it('writes all or nothing, also what was asked for before a check refused (STO-2)', async () => {
    const db = newDb()
    await strictWrite(db, ['sessions'], (tx) => tx.store('sessions').put({ sid: 'a', header }))
    const broken = strictWrite(db, ['sessions', 'heads'], (tx) => {
      tx.read('sessions', 'a', () => tx.refuse(new StorageProblem('missing')))
      tx.store('sessions').put({ sid: 'b', header })
      tx.store('heads').put({ chain: 'c', n: 1, hash: header, current: true, bytes: 0 })
    })
    await expect(broken).rejects.toMatchObject({ code: 'missing' })
    expect(await db.sessions.toCollection().primaryKeys()).toEqual(['a'])
    expect(await db.heads.count()).toBe(0)
    const thrown = strictWrite(db, ['sessions'], (tx) => {
      tx.store('sessions').put({ sid: 'b', header })
      tx.read('sessions', 'a', () => {
        throw new StorageProblem('missing')
      })
    })
    await expect(thrown).rejects.toMatchObject({ code: 'missing' })
    expect(await db.sessions.count()).toBe(1)
  })

  it('opens again after the browser closed the connection', async () => {
    const db = newDb()
    const before = await db.connection()
    before.close()
    await strictWrite(db, ['sessions'], (tx) => tx.store('sessions').put({ sid: 'a', header }))
    expect(await db.sessions.count()).toBe(1)
  })

  it('saves and lets go when a newer tab upgrades, and says why from then on (fault 28)', async () => {
    const disk = new IDBFactory()
    const old = newDb(disk)
    await old.open()
    let told = 0
    old.beforeYield(() => strictWrite(old, ['sessions'], (tx) => tx.store('sessions').put({ sid: 'typed', header })))
    old.onYield(() => {
      told += 1
    })
    const newer = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = disk.open('tram-so', 9999)
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = reject
    })
    expect(told).toBe(1)
    const typed = newer.transaction('sessions').objectStore('sessions').get('typed')
    await vi.waitFor(() => expect(typed.result).toMatchObject({ sid: 'typed' }))
    const late = strictWrite(old, ['sessions'], (tx) => tx.store('sessions').put({ sid: 'a', header }))
    await expect(late).rejects.toMatchObject({ code: 'version-change' })
  })
})

describe('toStorageProblem', () => {
  it('knows a full disk also inside what Dexie wraps around it (fault 5)', () => {
    const quota = Object.assign(new Error('x'), { name: 'QuotaExceededError' })
    expect(toStorageProblem(quota).code).toBe('disk-full')
    expect(toStorageProblem(Object.assign(new Error('x'), { name: 'AbortError', inner: quota })).code).toBe('disk-full')
  })

  it('keeps a browser message, which may hold data, out of what it says', () => {
    const problem = toStorageProblem(new Error('Trần Thị Mẫu'))
    expect(JSON.stringify([problem, problem.message, problem.data])).not.toContain('Mẫu')
    expect(problem).toMatchObject({ code: 'failed', data: { reason: 'Error' } })
  })
})
