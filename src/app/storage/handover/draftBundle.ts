import * as z from 'zod/mini'
import { concat, utf8, utf8Text } from '../../../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../../../crypto/CryptoPort.ts'
import { inFours, spokenCode } from '../../../protocol/spokenCode.ts'
import { type DraftContent, draftContentSchema } from '../drafts/draftContent.ts'

// a chunk of its own: few evenings need it
const age = () => import('age-encryption')

const uuid = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))
const words = (most: number) => z.string().check(z.maxLength(most))

/**
 * A draft on its way to another tablet, as it stands inside the age file. Anybody who has the tablet's key can write one, so it is
 * only what a screen of drafts may have made: no household, no round.
 */
export const draftBundleSchema = z.object({
  tramso: z.literal('draft'),
  v: z.literal(1),
  /** random; who opened the bundle knows it, and nobody else */
  bundle: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  tenant: uuid,
  team: uuid,
  from: z.object({ device: words(40), label: words(60), volunteer: words(40), name: words(120) }),
  at: z.number(),
  draft: z.extend(draftContentSchema, {
    id: uuid,
    type: z.enum(['activation', 'dossier']),
    title: words(200),
    at: words(80),
    baseVersion: z.int().check(z.nonnegative()),
    parent: z.nullable(uuid),
    owner: words(40),
    returnNote: z.nullable(words(2000)),
  }),
})
export type DraftBundle = z.infer<typeof draftBundleSchema>
/** As it is written; what is read is held to the schema. */
export type WrittenBundle = Omit<DraftBundle, 'draft'> & { draft: DraftContent }

/** How many signs the code has that the other tablet shows. */
export const bundleSigns = 8

/** How many signs two people compare of a key. */
const checkSigns = 12

export async function newIdentity(): Promise<string> {
  return (await age()).generateX25519Identity()
}

export async function recipientOf(identity: string): Promise<string> {
  return (await age()).identityToRecipient(identity)
}

/** Only the tablet with this key opens it; Debian's `age` with the same identity does too. */
export async function sealBundle(recipient: string, bundle: WrittenBundle): Promise<Bytes> {
  const { Encrypter } = await age()
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return concat(await encrypter.encrypt(utf8(JSON.stringify(bundle))))
}

/** The bundle; `unknown-file` when it is no age file of ours, `not-for-us` when none of these keys opens it. */
export async function openBundle(
  identities: readonly string[],
  bytes: Uint8Array,
): Promise<DraftBundle | 'unknown-file' | 'not-for-us'> {
  if (!startsAsAge(bytes)) return 'unknown-file'
  const { Decrypter } = await age()
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  const plain = await decrypter.decrypt(bytes).catch(() => null)
  if (!plain) return 'not-for-us'
  try {
    const parsed = draftBundleSchema.safeParse(JSON.parse(utf8Text(plain)))
    return parsed.success ? parsed.data : 'unknown-file'
  } catch {
    return 'unknown-file'
  }
}

const head = utf8('age-encryption.org/v1\n')
const startsAsAge = (bytes: Uint8Array): boolean => head.every((byte, i) => bytes[i] === byte)

/** What the receiving tablet shows and the giving one asks for: 35 bits of what only an opened bundle says, and a check sign. */
export async function codeOfBundle(crypto: Pick<CryptoPort, 'sha256'>, bundle: string): Promise<string> {
  return spokenCode(await crypto.sha256(utf8(`tram-so/given/1 ${bundle}`)), bundleSigns)
}

/**
 * Three groups of four signs by which two people see that both screens mean the same key: 60 bits. Keys can be made by the million
 * until one of them says the same, and whoever carries a key file has the time for it: six digits took nine seconds.
 */
export async function checkOfKey(crypto: Pick<CryptoPort, 'sha256'>, key: string): Promise<string> {
  const code = spokenCode(await crypto.sha256(utf8(`tram-so/key/1 ${key}`)), checkSigns + 1)
  // nobody types it: there is nothing for its check sign to do
  return inFours(code.slice(0, checkSigns))
}
