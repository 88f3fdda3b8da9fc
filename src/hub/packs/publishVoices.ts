import { encodeVoicePack, parseVoicePack, type VoiceHeader } from '../../protocol/voicePack.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ClipRow, PackRow } from '../store/rows.ts'
import { PackRefused } from './publishPack.ts'
import { forgetReplaced, markOut } from './studioSteps.ts'
import { type StudioVoice, studioPrefix, studioVoiceId, studioVoices } from './studioVoices.ts'
import { isTold, type Teller, tellPack, toldBody, untellPack } from './tellPack.ts'

/** Packs that tablets are told of now, those that were the same already, and those that were taken back. */
export interface Published {
  readonly told: number
  readonly same: number
  readonly withdrawn: number
}

const typeOf = (type: string): VoiceHeader['clips'][number]['type'] =>
  type.startsWith('audio/webm') ? 'audio/webm; codecs=opus' : 'audio/ogg; codecs=opus'

async function bodyOf(tx: TenantTx, { id, language, speaker, clips }: StudioVoice, version: number) {
  const bodies: Uint8Array[] = []
  for (const clip of clips) {
    const found = await tx.clipBody(clip.id)
    if (!found) throw new PackRefused('pack-malformed', { id })
    bodies.push(found.body)
  }
  const listed = clips.map(({ sound, type }, at) => ({ sound, type: typeOf(type), bytes: bodies[at]?.length ?? 0 }))
  return encodeVoicePack({ id, version, language, speaker, clips: listed }, bodies)
}

async function tellVoice(teller: Teller, voice: StudioVoice, before?: PackRow): Promise<boolean> {
  const { tx } = teller
  const pack = { id: voice.id, kind: 'voice', body: (version: number) => bodyOf(tx, voice, version) } as const
  const isNew = await tellPack(teller, pack, before)
  await markOut(voice.clips, true, tx.putClip)
  return isNew
}

/** What this hub has said of the studio's packs. */
async function voiceRows(tx: TenantTx, language: string): Promise<Map<string, PackRow>> {
  const rows = (await tx.packs()).filter(({ id }) => id.startsWith(studioPrefix(language)))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Tell every sentence of a language that a second person took; packs of which nothing is left are withdrawn. Throws `PackRefused`. */
export async function tellVoices(teller: Teller, language: string): Promise<Published> {
  const { ports, tx } = teller
  const voices = await studioVoices(ports.crypto, await tx.clips(language))
  const before = await voiceRows(tx, language)
  let told = 0
  for (const voice of voices) if (await tellVoice(teller, voice, before.get(voice.id))) told += 1
  const left = [...before.values()].filter((row) => isTold(row) && voices.every(({ id }) => id !== row.id))
  for (const row of left) await untellPack(teller, row)
  await forgetReplaced(await tx.clips(language), tx.dropClip)
  return { told, same: voices.length - told, withdrawn: left.length }
}

/** Take back all that the studio published of a language. The clips stay here. */
export async function untellVoices(teller: Teller, language: string): Promise<Published> {
  const { tx } = teller
  const rows = [...(await voiceRows(tx, language)).values()].filter(isTold)
  for (const row of rows) await untellPack(teller, row)
  await forgetReplaced(await tx.clips(language), tx.dropClip)
  await markOut(await tx.clips(language), false, tx.putClip)
  return { told: 0, same: 0, withdrawn: rows.length }
}

/**
 * The pack that tablets have without a clip that was taken back, or withdrawn where it was the last. Of other sentences it says what it
 * said: what was approved since is published by who may, and makes no pack too large to take one out.
 */
export async function tellWithout(teller: Teller, clip: ClipRow): Promise<void> {
  const { ports, tx } = teller
  const id = await studioVoiceId(ports.crypto, clip)
  const before = (await voiceRows(tx, clip.language)).get(id)
  const body = before && (await toldBody(tx, before))
  if (!before || !body) return
  const voice = parseVoicePack(body)
  const clips = voice.header.clips.filter(({ sound }) => sound !== clip.sound)
  if (clips.length === 0) return untellPack(teller, before)
  const bodies = clips.flatMap(({ sound }) => voice.clip(sound)?.bytes ?? [])
  const without = (version: number) => encodeVoicePack({ ...voice.header, version, clips }, bodies)
  await tellPack(teller, { id, kind: 'voice', body: without }, before)
}
