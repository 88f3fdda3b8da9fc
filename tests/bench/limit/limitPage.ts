import type { StandardCase } from '../peer/standardCase.ts'

/*
 * The physical limit that the product is put beside: one IndexedDB put in one transaction a case, one gzip POST up, one answer
 * down. No queue, no sealing, no wait for the disk.
 */

const request = <T>(from: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    from.onsuccess = () => resolve(from.result)
    from.onerror = () => reject(from.error)
  })
const done = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })

let db: IDBDatabase | null = null
const opened = (): IDBDatabase => {
  if (!db) throw new Error('not open')
  return db
}

export async function open(): Promise<void> {
  const opening = indexedDB.open('limit', 1)
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('cases', { keyPath: 'id' })
    opening.result.createObjectStore('edits', { autoIncrement: true })
    opening.result.createObjectStore('sealed', { autoIncrement: true })
    opening.result.createObjectStore('head')
  }
  db = await request(opening)
}

const floorKey = crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt'])

/**
 * The least that whoever seals and waits for the disk must do: one AES-GCM over the case, and one transaction of two rows, the
 * case and where the chain stands, that is on the disk when it ends. No hash, no signature, no draft, no second thought.
 */
export async function captureSealed(one: StandardCase, number: number): Promise<void> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv },
    await floorKey,
    new TextEncoder().encode(JSON.stringify(one)),
  )
  const transaction = opened().transaction(['sealed', 'head'], 'readwrite', { durability: 'strict' })
  transaction.objectStore('sealed').put({ iv, sealed })
  transaction.objectStore('head').put(number, 'own')
  await done(transaction)
}

let sentUpTo = ''

export async function capture(one: StandardCase): Promise<void> {
  const transaction = opened().transaction('cases', 'readwrite')
  transaction.objectStore('cases').put(one)
  await done(transaction)
}

export async function edit(id: string, value: string): Promise<void> {
  const transaction = opened().transaction(['cases', 'edits'], 'readwrite')
  const cases = transaction.objectStore('cases')
  const one = await request<StandardCase>(cases.get(id))
  cases.put({ ...one, officerId: value })
  transaction.objectStore('edits').put({ id, value, at: Date.now() })
  await done(transaction)
}

async function gzip(value: unknown): Promise<ArrayBuffer> {
  const zipped = new Blob([JSON.stringify(value)]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Response(zipped).arrayBuffer()
}

export async function syncUp(): Promise<void> {
  const transaction = opened().transaction(['cases', 'edits'], 'readwrite')
  const range = sentUpTo === '' ? null : IDBKeyRange.lowerBound(sentUpTo, true)
  const cases = await request<StandardCase[]>(transaction.objectStore('cases').getAll(range))
  const edits = await request<unknown[]>(transaction.objectStore('edits').getAll())
  transaction.objectStore('edits').clear()
  await done(transaction)
  await fetch('/limit/up', { method: 'POST', body: await gzip({ cases, edits }) })
  sentUpTo = cases.at(-1)?.id ?? sentUpTo
}

export async function pull(): Promise<void> {
  const cases: StandardCase[] = await (await fetch('/limit/down')).json()
  const transaction = opened().transaction('cases', 'readwrite')
  for (const one of cases) transaction.objectStore('cases').put(one)
  await done(transaction)
}

export const count = (): Promise<number> => request(opened().transaction('cases').objectStore('cases').count())

export async function list(n: number): Promise<StandardCase[]> {
  const cursor = opened().transaction('cases').objectStore('cases').openCursor(null, 'prev')
  const found: StandardCase[] = []
  return new Promise((resolve, reject) => {
    cursor.onerror = () => reject(cursor.error)
    cursor.onsuccess = () => {
      if (!cursor.result || found.length === n) return resolve(found)
      found.push(cursor.result.value)
      cursor.result.continue()
    }
  })
}

/** Nothing is locked. */
export const unlockMs = (): number => 0
