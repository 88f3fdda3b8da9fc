import { toStorageProblem } from './storageProblem.ts'

/** Reads every row of a database that is open; rejects at the first that cannot be read. */
const readAll = (db: IDBDatabase): Promise<void> =>
  new Promise((resolve, reject) => {
    const names = [...db.objectStoreNames]
    if (names.length === 0) return resolve()
    const reading = db.transaction(names)
    reading.oncomplete = () => resolve()
    reading.onabort = () => reject(reading.error)
    for (const name of names) {
      const rows = reading.objectStore(name).openCursor()
      rows.onsuccess = () => rows.result?.continue()
    }
  })

/**
 * Does the browser itself fail to open or read this database (fault 8)? Only then may it be thrown away: where our own code
 * failed, or the disk is full, or there is none, what was saved may well come back.
 */
export const isUnreadable = (idb: IDBFactory, name: string): Promise<boolean> =>
  new Promise((resolve) => {
    const says = (error: unknown) => resolve(toStorageProblem(error).code === 'failed')
    const opening = idb.open(name)
    // there is none: an empty one that is made by asking would be in the way of the next start
    opening.onupgradeneeded = () => {
      opening.transaction?.abort()
      resolve(false)
    }
    opening.onerror = () => says(opening.error)
    opening.onsuccess = () => {
      const db = opening.result
      void readAll(db)
        .then(() => resolve(false), says)
        .finally(() => db.close())
    }
  })

/** Throw a database away, for ever. Waits for other pages to let go of it. Rejects where the browser will not. */
export const throwAway = (idb: IDBFactory, name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const removal = idb.deleteDatabase(name)
    removal.onsuccess = () => resolve()
    removal.onerror = () => reject(toStorageProblem(removal.error))
  })
