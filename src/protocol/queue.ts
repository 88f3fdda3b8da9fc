import * as z from 'zod/mini'
import { concat, utf8 } from '../crypto/bytes.ts'
import type { Bytes } from '../crypto/CryptoPort.ts'
import { signedAsk } from './api.ts'
import { labels } from './labels.ts'
import { limits } from './limits.ts'

/** The most numbers that a kiosk gives in a day. */
export const mostNumbers = 9999

/** A number that a kiosk gave: on which day, its count there, and how long ago by one clock, seconds (SPEC KSK-8). */
const toldNumberSchema = z.strictObject({
  day: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)),
  count: z.int().check(z.minimum(1), z.maximum(mostNumbers)),
  ago: z.int().check(z.minimum(0), z.maximum(0xffffffff)),
})
export type ToldNumber = z.infer<typeof toldNumberSchema>

/** Numbers of the queue that a kiosk gave; none, when it asks for its letter only. */
export const queueRequestSchema = z.strictObject({
  ...signedAsk,
  numbers: z.array(toldNumberSchema).check(z.maxLength(limits.numbersTold)),
})
export type QueueRequest = z.infer<typeof queueRequestSchema>

/** The letter that this kiosk's numbers begin with, for good. */
export const queueAnswerSchema = z.object({ letter: z.string().check(z.regex(/^[A-Z]{1,3}$/)) })

function bytesOf({ day, count, ago }: ToldNumber): Uint8Array {
  const bytes = new Uint8Array(16)
  const view = new DataView(bytes.buffer)
  bytes.set(utf8(day).subarray(0, 10))
  view.setUint16(10, count)
  view.setUint32(12, ago)
  return bytes
}

/** What a kiosk signs when it tells which numbers it gave (SPEC KSK-8). */
export const queueMessage = (
  tenant: Uint8Array,
  device: Uint8Array,
  numbers: readonly ToldNumber[],
  nonce: Uint8Array,
): Bytes => concat(labels.queue, tenant, device, ...numbers.map(bytesOf), nonce)
