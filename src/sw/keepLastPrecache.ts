/** Where this worker notes what each version precached. */
const notesCache = 'tram-so-precached'
const noteUrl = '/precached.json'

const isKeys = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((key) => typeof key === 'string')

async function noted(notes: Cache): Promise<string[]> {
  const kept = await notes.match(noteUrl)
  const keys: unknown = kept ? await kept.json().catch(() => null) : null
  return isKeys(keys) ? keys : []
}

/**
 * Delete what neither this version nor the one before it precached: a page that still runs the last version loads its late
 * parts from there (security-sync §3a, SW update). Safe to repeat. @param keys addresses under which this version lies in the cache
 */
export async function keepLastPrecache(
  storage: CacheStorage,
  precache: string,
  keys: readonly string[],
): Promise<void> {
  const [cache, notes] = await Promise.all([storage.open(precache), storage.open(notesCache)])
  const before = await noted(notes)
  if (before.join('\n') === keys.join('\n')) return
  const kept = new Set([...keys, ...before])
  for (const request of await cache.keys()) if (!kept.has(request.url)) await cache.delete(request)
  await notes.put(noteUrl, new Response(JSON.stringify(keys), { headers: { 'content-type': 'application/json' } }))
}
