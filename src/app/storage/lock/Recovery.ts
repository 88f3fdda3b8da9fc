import { base64url } from '../../../crypto/bytes.ts'
import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { CryptoError } from '../../../crypto/CryptoPort.ts'
import { openerFromJwk } from '../../../crypto/web/webCrypto.ts'
import type { VolunteerKeys } from '../../../protocol/pinBundle.ts'
import {
  answerSigns,
  challengeOf,
  openRecovery,
  type RecoveryPlace,
  scalarOf,
  sealRecovery,
} from '../../../protocol/recovery.ts'
import { inFours, readSpokenCode } from '../../../protocol/spokenCode.ts'
import type { DeviceRow, RecoveryState, VolunteerRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import type { RecoveryResult } from '../ports.ts'
import { ownBytes } from '../seal/chains.ts'

/** Wrong answers to one challenge; nobody comes near 2^75 guesses, so this only ends a call that went wrong. */
const mostAnswers = 10

const placeOf = (device: DeviceRow, volunteer: string, counter: number): RecoveryPlace => ({
  tenant: ownBytes(device.tenant),
  device: ownBytes(device.device),
  volunteer: ownBytes(volunteer),
  counter,
})

/** A forgotten PIN mended by a call to the desk, without a line (SPEC KEY-8). */
export class Recovery {
  constructor(private readonly parts: { db: TabletDb; crypto: CryptoPort }) {}

  /**
   * The row with its keys sealed to the next point that is left: at each unlock, because only then are they at hand. A row
   * whose box is of that point already stays as it is.
   */
  async withBox(device: DeviceRow, row: VolunteerRow, keys: VolunteerKeys): Promise<VolunteerRow> {
    const state = row.recovery
    if (!state) return row
    const next = state.points.find(({ counter }) => counter > state.used)
    if (!next) return { ...row, recovery: { ...state, box: null } }
    const { counter, point } = next
    const isThere = state.box?.counter === counter && base64url(state.box.point) === base64url(point)
    if (isThere) return row
    const sealed = await sealRecovery(this.parts.crypto, point, placeOf(device, row.id, counter), keys)
    return { ...row, recovery: { ...state, box: { counter, point, sealed }, tries: 0 } }
  }

  /** The code to read out; null when nothing was sealed here for a call. */
  async challenge(device: DeviceRow, id: string): Promise<string | null> {
    const state = (await this.parts.db.volunteers.get(id))?.recovery
    if (!state?.box || state.tries >= mostAnswers) return null
    return inFours(await challengeOf(this.parts.crypto, placeOf(device, id, state.box.counter)))
  }

  /**
   * Try an answer; counted before it is known whether it is right. One that opens the box is used up at once, and the keys
   * are sealed to the next point in the same write.
   */
  async answer(
    device: DeviceRow,
    id: string,
    typed: string,
  ): Promise<{ result: RecoveryResult; keys: VolunteerKeys | null }> {
    const answer = readSpokenCode(typed, answerSigns)
    if (answer === null) return { result: { kind: 'misheard' }, keys: null }
    const row = await this.counted(id)
    if (!row?.recovery?.box) return { result: { kind: 'spent' }, keys: null }
    const { recovery } = row
    const keys = await this.open(device, id, recovery, answer)
    if (!keys) {
      const triesLeft = mostAnswers - recovery.tries
      return { result: triesLeft > 0 ? { kind: 'wrong', triesLeft } : { kind: 'spent' }, keys: null }
    }
    const used: RecoveryState = { ...recovery, box: null, used: row.recovery.box.counter, tries: 0 }
    const { recovery: next = used } = await this.withBox(device, { ...row, recovery: used }, keys)
    if (!(await this.keep(row, next))) return { result: { kind: 'spent' }, keys: null }
    return { result: { kind: 'ok' }, keys }
  }

  /** A provision may have come meanwhile: what it brought stands. False when these keys are not in use any more (SPEC KEY-7). */
  private keep(row: VolunteerRow, next: RecoveryState): Promise<boolean> {
    const { db } = this.parts
    return db.transaction('rw', db.volunteers, async () => {
      const stored = await db.volunteers.get(row.id)
      if (!stored || (stored.generation ?? 0) !== (row.generation ?? 0)) return false
      const { points } = stored.recovery ?? next
      await db.volunteers.put({ ...stored, recovery: { ...next, points } })
      return true
    })
  }

  /** The row with one try more, or null when none is left. */
  private counted(id: string): Promise<VolunteerRow | null> {
    const { db } = this.parts
    return db.transaction('rw', db.volunteers, async () => {
      const row = await db.volunteers.get(id)
      if (!row?.recovery?.box || row.recovery.tries >= mostAnswers) return null
      const counted = { ...row, recovery: { ...row.recovery, tries: row.recovery.tries + 1 } }
      await db.volunteers.put(counted)
      return counted
    })
  }

  private async open(
    device: DeviceRow,
    id: string,
    { box }: RecoveryState,
    answer: string,
  ): Promise<VolunteerKeys | null> {
    if (!box) return null
    const { crypto } = this.parts
    const place = placeOf(device, id, box.counter)
    const scalar = await scalarOf(crypto, answer, place)
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: base64url(box.point.subarray(1, 33)),
      y: base64url(box.point.subarray(33)),
      d: base64url(scalar),
    }
    try {
      return await openRecovery(crypto, await openerFromJwk(jwk), place, box.sealed)
    } catch (error) {
      // a scalar that does not belong to the point: some browsers say so at the import, others leave it to the seal
      if (error instanceof CryptoError) return null
      throw error
    }
  }
}
