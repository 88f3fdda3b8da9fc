import { Problem } from '../../protocol/problems.ts'
import type { DeskActor } from './DeskPorts.ts'
import { openCasePhoto, type PhotoDesk } from './readPhoto.ts'

/** How Ogg and WebM begin: all that a kiosk records is one of them. */
const heads = [
  [0x4f, 0x67, 0x67, 0x53],
  [0x1a, 0x45, 0xdf, 0xa3],
]

/**
 * What a resident said aloud at a kiosk (SPEC KSK-9); the hearing is audited as a photo's opening is. Throws `Problem` as `readPhoto`,
 * and `photo-not-shown` for what is no sound.
 */
export async function readSound(
  ports: PhotoDesk,
  actor: DeskActor,
  record: string,
  sound: string,
): Promise<Uint8Array> {
  const bytes = await openCasePhoto(ports, actor, record, sound)
  if (typeof bytes === 'string') throw new Problem('photo-not-shown', { reason: bytes })
  const isSound = heads.some((head) => head.every((byte, at) => bytes[at] === byte))
  if (!isSound) throw new Problem('photo-not-shown', { reason: 'not-sound' })
  return bytes
}
