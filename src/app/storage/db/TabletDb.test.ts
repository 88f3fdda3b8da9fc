import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, it } from 'vitest'
import { TabletDb } from './TabletDb.ts'

it('opens a database that a newer version made, and reads and writes what it knows of it (fault 30)', async () => {
  const disk = new IDBFactory()
  const options = { indexedDB: disk, IDBKeyRange }
  const newer = new TabletDb('tram-so', options)
  newer.version(99).stores({ later: 'id' })
  await newer.sessions.put({ sid: 'a', header: new Uint8Array(240) })
  await newer.table('later').put({ id: 1 })
  newer.close()

  const rolledBack = new TabletDb('tram-so', options)
  expect((await rolledBack.sessions.get('a'))?.header.length).toBe(240)
  await rolledBack.sessions.put({ sid: 'b', header: new Uint8Array(240) })
  rolledBack.close()

  const again = new TabletDb('tram-so', options)
  again.version(99).stores({ later: 'id' })
  expect(await again.sessions.count()).toBe(2)
  expect(await again.table('later').count()).toBe(1)
  again.close()
})
