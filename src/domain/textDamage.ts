/**
 * What some scanners and printers do to Vietnamese (facts §1): `mended`, the letters' bytes were read as another alphabet and
 * could be turned back; `broken`, letters are lost; `bare`, no accent is left in words that should have some. In each case a
 * person looks at the words before they are used.
 */
export type TextDamage = 'mended' | 'broken' | 'bare'

export interface LookedAtText {
  readonly text: string
  readonly damage?: 'mended' | 'broken'
}

/** What each byte becomes where UTF-8 is taken for Windows-1252, which is how it mostly goes wrong. */
const byteOf: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 128 }, (_, at) => at + 128).flatMap((byte) => [
    [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte] as const,
    [String.fromCharCode(byte), byte] as const,
  ]),
)

/** The text whose bytes these letters were, or null where they are no bytes of any text. */
const readAgain = (text: string): string | null => {
  const bytes: number[] = []
  for (const letter of text) {
    const byte = letter.charCodeAt(0) < 128 ? letter.charCodeAt(0) : byteOf.get(letter)
    if (byte === undefined) return null
    bytes.push(byte)
  }
  if (bytes.every((byte) => byte < 128)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))
  } catch {
    return null
  }
}

/** A replacement character, a control character, or the question mark that stands for a letter nobody knew. */
const lost = /[\ufffd\p{Cc}\p{Cn}\p{Co}?]/u

/** Looks at words for damaged letters. Whole words stay as they are, their letters composed (NFC). */
export const lookAtText = (given: string): LookedAtText => {
  // twice read wrong is seen too: each look turns one of them back
  let text = given
  for (let look = 0; look < 2; look++) text = readAgain(text) ?? text
  const tidy = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (lost.test(tidy)) return { text: tidy, damage: 'broken' }
  return text === given ? { text: tidy } : { text: tidy, damage: 'mended' }
}

/** Whether no letter of a text is more than a to z. */
export const isBare = (text: string): boolean => /[a-z]/i.test(text) && /^[\x20-\x7e]*$/.test(text)
