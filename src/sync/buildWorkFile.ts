import { fromHex, utf8 } from '../crypto/bytes.ts'
import type { Bytes } from '../crypto/CryptoPort.ts'
import { handoverLimits } from '../protocol/handoverLimits.ts'
import { claimPhoto } from '../protocol/photoClaim.ts'
import { encodeWorkFile, hubMark } from '../protocol/workFile.ts'
import { buildStream, maxCiphertexts, type StreamParts } from './buildStream.ts'
import type { PhotoStore, PhotoToSend } from './photoPorts.ts'

/** Photos whose item the hub has, or will have with this file. */
export interface WaitingPhotos extends Pick<PhotoStore, 'sealed'> {
  waiting(): Promise<PhotoToSend[]>
}

export interface WorkFile {
  bytes: Bytes
  items: number
  photos: number
  /** what did not fit, or is in a chain that only a line can bring (SPEC FIL-5) */
  left: { items: number; photos: number }
}

type Carried = Parameters<typeof encodeWorkFile>[2][number]

/** Streams of a file: 24 MiB need fewer, and words and photos want places too. */
const mostStreams = 100

/** What is carried by hand is damaged in places: no more than so many items go with one of them. */
const frameItems = 16

/** Room for the head beside the bodies. */
const headRoom = 128 * 1024

/** The streams of what has no receipt, as long as they fit. */
async function streamsOf(
  parts: StreamParts,
  room: number,
): Promise<{ carried: Carried[]; items: number; left: number }> {
  const carried: Carried[] = []
  let [items, left, bytes] = [0, 0, 0]
  for (const { chain, n, receiptedN, current } of await parts.store.chains()) {
    const id = fromHex(chain)
    let next = receiptedN + 1
    // of a chain that was left only the hub can say what is common (SPEC CHN-7)
    while (current && id && next <= n && carried.length < mostStreams) {
      const stream = await buildStream(parts, chain, next, frameItems, maxCiphertexts)
      if (!stream || bytes + stream.body.length > room) break
      const { body, from, to } = stream
      carried.push({ part: { kind: 'stream', length: body.length, chain: id, from, to }, body })
      bytes += body.length
      items += to - from + 1
      next = to + 1
    }
    left += Math.max(0, n - next + 1)
  }
  return { carried, items, left }
}

/** Photos after the text, as long as they fit; those that do not wait for a line. */
async function photosOf(
  { crypto: _, identity }: StreamParts,
  photos: WaitingPhotos,
  room: number,
  most: number,
): Promise<{ carried: Carried[]; left: number }> {
  const carried: Carried[] = []
  let [bytes, left] = [0, 0]
  for (const { id, length } of await photos.waiting()) {
    const body = bytes + length > room || carried.length >= most ? null : await photos.sealed(id)
    if (!body) {
      left += 1
      continue
    }
    const { tenant, device, signer } = identity
    const authorization = await claimPhoto(signer, { tenant, device, id, length })
    carried.push({ part: { kind: 'photo', length: body.length, authorization }, body })
    bytes += length
  }
  return { carried, left }
}

/**
 * All that waits on this tablet as one file for the desk (SPEC FIL-1): the streams that a push would send, and photos behind them.
 * Null when nothing waits that a file can carry. With it go the tablet's words about its evenings (SPEC LED-2).
 */
export async function buildWorkFile(
  parts: StreamParts,
  photos: WaitingPhotos,
  evenings: readonly string[],
): Promise<WorkFile | null> {
  const { crypto, identity } = parts
  const room = handoverLimits.workFile - headRoom
  const text = await streamsOf(parts, room)
  const used = text.carried.reduce((sum, { body }) => sum + body.length, 0)
  const pictures = await photosOf(
    parts,
    photos,
    room - used,
    handoverLimits.workFileParts - text.carried.length - evenings.length,
  )
  const carried = [...text.carried, ...pictures.carried]
  if (carried.length === 0) return null
  const words = evenings.map((jws): Carried => {
    const body = utf8(jws)
    return { part: { kind: 'evening', length: body.length }, body }
  })
  const { tenant, device, rootKey } = identity
  const bytes = await encodeWorkFile(crypto, { tenant, device, hub: await hubMark(crypto, rootKey) }, [
    ...words,
    ...carried,
  ])
  return {
    bytes,
    items: text.items,
    photos: pictures.carried.length,
    left: { items: text.left, photos: pictures.left },
  }
}
