import type { StorageProblem } from '../ports.ts'
import { toStorageProblem } from './storageProblem.ts'
import type { TableName, TabletDb } from './TabletDb.ts'

/** One raw transaction in progress. Only its own requests may be awaited in it, through their callbacks. */
export interface StrictTx {
  store(name: TableName): IDBObjectStore
  /** Abort: nothing of this transaction is written and the caller gets this problem. */
  refuse(problem: StorageProblem): void
  /**
   * A read whose answer `use` checks; what it refuses undoes writes asked for meanwhile too, so nothing need wait for it. An
   * exception in `use` aborts the transaction with its own problem.
   */
  read<T>(name: TableName, key: IDBValidKey, use: (row: T | undefined) => void): void
}

/**
 * One strict read-write transaction over raw IndexedDB, for the saves that a person waits for (Dexie costs 1.5 to 2 times
 * as much, stack.md §5). `work` issues its requests at once and in their callbacks; it cannot await. Resolves when the disk has
 * it; rejects with `StorageProblem` and then nothing was written.
 */
export async function strictWrite(
  db: TabletDb,
  tables: readonly TableName[],
  work: (tx: StrictTx) => void,
): Promise<void> {
  try {
    await db.withRoom(async () => runOnce(await db.connection(), tables, work))
  } catch (error) {
    throw toStorageProblem(error)
  }
}

function runOnce(idb: IDBDatabase, tables: readonly TableName[], work: (tx: StrictTx) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let refusal: StorageProblem | null = null
    let reads = 0
    const transaction = idb.transaction([...tables], 'readwrite', { durability: 'strict' })
    const refuse = (problem: StorageProblem) => {
      if (refusal) return
      refusal = problem
      transaction.abort()
    }
    const run = (step: () => void) => {
      try {
        step()
        // all is asked for: told so, the browser need not wait for us to have heard of each write before it commits
        if (reads === 0 && !refusal) transaction.commit()
      } catch (error) {
        refuse(toStorageProblem(error))
      }
    }
    const read: StrictTx['read'] = (name, key, use) => {
      const request = transaction.objectStore(name).get(key)
      reads += 1
      request.onsuccess = () => {
        reads -= 1
        if (!refusal) run(() => use(request.result))
      }
    }
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(refusal ?? transaction.error)
    const store = (name: TableName) => transaction.objectStore(name)
    run(() => work({ store, refuse, read }))
  })
}
