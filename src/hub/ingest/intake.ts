import { limits } from '../../protocol/limits.ts'
import type { IntakeRow, ItemRow } from '../store/rows.ts'

const dayMs = 24 * 60 * 60 * 1000

/** The day of the hub's clock (ms), UTC, counted from 1970: the day that a device's share is counted in (SPEC STR-6). */
export const dayOf = (now: number): number => Math.floor(now / dayMs)

/** Seconds until the next such day begins; at least one. */
export const secondsToNextDay = (now: number): number => Math.max(1, Math.ceil(((dayOf(now) + 1) * dayMs - now) / 1000))

/** What these rows add to their device's share. */
const sizeOf = (rows: readonly ItemRow[]) => ({
  bytes: rows.reduce((sum, { ct }) => sum + (ct?.length ?? 0), 0),
  items: rows.length,
})

/** A device's day with a photo of so many bytes added, or null when that is more than is left of its share (SPEC PHO-6). */
export function withPhoto(intake: IntakeRow, bytes: number): IntakeRow | null {
  const photoBytes = intake.photoBytes + bytes
  return photoBytes > limits.deviceDayPhotoBytes ? null : { ...intake, photoBytes }
}

/** A device's day with these rows added, or null when they are more than is left of its share (SPEC STR-6). */
export function withRows(intake: IntakeRow, rows: readonly ItemRow[]): IntakeRow | null {
  const added = sizeOf(rows)
  const [bytes, items] = [intake.bytes + added.bytes, intake.items + added.items]
  return bytes > limits.deviceDayBytes || items > limits.deviceDayItems ? null : { ...intake, bytes, items }
}
