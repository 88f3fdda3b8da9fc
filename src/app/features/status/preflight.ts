import type { CameraProblem } from '../../camera/openCamera.ts'
import type { SyncStatus } from '../../storage/ports.ts'

const day = 86_400_000
/** Twenty families, each with a case, a dossier and a photo, bytes. */
const eveningBytes = 20 * 250_000
/** With less room than for so many evenings the next one without a line may not fit. */
const fewEvenings = 2
/** An evening takes about half a battery. */
const enoughCharge = 0.6

/** What the tablet itself says, beyond what sync knows. */
export interface TabletSenses {
  /** null where the browser does not say */
  battery: { share: number; charging: boolean } | null
  camera: 'untried' | 'works' | CameraProblem
  /** did somebody hear it speak? `mute`: it has no Vietnamese voice that works without a line */
  sound: 'untried' | 'heard' | 'not-heard' | 'mute'
  /** a pack of the commune's was not taken in */
  packRefused: boolean
}

/** One thing to look at before leaving; `ask`: a person has to try it. */
export type Check =
  | { id: 'queue'; state: 'ok' | 'fix'; count: number }
  | { id: 'contact'; state: 'ok' | 'fix'; at: number | null }
  | { id: 'clock'; state: 'ok' | 'fix'; offsetMs: number }
  | { id: 'space'; state: 'ok' | 'fix'; evenings: number; diskFull: boolean }
  | { id: 'storage' | 'packs'; state: 'ok' | 'fix' }
  | { id: 'battery'; state: 'ok' | 'fix'; share: number; charging: boolean }
  | { id: 'camera'; state: 'ok' | 'fix' | 'ask'; problem: CameraProblem | null }
  | { id: 'sound'; state: 'ok' | 'fix' | 'ask'; mute: boolean }

const okIf = (holds: boolean): 'ok' | 'fix' => (holds ? 'ok' : 'fix')

/** Everything to look at before an evening without a line, what cannot be mended out there first. Pure; `now` by the tablet's clock, ms. */
export function preflight(status: SyncStatus, senses: TabletSenses, now: number): Check[] {
  const { pending, lastContactAt, clockOffset, clockDoubt, bytesUsed, bytesCap, diskFull, persisted } = status
  const { battery, camera, sound, packRefused } = senses
  const evenings = Math.max(0, Math.floor((bytesCap - bytesUsed) / eveningBytes))
  const isFresh = lastContactAt !== null && now - lastContactAt < day
  return [
    { id: 'queue', state: okIf(pending === 0), count: pending },
    { id: 'contact', state: okIf(isFresh), at: lastContactAt },
    // before any contact there is nothing to compare with, and the contact is what is missing
    ...(clockOffset === null ? [] : [{ id: 'clock' as const, state: okIf(!clockDoubt), offsetMs: clockOffset }]),
    { id: 'space', state: okIf(!diskFull && evenings >= fewEvenings), evenings, diskFull },
    { id: 'storage', state: okIf(persisted) },
    { id: 'packs', state: okIf(!packRefused) },
    ...(battery ? [{ id: 'battery' as const, state: okIf(battery.share >= enoughCharge), ...battery }] : []),
    camera === 'untried' || camera === 'works'
      ? { id: 'camera', state: camera === 'works' ? 'ok' : 'ask', problem: null }
      : { id: 'camera', state: 'fix', problem: camera },
    sound === 'untried'
      ? { id: 'sound', state: 'ask', mute: false }
      : { id: 'sound', state: okIf(sound === 'heard'), mute: sound === 'mute' },
  ]
}
