import * as z from 'zod/mini'
import type { CryptoPort, Signer } from '../crypto/CryptoPort.ts'
import { handoverLimits } from './handoverLimits.ts'
import { kidOf, parseJws, signJws } from './jws.ts'

const uuid = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))
const place = z.int().check(z.positive(), z.lte(2 ** 31 - 1))
const count = z.int().check(z.nonnegative(), z.lte(2 ** 31 - 1))

/** What a tablet captured in an evening, as places in its chains (SPEC LED-2). */
export const eveningSchema = z.object({
  v: z.literal(1),
  tenant: uuid,
  device: uuid,
  /** by the tablet's own calendar, UTC+7; orders nothing */
  day: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)),
  captured: count,
  acknowledged: count,
  stretches: z
    .array(z.tuple([z.string().check(z.regex(/^[0-9a-f]{32}$/)), place, place]))
    .check(z.maxLength(handoverLimits.eveningStretches)),
})
export type Evening = z.infer<typeof eveningSchema>

const typ = 'tram-so-evening'

export const signEvening = async (crypto: CryptoPort, signer: Signer, evening: Evening): Promise<string> =>
  signJws(signer, await kidOf(crypto, signer.publicKey), typ, evening)

/** The tablet's word about an evening, or null when it is not by this key, or does not add up. */
export async function readEvening(
  crypto: Pick<CryptoPort, 'verify'>,
  signKey: Uint8Array,
  jws: string,
): Promise<Evening | null> {
  const parts = parseJws(jws)
  if (parts?.typ !== typ || !(await crypto.verify(signKey, parts.message, parts.signature))) return null
  const parsed = eveningSchema.safeParse(parts.payload)
  if (!parsed.success) return null
  const { captured, acknowledged, stretches } = parsed.data
  const counted = stretches.reduce((sum, [, from, to]) => sum + to - from + 1, 0)
  const isWhole = stretches.every(([, from, to]) => from <= to) && counted === captured && acknowledged <= captured
  return isWhole ? parsed.data : null
}
