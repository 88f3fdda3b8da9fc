import * as z from 'zod/mini'
import { limits } from './limits.ts'
import type { StatementKind } from './statements.ts'

const uuid = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))
const photo = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const photos = z.array(photo).check(z.maxLength(limits.photosAsked))
const count = z.int().check(z.nonnegative())

/** The promise that a photo is durably held (SPEC PHO-5). */
export const photoReceiptSchema = z.object({
  v: z.literal(1),
  tenant: uuid,
  device: uuid,
  photo,
  length: count,
  epoch: z.int().check(z.positive()),
})
export type PhotoReceipt = z.infer<typeof photoReceiptSchema>
export const photoReceipt: StatementKind<PhotoReceipt> = { typ: 'tram-so-photo', schema: photoReceiptSchema }

/** How a tablet's photos stand, said freshly (SPEC PHO-7). */
export const photosSchema = z.object({
  v: z.literal(1),
  tenant: uuid,
  device: uuid,
  epoch: z.int().check(z.positive()),
  ask: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  /** the hub's clock, ms */
  now: count,
  stored: photos,
  /** half sent: an upload that goes on where it was cut */
  part: photos,
  /** stored, and in a backup that was read back whole */
  safe: photos,
  /** not to be sent any more: their case was erased */
  ended: photos,
  /** the hub has none of these and wants them, asked about or not */
  wanted: photos,
})
export type PhotosStatement = z.infer<typeof photosSchema>
export const photosStatement: StatementKind<PhotosStatement> = { typ: 'tram-so-photos', schema: photosSchema }
