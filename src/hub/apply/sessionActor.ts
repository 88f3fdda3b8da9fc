import { uuidText } from '../../crypto/bytes.ts'
import type { CryptoPort } from '../../crypto/CryptoPort.ts'
import { isHeaderSigned, type SessionHeader } from '../../protocol/sessionHeader.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { VolunteerRow } from '../store/rows.ts'

/** Whose key signed a session: a volunteer's, or at a kiosk the tablet's own (SPEC SES-4, KSK-1). */
export interface SessionActor {
  kind: 'volunteer' | 'kiosk'
  id: string
}

/** As history and audit name them. */
export const actorName = ({ kind, id }: SessionActor): string => `${kind}:${id}`

/** With their key of now, or one of before a new first PIN: the session may have begun under it (SPEC KEY-7). */
async function isSignedBy(
  crypto: CryptoPort,
  header: SessionHeader,
  { signKey, olderSignKeys }: VolunteerRow,
): Promise<boolean> {
  if (await isHeaderSigned(crypto, header, signKey)) return true
  for (let at = 0; at < olderSignKeys.length; at += signKey.length) {
    const older = olderSignKeys.subarray(at, at + signKey.length)
    if (await isHeaderSigned(crypto, header, older)) return true
  }
  return false
}

/** Who signed this header, if it is somebody who may: a tablet's own key counts at a kiosk only, for itself (SPEC KSK-1). */
export async function sessionActor(
  crypto: CryptoPort,
  tx: TenantTx,
  header: SessionHeader,
): Promise<SessionActor | null> {
  const id = uuidText(header.actor)
  const volunteer = await tx.volunteer(id)
  if (volunteer) return (await isSignedBy(crypto, header, volunteer)) ? { kind: 'volunteer', id } : null
  const device = id === uuidText(header.device) ? await tx.device(id) : null
  if (device?.purpose !== 'kiosk') return null
  return (await isHeaderSigned(crypto, header, device.signKey)) ? { kind: 'kiosk', id } : null
}
