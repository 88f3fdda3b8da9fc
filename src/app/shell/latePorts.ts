import { limits, wireVersions } from '../../protocol/limits.ts'
import { noPhotos } from '../storage/photos/noPhotos.ts'
import { WatchedValue } from '../storage/platform/WatchedValue.ts'
import type { DraftSummary, SyncStatus, TabletPorts } from '../storage/ports.ts'
import type { Work } from './makeWork.ts'

/** The status before anything was read. */
const unread = (app: string): SyncStatus => ({
  pending: 0,
  stored: 0,
  applied: 0,
  safe: 0,
  photos: noPhotos,
  attention: [],
  copied: 'no',
  oldestPendingAt: null,
  diskFull: false,
  bytesUsed: 0,
  bytesCap: limits.ledger,
  lastContactAt: null,
  clockOffset: null,
  clockDoubt: false,
  persisted: false,
  versions: { app, wire: wireVersions.max, schema: 1, epoch: null },
  line: 'idle',
  progress: null,
  nextTryAt: null,
})

/**
 * Ports over the work behind the lock screen, which arrives as a chunk of its own just after the first screen.
 * @param eager load it now; false on a page that may keep nothing
 */
export function latePorts(
  loadWork: () => Promise<Work>,
  app: string,
  eager: boolean,
): Pick<TabletPorts, 'drafts' | 'sync' | 'kiosk' | 'photos' | 'packs' | 'round' | 'handover' | 'studio'> {
  const list = new WatchedValue<DraftSummary[]>([])
  const status = new WatchedValue<SyncStatus>(unread(app))
  let loading: Promise<Work> | null = null
  const work = () => {
    loading ??= loadWork()
      .then((loaded) => {
        loaded.drafts.list.subscribe((value) => list.set(value))
        loaded.sync.status.subscribe((value) => status.set(value))
        return loaded
      })
      .catch((error: unknown) => {
        loading = null
        throw error
      })
    return loading
  }
  // it is wanted at once; when it cannot be had now (no line at a first visit) the next use asks again
  if (eager) void work().catch(() => undefined)
  return {
    drafts: {
      list,
      create: async (...given) => (await work()).drafts.create(...given),
      get: async (id) => (await work()).drafts.get(id),
      save: async (...given) => (await work()).drafts.save(...given),
      finish: async (id) => (await work()).drafts.finish(id),
      discard: async (id) => (await work()).drafts.discard(id),
      undoDiscard: async (id) => (await work()).drafts.undoDiscard(id),
      room: async () => (await work()).drafts.room(),
    },
    sync: {
      status,
      finished: async (since) => (await work()).sync.finished(since),
      sendNow: async (isTap) => (await work()).sync.sendNow(isTap),
      sendPhotosNow: async () => (await work()).sync.sendPhotosNow(),
      setPhotoBudget: async (bytes) => (await work()).sync.setPhotoBudget(bytes),
      call: async (waits) => (await work()).sync.call(waits),
      claim: async (typed) => (await work()).sync.claim(typed),
    },
    kiosk: async () => (await work()).kiosk,
    photos: async () => (await work()).photos,
    packs: async () => (await work()).packs,
    round: async () => (await work()).round,
    handover: async () => (await work()).handover(),
    studio: async () => (await work()).studio,
  }
}
