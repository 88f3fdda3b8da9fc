import type { StorageProblem } from '../ports.ts'
import { toStorageProblem } from './storageProblem.ts'
import type { TableName, TabletDb } from './TabletDb.ts'

/** One raw transaction in progress. Only its own requests may be awaited in it, through their callbacks. */
export interface StrictTx {
  store(name: TableName): IDBObjectStore
  /** Abort: nothing of this transaction is written and the caller gets this problem. */
  refuse(problem: StorageProblem): void
  /** Adjust the ledger of bytes (SPEC STO-4); the transaction must include `meta`. */
  addBytes(delta: number): void
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
    return await runOnce(await db.connection(), tables, work)
  } catch (error) {
    const problem = toStorageProblem(error)
    if (problem.code !== 'closed') throw problem
    // the browser closed the connection under us before anything was written: once more on a new one
    db.close({ disableAutoOpen: false })
    return runOnce(await db.connection().catch(rethrow), tables, work)
  }
}

const rethrow = (error: unknown): never => {
  throw toStorageProblem(error)
}

function runOnce(idb: IDBDatabase, tables: readonly TableName[], work: (tx: StrictTx) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let refusal: StorageProblem | null = null
    const transaction = idb.transaction([...tables], 'readwrite', { durability: 'strict' })
    const refuse = (problem: StorageProblem) => {
      refusal ??= problem
      transaction.abort()
    }
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(refusal ?? toStorageProblem(transaction.error))
    try {
      work({ store: (name) => transaction.objectStore(name), refuse, addBytes: ledgerOf(transaction) })
    } catch (error) {
      refuse(toStorageProblem(error))
    }
  })
}

/** Adds up what comes before the ledger has been read, so that no two adjustments of one transaction read the same value. */
function ledgerOf(transaction: IDBTransaction): (delta: number) => void {
  let waiting: number | null = null
  return (delta) => {
    if (waiting !== null) {
      waiting += delta
      return
    }
    waiting = delta
    const meta = transaction.objectStore('meta')
    const request: IDBRequest<{ value: number } | undefined> = meta.get('ledger')
    request.onsuccess = () => {
      meta.put({ key: 'ledger', value: Math.max(0, (request.result?.value ?? 0) + (waiting ?? 0)) })
      waiting = null
    }
  }
}

/** Runs `use` with the row, or undefined; an exception in `use` aborts the transaction with its own problem. */
export function withRow<T>(tx: StrictTx, table: TableName, key: IDBValidKey, use: (row: T | undefined) => void): void {
  const request: IDBRequest<T | undefined> = tx.store(table).get(key)
  request.onsuccess = () => {
    try {
      use(request.result)
    } catch (error) {
      tx.refuse(toStorageProblem(error))
    }
  }
}
