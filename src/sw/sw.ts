import { cacheNames, clientsClaim } from 'workbox-core'
import { PrecacheController, PrecacheRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { Changes } from '../app/storage/db/Changes.ts'
import { cacheBallast } from '../app/storage/db/cacheBallast.ts'
import { DiskRoom } from '../app/storage/db/DiskRoom.ts'
import { TabletDb } from '../app/storage/db/TabletDb.ts'
import { fetchLine } from '../app/storage/line/fetchLine.ts'
import { platformSyncClock } from '../app/storage/platform/syncClock.ts'
import { webLocks } from '../app/storage/platform/webLocks.ts'
import { hasWaiting, pushWaiting } from '../app/storage/sync/pushWaiting.ts'
import { pushTag, stepAside } from '../app/storage/sync/wakeUpTag.ts'
import { CryptoError, type CryptoPort } from '../crypto/CryptoPort.ts'
import { webBase } from '../crypto/web/webBase.ts'
import { keepLastPrecache } from './keepLastPrecache.ts'

/** The parts of Background Sync that no library of types has yet. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string
}
declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (string | { url: string; revision: string | null })[] }

/** Chromium ends an event after three minutes (security-sync §2); a round is given less, so that it ends by itself. */
const longestPushMs = 150_000

const precache = new PrecacheController()
precache.addToCacheList(self.__WB_MANIFEST)
// its own `activate` would delete the last version's files under the pages that still run it
self.addEventListener('install', (event) => event.waitUntil(precache.install(event)))
self.addEventListener('activate', (event) =>
  event.waitUntil(
    keepLastPrecache(
      caches,
      cacheNames.precache,
      precache.getCachedURLs().map((url) => precache.getCacheKeyForURL(url) ?? url),
    ),
  ),
)
registerRoute(new PrecacheRoute(precache))
// a late part of the last version, asked for by a page that still runs it
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  async ({ request }) => (await caches.match(request, { cacheName: cacheNames.precache })) ?? fetch(request),
)
// every address of the app opens without a line; the hub's own answers are never replaced by a page (stack.md §9)
registerRoute(
  new NavigationRoute(precache.createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/api\//, /^\/healthz$/, /^\/openapi\.json$/, /\/[^/]+\.[^/]+$/],
  }),
)
clientsClaim()

/** No volunteer is unlocked in here, so nothing is ever sealed: HPKE is left out. */
const crypto: CryptoPort = { ...webBase, hpkeSender: () => Promise.reject(new CryptoError('bad-key')) }

/** Ends pushes for good once a newer version was asked for: Chromium lets it in only when no event of this one is open. */
const aside = new AbortController()

/** Send what is sealed. No key is here: it works while the tablet is locked and can open nothing (design D4). */
async function push(): Promise<void> {
  const db = new TabletDb('tram-so', { room: new DiskRoom(cacheBallast, () => performance.now()) })
  const changes = new Changes(new BroadcastChannel('tram-so'))
  const ending = new AbortController()
  const end = () => ending.abort()
  const timer = setTimeout(end, longestPushMs)
  aside.signal.addEventListener('abort', end)
  if (aside.signal.aborted) end()
  try {
    const parts = { db, crypto, changes, locks: webLocks, clock: platformSyncClock }
    const outcome = await pushWaiting({ ...parts, line: fetchLine(), random: Math.random }, ending.signal)
    // a rejected event is offered again by the browser, a few times; the page's own loop does the rest
    if (outcome !== 'taken' && outcome.kind !== 'done' && (await hasWaiting(db))) throw new Error(outcome.kind)
  } finally {
    clearTimeout(timer)
    aside.signal.removeEventListener('abort', end)
    changes.close()
    db.close()
  }
}

self.addEventListener('message', (event) => {
  const { data } = event
  const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : null
  // a new version takes over only when the person on the home screen said so, never in the middle of a case
  if (type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting())
  if (type === stepAside) aside.abort()
})

self.addEventListener('sync', (event) => {
  const { tag, waitUntil } = event as SyncEvent
  if (tag === pushTag) waitUntil.call(event, push())
})
