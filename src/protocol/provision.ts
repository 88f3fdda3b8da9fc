import * as z from 'zod/mini'
import { base64url, concat, fromBase64url, utf8, utf8Text } from '../crypto/bytes.ts'
import type { CryptoPort, HpkeOpener } from '../crypto/CryptoPort.ts'
import { labels } from './labels.ts'

/** What an approved tablet is given, sealed to its box key and signed by the hub. Bytes are base64url. */
export const provisionContentSchema = z.object({
  v: z.literal(1),
  tenant: z.string(),
  device: z.string(),
  label: z.string(),
  practice: z.boolean(),
  /** residents work at it by themselves (SPEC KSK-1); absent from a hub of before */
  kiosk: z.optional(z.boolean()),
  commune: z.object({ code: z.string(), listDate: z.string(), name: z.string() }),
  unit: z.object({ id: z.string(), code: z.string(), name: z.string() }),
  /** `older`: the team keys of before, sealed under the newest (SPEC KEY-6) */
  team: z.object({ id: z.string(), name: z.string(), keyId: z.int(), older: z.optional(z.string()) }),
  /** the hub's epoch: of two provisions of one epoch the one with the lower team key id is old (SPEC KEY-6) */
  epoch: z.optional(z.int()),
  /** the team's other tablets, for who gives one of them something; absent from a hub of before */
  tablets: z.optional(z.array(z.object({ id: z.string(), label: z.string() }))),
  lease: z.string(),
  certificates: z.array(z.string()),
  volunteers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      signKey: z.string(),
      bundle: z.string(),
      teamKey: z.string(),
      /** how many first PINs were given before this one: a higher one takes the place of what a tablet keeps (SPEC KEY-7) */
      generation: z.optional(z.int()),
      /** points for spoken recoveries, by counter (SPEC KEY-8) */
      recovery: z.optional(z.array(z.object({ counter: z.int(), point: z.string() }))),
    }),
  ),
})
export type ProvisionContent = z.infer<typeof provisionContentSchema>

const zeroIv = new Uint8Array(12)

/** Seal for one tablet: base64url of `enc ‖ ciphertext`. */
export async function sealProvision(
  crypto: CryptoPort,
  boxKey: Uint8Array,
  device: Uint8Array,
  content: ProvisionContent,
): Promise<string> {
  const { enc, context } = await crypto.hpkeSender(boxKey, concat(labels.provision, device))
  const key = await context.export(labels.provision, 32)
  return base64url(concat(enc, await crypto.aesSeal(key, zeroIv, device, utf8(JSON.stringify(content)))))
}

/** The content, or null when it is not for this tablet or not of this shape. */
export async function openProvision(
  crypto: CryptoPort,
  box: HpkeOpener,
  device: Uint8Array,
  sealed: string,
): Promise<ProvisionContent | null> {
  const bytes = fromBase64url(sealed)
  if (!bytes || bytes.length < 65) return null
  const context = await box.open(bytes.subarray(0, 65), concat(labels.provision, device))
  const plain = await crypto.aesOpen(await context.export(labels.provision, 32), zeroIv, device, bytes.subarray(65))
  if (!plain) return null
  const parsed = provisionContentSchema.safeParse(JSON.parse(utf8Text(plain)))
  return parsed.success ? parsed.data : null
}
