import * as z from 'zod/mini'
import { utf8Text } from '../crypto/bytes.ts'

const uuid = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))
const jws = z.string().check(z.maxLength(20_000))
const statements = z.array(jws).check(z.maxLength(1_000))

/**
 * What is carried back to the tablet (SPEC FIL-4). Only the hub's signed statements in it count; what stands beside them is for the
 * tablet to say at once whose file this is.
 */
export const receiptFileSchema = z.object({
  tramso: z.literal('receipts'),
  v: z.literal(1),
  tenant: uuid,
  device: uuid,
  certificates: statements,
  receipts: statements,
  photos: statements,
})
export type ReceiptFile = z.infer<typeof receiptFileSchema>

export const encodeReceiptFile = (file: ReceiptFile): string => `${JSON.stringify(file)}\n`

/** Null when it is no receipt file. */
export function readReceiptFile(bytes: Uint8Array): ReceiptFile | null {
  try {
    const parsed = receiptFileSchema.safeParse(JSON.parse(utf8Text(bytes)))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
