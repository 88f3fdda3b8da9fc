import { combine, split } from 'shamir-secret-sharing'
import { concat, equalBytes, hex, utf8 } from '../../crypto/bytes.ts'
import type { Bytes } from '../../crypto/CryptoPort.ts'
import { nodeCrypto, pairOfScalar, type RawKeyPair } from '../../crypto/node/nodeCrypto.ts'
import { BackupError } from './BackupError.ts'
import { base32Groups, fromBase32 } from './base32.ts'

/*
 * A share on paper: `sheet(4) ‖ number u8 ‖ Shamir share of the private scalar(33) ‖ check(2)`, 40 bytes, 64 signs of base32.
 * `sheet` is the beginning of H(public key), so that shares of two sheets are told apart; `check` finds a slip of the pen.
 */
const shareCount = 3
const neededShares = 2
const shareBytes = 33
const length = 4 + 1 + shareBytes + 2

async function hashOf(...parts: readonly Uint8Array[]): Promise<Bytes> {
  return nodeCrypto.sha256(concat(...parts))
}

const checkOf = async (body: Uint8Array) => (await hashOf(utf8('tram-so/share/1'), body)).subarray(0, 2)

/** The name of the sheet that a public key was printed on: 4 bytes as hex. */
export const sheetOf = async (publicKey: Uint8Array): Promise<string> => hex((await hashOf(publicKey)).subarray(0, 4))

/** Split a private key into the texts of three shares, of which any two give it back. */
export async function sharesOf(pair: RawKeyPair): Promise<string[]> {
  const sheet = (await hashOf(pair.publicKey)).subarray(0, 4)
  const shares = await split(pair.privateKey, shareCount, neededShares)
  return Promise.all(
    shares.map(async (share, index) => {
      const body = concat(sheet, Uint8Array.of(index + 1), share)
      return base32Groups(concat(body, await checkOf(body)))
    }),
  )
}

interface Share {
  sheet: string
  number: number
  share: Bytes
}

async function readShare(text: string, place: number): Promise<Share> {
  const bytes = fromBase32(text)
  if (bytes?.length !== length) throw new BackupError('share-form', { place })
  const body = bytes.slice(0, length - 2)
  if (!equalBytes(await checkOf(body), bytes.subarray(length - 2))) throw new BackupError('share-typo', { place })
  return { sheet: hex(body.subarray(0, 4)), number: body[4] ?? 0, share: body.slice(5) }
}

/**
 * The key pair of two typed shares.
 *
 * @throws BackupError `shares-two`, `share-form` and `share-typo` (with the place, from 1), `share-twice`, `shares-mixed`
 */
export async function keyOfShares(texts: readonly string[]): Promise<RawKeyPair> {
  if (texts.length < neededShares || texts.length > shareCount) throw new BackupError('shares-two')
  const shares: Share[] = []
  for (const [index, text] of texts.entries()) shares.push(await readShare(text, index + 1))
  const [first] = shares
  if (new Set(shares.map(({ number }) => number)).size < shares.length) throw new BackupError('share-twice')
  const mixed = () =>
    new BackupError('shares-mixed', Object.fromEntries(shares.map(({ sheet }, i) => [`sheet${i + 1}`, sheet])))
  if (shares.some(({ sheet }) => sheet !== first?.sheet)) throw mixed()
  try {
    const pair = pairOfScalar(new Uint8Array(await combine(shares.map(({ share }) => share))))
    if ((await sheetOf(pair.publicKey)) === first?.sheet) return pair
  } catch {
    // no scalar, or no shares of one secret
  }
  throw mixed()
}
