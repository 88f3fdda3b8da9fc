import { HubRefusal } from './askHub.ts'
import { askPhotos } from './askPhotos.ts'
import type { PhotoSync, PhotoToSend } from './photoPorts.ts'
import type { Round } from './Round.ts'
import { sendPhoto } from './sendPhoto.ts'

/** All that is kept is asked about so often, by the hub's clock: only so is it known to be safe, or lost (SPEC PHO-7, PHO-10). */
const askedEveryMs = 6 * 3_600_000

/** So many photos, then the round ends and the next begins at once: a pull is not kept waiting by them. */
const photosOfRound = 20

async function mustAskAll(round: Round, { store }: PhotoSync): Promise<boolean> {
  const last = await store.lastAsked()
  if (!last || last.epoch !== round.identity.epoch) return true
  // a hub's clock that went back counts as time that passed
  return Math.abs((round.hubNow ?? 0) - last.now) >= askedEveryMs
}

/** Items that were sealed on this tablet so far: one more means that text waits, and goes before photos. */
const sealedItems = async (round: Round): Promise<number> =>
  (await round.store.chains()).reduce((sum, { n }) => sum + n, 0)

/**
 * Photos, once everything of text is sent: ask how they stand, send what the hub has none of, one after the other, and let go
 * what need not be kept (SPEC PHO-4…10). A hub that has enough of them for now holds up nothing but them. Throws `LineError`,
 * `NotTheHub`.
 */
export async function pushPhotos(round: Round, photos: PhotoSync): Promise<void> {
  const { store, budget } = photos
  // no head was taken in this round: then nobody is known to be the hub
  if (!round.keys) return
  try {
    const kept = await store.kept()
    const isDue = kept.length > 0 && (await mustAskAll(round, photos))
    const next = (await store.toSend()).slice(0, photosOfRound)
    const maySend = next[0] !== undefined && (await budget.allows(next[0].length - next[0].held))
    if (!isDue && !maySend && (round.photosWanted ?? 0) === 0) return
    const { part, now } = await askPhotos(round, store, isDue ? kept : next.map(({ id }) => id))
    if (isDue) await store.putAsked({ now, epoch: round.identity.epoch })
    await sendAll(round, photos, part)
  } catch (error) {
    if (!(error instanceof HubRefusal)) throw error
    round.photosRestMs = error.retryAfterMs
  }
}

async function sendAll(round: Round, photos: PhotoSync, part: ReadonlySet<string>): Promise<void> {
  const { store, budget } = photos
  const toSend = await store.toSend()
  const itemsBefore = await sealedItems(round)
  const sum = (some: readonly PhotoToSend[]) => some.reduce((bytes, { length }) => bytes + length, 0)
  for (const [index, photo] of toSend.entries()) {
    if (index === photosOfRound || (await sealedItems(round)) > itemsBefore) {
      round.more = true
      return
    }
    if (!(await budget.allows(photo.length - photo.held))) return
    round.onProgress?.({
      phase: 'photos',
      sentItems: index,
      totalItems: toSend.length,
      sentBytes: sum(toSend.slice(0, index)),
      totalBytes: sum(toSend),
    })
    await sendPhoto(round, photos, photo, part.has(photo.id))
  }
}
