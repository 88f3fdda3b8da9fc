import type { Ballast } from './DiskRoom.ts'

/** What changing the log takes: it is at most 4 MiB, then written as a table, and written full once more. */
const size = 16 << 20
const piece = 1 << 16
const cacheName = 'tram-so-ballast'
const [ballast, margin, whole] = ['/ballast', '/ballast-margin', '/ballast-whole']

/** Nothing that a disk could keep in less room; the same piece again and again is enough for that. */
function noise(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size)
  crypto.getRandomValues(bytes.subarray(0, piece))
  for (let at = piece; at < size; at += piece) bytes.copyWithin(at, 0, piece)
  return bytes
}

/** By keys: an answer that was once looked at keeps its file, also a deleted one, until it is collected. */
const pathsOf = async (cache: Cache): Promise<string[]> => (await cache.keys()).map(({ url }) => new URL(url).pathname)

/**
 * A file in the browser's cache: unlike the database and the private file system, Chromium deletes there without having to
 * write first. It is taken only where twice as much fits, so that what was just let go is not taken back. The note is one that
 * is deleted when something was torn, because a full disk takes no new one.
 */
export const cacheBallast: Ballast = {
  async take() {
    const cache = await caches.open(cacheName)
    const kept = await pathsOf(cache)
    if (kept.includes(ballast)) return
    const bytes = noise()
    try {
      await cache.put(margin, new Response(bytes))
      await cache.put(ballast, new Response(bytes))
      if (kept.length === 0) await cache.put(whole, new Response())
    } finally {
      await cache.delete(margin)
    }
  },
  async letGo() {
    const cache = await caches.open(cacheName)
    await cache.delete(whole)
    return await cache.delete(ballast)
  },
  async isTorn() {
    if (!(await caches.has(cacheName))) return false
    return !(await pathsOf(await caches.open(cacheName))).includes(whole)
  },
  async noteWhole() {
    const cache = await caches.open(cacheName)
    await cache.put(whole, new Response())
  },
}
