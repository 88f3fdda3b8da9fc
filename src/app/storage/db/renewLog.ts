/** A value of 64 KiB or more goes into a file of its own and not into the log. */
const size = 60_000
/** LevelDB begins a new log after 4 MiB; a little more makes sure. */
const times = 72

/**
 * Makes Chromium's LevelDB change its log for a new one: what stands there goes into a table, whole, and a torn end is left
 * behind with the old log. Elsewhere it does no harm.
 */
export function renewLog(idb: IDBDatabase): Promise<void> {
  return new Promise((resolve, reject) => {
    const tx = idb.transaction('meta', 'readwrite', { durability: 'strict' })
    const meta = tx.objectStore('meta')
    // noise, because values are packed before they are written
    const value = crypto.getRandomValues(new Uint8Array(size))
    for (let left = times; left > 0; left -= 1) meta.put({ key: 'filler', value })
    meta.delete('filler')
    tx.oncomplete = () => resolve()
    tx.onabort = () => reject(tx.error ?? new DOMException('', 'AbortError'))
  })
}
