import { hex } from '../../crypto/bytes.ts'
import { readPack } from '../../protocol/packContent.ts'
import { encodeVoicePack, type VoiceHeader } from '../../protocol/voicePack.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ClipRow, PackRow } from '../store/rows.ts'
import { type PackPorts, PackRefused, putPack, putWithdrawal } from './publishPack.ts'
import { type StudioVoice, studioPrefix, studioVoices } from './studioVoices.ts'
import { toldPack } from './toldPack.ts'

export interface PublishedVoices {
  /** packs that tablets are told of now, and those that were the same already */
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

/** A version for the next word about a pack: above the last, and above all that a hub said which a restore brought back older (PCK-3). */
const nextVersion = (epoch: number, before: PackRow | undefined) =>
  Math.max((before?.version ?? 0) + 1, (epoch - 1) * 1000 + 1)

async function markOut(tx: TenantTx, clips: readonly ClipRow[], isOut: boolean): Promise<void> {
  for (const clip of clips) if (clip.isOut !== isOut) await tx.putClip({ ...clip, isOut })
}

/** Tell a voice, unless the same was told last; whether anything is told. */
async function tell(ports: PackPorts, tx: TenantTx, by: string, epoch: number, voice: StudioVoice, before?: PackRow) {
  const last = before && toldPack(before)
  if (last && !last.withdrawn) {
    const same = await bodyOf(tx, voice, last.version)
    if (hex(await ports.crypto.sha256(same)) === last.sha256) return false
  }
  const { id } = voice
  const version = nextVersion(epoch, before)
  const body = await bodyOf(tx, voice, version)
  const read = readPack(body)
  if (!read.ok) throw new PackRefused(read.reason, { id })
  const sha256 = hex(await ports.crypto.sha256(body))
  await tx.putPackBody({ pack: id, sha256, body })
  await putPack(ports, tx, by, { v: 1, tenant: tx.tenant, id, kind: 'voice', version, sha256, size: body.length })
  return true
}

/** What this hub has told of the studio's packs and not withdrawn. */
async function toldVoices(tx: TenantTx, language: string): Promise<Map<string, PackRow>> {
  const rows = (await tx.packs()).filter(({ id }) => id.startsWith(studioPrefix(language)))
  return new Map(rows.map((row) => [row.id, row]))
}

const isOutNow = (row: PackRow) => toldPack(row)?.withdrawn !== true

/**
 * Publish every sentence of a language that a second person took; packs of which nothing is left are withdrawn. What has not changed
 * is not told again, so that no tablet fetches it twice. Throws `PackRefused`, and then nothing is published.
 */
export async function publishVoices(
  ports: PackPorts,
  tenant: string,
  by: string,
  language: string,
): Promise<PublishedVoices> {
  const epoch = await ports.store.epoch()
  return ports.store.inTenant(tenant, async (tx) => {
    const voices = await studioVoices(ports.crypto, await tx.clips(language))
    const before = await toldVoices(tx, language)
    let told = 0
    for (const voice of voices) {
      if (await tell(ports, tx, by, epoch, voice, before.get(voice.id))) told += 1
      await markOut(tx, voice.clips, true)
    }
    const left = [...before.values()].filter((row) => isOutNow(row) && voices.every(({ id }) => id !== row.id))
    for (const row of left) await putWithdrawal(ports, tx, by, row, nextVersion(epoch, row))
    return { told, same: voices.length - told, withdrawn: left.length }
  })
}

/** Take back all that the studio published of a language: tablets say again that there is no recording. The clips stay here. */
export async function withdrawVoices(
  ports: PackPorts,
  tenant: string,
  by: string,
  language: string,
): Promise<PublishedVoices> {
  const epoch = await ports.store.epoch()
  return ports.store.inTenant(tenant, async (tx) => {
    const rows = [...(await toldVoices(tx, language)).values()].filter(isOutNow)
    for (const row of rows) await putWithdrawal(ports, tx, by, row, nextVersion(epoch, row))
    await markOut(tx, await tx.clips(language), false)
    return { told: 0, same: 0, withdrawn: rows.length }
  })
}

/** In the transaction of `tx`: a pack without the clip that was taken out of it, or withdrawn where it was the last. */
export async function tellWithout(
  ports: PackPorts,
  tx: TenantTx,
  by: string,
  epoch: number,
  id: string,
  language: string,
) {
  const before = (await toldVoices(tx, language)).get(id)
  if (!before || !isOutNow(before)) return
  const voice = (await studioVoices(ports.crypto, await tx.clips(language))).find((one) => one.id === id)
  if (!voice) {
    await putWithdrawal(ports, tx, by, before, nextVersion(epoch, before))
    return
  }
  await tell(ports, tx, by, epoch, voice, before)
  await markOut(tx, voice.clips, true)
}
