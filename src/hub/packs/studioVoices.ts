import { hex, utf8 } from '../../crypto/bytes.ts'
import type { CryptoPort } from '../../crypto/CryptoPort.ts'
import type { ClipRow } from '../store/rows.ts'

/** Sounds of one speaker and one guide, as one pack. */
export interface StudioVoice {
  readonly id: string
  readonly language: string
  readonly speaker: { readonly name: string; readonly consentOn: string }
  readonly clips: readonly ClipRow[]
}

/** Packs of the studio, apart from those that somebody publishes at the terminal. */
export const studioPrefix = (language: string): string => `voice-studio-${language}-`

/** The pack that a clip belongs to: small ones, so that a new sentence sends tablets one guide's sounds and not the whole voice. */
export async function studioVoiceId(
  crypto: CryptoPort,
  { language, speaker, consentOn, sound }: Pick<ClipRow, 'language' | 'speaker' | 'consentOn' | 'sound'>,
): Promise<string> {
  const [guide = ''] = sound.split('/')
  const hash = await crypto.sha256(utf8(JSON.stringify([speaker, consentOn, guide])))
  return studioPrefix(language) + hex(hash).slice(0, 12)
}

/** The packs that these clips make, of those that count. */
export async function studioVoices(crypto: CryptoPort, clips: readonly ClipRow[]): Promise<StudioVoice[]> {
  const voices = new Map<string, StudioVoice>()
  for (const clip of clips.filter(({ state }) => state === 'reviewed')) {
    const id = await studioVoiceId(crypto, clip)
    const { language, speaker: name, consentOn } = clip
    const before = voices.get(id)
    voices.set(id, { id, language, speaker: { name, consentOn }, clips: [...(before?.clips ?? []), clip] })
  }
  return [...voices.values()]
}
