import { photoId } from '../protocol/photo.ts'
import { claimPhoto } from '../protocol/photoClaim.ts'
import { photoReceipt } from '../protocol/photoStatements.ts'
import { verifyStatement } from '../protocol/statements.ts'
import { HubRefusal, NotTheHub, refusalOf } from './askHub.ts'
import { askPhotos } from './askPhotos.ts'
import type { PhotoAnswer, PhotoSync, PhotoToSend } from './photoPorts.ts'
import type { Round } from './Round.ts'

/** All of a photo at 30 kbit/s; the line tells nothing of an upload's progress, and what came by then is kept (SPEC PHO-4). */
const sendTimeoutMs = 60_000

const tries = 2
/** How long photos rest when one does not go through, ms: each try costs its bytes. */
const restMs = 15 * 60_000

/**
 * Send one photo until the hub's receipt for it is here (SPEC PHO-5). What is refused stays here, is shown, and rests until all
 * that is kept is asked about again: the line can say any word (SPEC PHO-7).
 * Throws `LineError`, `NotTheHub`, and a `HubRefusal` that asks to wait.
 */
export async function sendPhoto(round: Round, photos: PhotoSync, photo: PhotoToSend, hasPart: boolean): Promise<void> {
  const { tenant, device, signer } = round.identity
  const sealed = await photos.store.sealed(photo.id)
  if (!sealed) return photos.store.end(photo.id)
  // not what was signed any more: no hub takes it
  if ((await photoId(round.crypto, sealed)) !== photo.id) return photos.store.refuse(photo.id, 'bad-photo')
  const authorization = await claimPhoto(signer, { tenant, device, id: photo.id, length: photo.length })
  let isBegun = hasPart
  for (let attempt = 1; ; attempt++) {
    const answer = await sendOnce(round, photos, photo, { id: photo.id, sealed, authorization, isBegun })
    if (answer.status < 300) return takeReceipt(round, photos, photo, answer)
    const refusal = await refusalOf(answer)
    if (!(refusal instanceof HubRefusal) || refusal.next === 'wait') throw refusal
    // only what the hub has signed ends a photo (SPEC PHO-7, PHO-11)
    if (refusal.problem === 'ended') await askPhotos(round, photos.store, [photo.id])
    // else bytes were flipped on the way, or an older request of ours was still writing
    if (refusal.next !== 'again') return photos.store.refuse(photo.id, refusal.problem)
    isBegun = refusal.problem === 'conflict'
    if (attempt < tries) continue
    // it may go through another time; the others do now
    round.photosRestMs = restMs
    return
  }
}

/** What the hub holds of it after a line that was cut counts as progress, so that the next try comes soon. */
async function sendOnce(
  round: Round,
  { line, store, budget }: PhotoSync,
  photo: PhotoToSend,
  upload: Parameters<PhotoSync['line']['send']>[0],
): Promise<PhotoAnswer> {
  let held = photo.held
  const onHeld = (bytes: number) => {
    held = bytes
  }
  try {
    const answer = await line.send(upload, { timeoutMs: sendTimeoutMs, signal: round.signal, onHeld })
    if (answer.status < 300) await budget.spend(photo.length - held)
    return answer
  } finally {
    if (await store.takeHeld(photo.id, held)) {
      round.progressed = true
      await budget.spend(Math.max(0, held - photo.held))
    }
  }
}

async function takeReceipt(round: Round, { store }: PhotoSync, photo: PhotoToSend, answer: PhotoAnswer): Promise<void> {
  const { tenant, device, epoch } = round.identity
  const said =
    round.keys && answer.receipt !== null
      ? await verifyStatement(round.crypto, round.keys, photoReceipt, answer.receipt)
      : null
  const isOurs = said?.tenant === tenant && said.device === device && said.epoch === epoch
  if (!isOurs || said.photo !== photo.id || said.length !== photo.length) throw new NotTheHub()
  await store.takeReceipt(photo.id)
  round.progressed = true
}
