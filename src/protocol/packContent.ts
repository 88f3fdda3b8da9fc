import * as z from 'zod/mini'
import { utf8Text } from '../crypto/bytes.ts'
import { type GuideDefinition, parseGuide } from '../domain/guideDefinition.ts'
import { markupIssue } from '../domain/guideText.ts'
import { isWordsPack, parseWordsPack, type WordsPack } from '../domain/wordsPack.ts'
import { limits } from './limits.ts'
import type { PackReason } from './pack.ts'
import { isVoicePack, parseVoicePack, type VoicePack } from './voicePack.ts'

/** What is in a pack that this version knows. */
export type PackContent =
  | { readonly kind: 'guide'; readonly id: string; readonly version: number; readonly guide: GuideDefinition }
  | { readonly kind: 'voice'; readonly id: string; readonly version: number; readonly voice: VoicePack }
  | { readonly kind: 'words'; readonly id: string; readonly version: number; readonly words: WordsPack }

export type PackRead =
  | { readonly ok: true; readonly content: PackContent }
  | { readonly ok: false; readonly reason: PackReason }

export const isKnownKind = (kind: string): boolean => kind === 'guide' || kind === 'voice' || kind === 'words'

/** The activation's guide comes from its ladder, which is the data of a record: no pack may stand in its place (SPEC PCK-6). */
const reserved: readonly string[] = ['activation-level-2']

/** Opening of a text that tries to be more than words counts as markup; everything else that is wrong is malformed. */
function reasonOf(error: unknown): PackReason {
  const issues = error instanceof z.core.$ZodError ? error.issues : []
  return JSON.stringify(issues).includes(`"message":"${markupIssue}"`) ? 'pack-markup' : 'pack-malformed'
}

function contentOf(bytes: Uint8Array): PackContent {
  if (isVoicePack(bytes)) {
    const voice = parseVoicePack(bytes)
    const { id, version } = voice.header
    return { kind: 'voice', id, version, voice }
  }
  const json = utf8Text(bytes)
  if (isWordsPack(json)) {
    const words = parseWordsPack(json)
    return { kind: 'words', id: words.id, version: words.version, words }
  }
  const guide = parseGuide(json)
  return { kind: 'guide', id: guide.id, version: guide.version, guide }
}

/** Reads a pack by what it is, for a hub that publishes it and for a tablet that takes it in (SPEC PCK-5). Never throws. */
export function readPack(bytes: Uint8Array): PackRead {
  if (bytes.length > limits.packBody) return { ok: false, reason: 'pack-size' }
  try {
    const content = contentOf(bytes)
    return reserved.includes(content.id) ? { ok: false, reason: 'pack-reserved' } : { ok: true, content }
  } catch (error) {
    return { ok: false, reason: reasonOf(error) }
  }
}
