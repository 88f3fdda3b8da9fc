import { Problem } from '../../protocol/problems.ts'
import { readOpus } from '../sound/readOpus.ts'
import type { DeskActor } from './DeskPorts.ts'
import { openCasePhoto, type PhotoDesk } from './readPhoto.ts'

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
  // whoever stood at the kiosk sealed it: nothing of it reaches a decoder but a stream that was read to its end
  const heard = readOpus(bytes)
  if (typeof heard === 'string') throw new Problem('photo-not-shown', { reason: heard })
  return bytes
}
