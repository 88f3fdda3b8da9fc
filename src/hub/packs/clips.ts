import { randomUUID } from 'node:crypto'
import { languageByCode } from '../../domain/languages.ts'
import { soundsOf } from '../../domain/sentences.ts'
import { Problem } from '../../protocol/problems.ts'
import { parseVoicePack, type VoicePack } from '../../protocol/voicePack.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ClipRow } from '../store/rows.ts'
import { isOpus } from './isOpus.ts'
import { publishedGuides } from './publishedGuides.ts'
import type { PackPorts } from './publishPack.ts'
import { tellWithout } from './publishVoices.ts'
import { actorOf, type StudioActor, type StudioDecision } from './StudioActor.ts'

function voiceOf(body: Uint8Array): VoicePack {
  try {
    return parseVoicePack(body)
  } catch {
    throw new Problem('malformed')
  }
}

const waits = ({ state }: ClipRow) => state === 'draft' || state === 'returned'

async function auditClip(ports: PackPorts, tx: TenantTx, by: string, action: string, clip: ClipRow): Promise<void> {
  const { id, language, sound } = clip
  await tx.audit({ at: ports.now(), actor: by, action, subject: `clip:${id}`, detail: { language, sound } })
}

/**
 * Keep what an officer recorded, as a draft in the place of the one that waited. It comes as a voice pack of one sentence, so that
 * language, speaker, consent and length are read by the same rules as on a tablet (SPEC PCK-1). Throws `Problem` `malformed`.
 */
export async function addClip(ports: PackPorts, actor: StudioActor, body: Uint8Array): Promise<ClipRow> {
  const { header, clip: clipOf } = voiceOf(body)
  const [listed, ...more] = header.clips
  const found = listed && clipOf(listed.sound)
  if (!listed || !found || more.length > 0) throw new Problem('malformed')
  if (!languageByCode(header.language)) throw new Problem('malformed', { field: 'language' })
  if (!isOpus(found.type, found.bytes)) throw new Problem('malformed', { field: 'opus' })
  const { sound, type, bytes } = listed
  const { language, speaker } = header
  const { consentOn } = speaker
  return ports.store.inTenant(actor.tenant, async (tx) => {
    await tx.lockStudio()
    if (!soundsOf(await publishedGuides(tx)).has(sound)) throw new Problem('malformed', { field: 'sound' })
    const before = (await tx.clips(language)).filter((clip) => clip.sound === sound && waits(clip))
    for (const { id } of before) await tx.dropClip(id)
    const clip: ClipRow = {
      id: randomUUID(),
      language,
      sound,
      state: 'draft',
      type,
      bytes,
      speaker: speaker.name,
      consentOn,
      recordedBy: actor.officer,
      recordedAt: ports.now(),
      decidedBy: null,
      decidedAt: null,
      reason: '',
      isOut: false,
    }
    await tx.putClip(clip)
    await tx.putClipBody({ clip: clip.id, body: found.bytes })
    await auditClip(ports, tx, actorOf(actor), 'record-clip', clip)
    return clip
  })
}

/** The sound of a clip. Throws `Problem('not-found')` also where its speaker took it back. */
export async function clipSound(ports: PackPorts, { tenant }: StudioActor, id: string): Promise<Uint8Array> {
  const found = await ports.store.inTenant(tenant, (tx) => tx.clipBody(id))
  if (!found) throw new Problem('not-found')
  return found.body
}

/**
 * A second person has listened: the clip counts in the place of the one before it, or goes back with a reason. Throws `Problem`
 * `not-found`, `not-allowed` to who recorded it, and `conflict` where it does not wait.
 */
export async function decideClip(
  ports: PackPorts,
  actor: StudioActor,
  id: string,
  decision: StudioDecision,
): Promise<ClipRow> {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    await tx.lockStudio()
    const clip = await tx.clip(id)
    if (!clip) throw new Problem('not-found')
    if (clip.recordedBy === actor.officer) throw new Problem('not-allowed')
    if (clip.state !== 'draft') throw new Problem('conflict')
    const by = { decidedBy: actor.officer, decidedAt: ports.now() }
    const isApproved = decision.decision === 'approve'
    if (isApproved) {
      const { language, sound } = clip
      const before = (await tx.clips(language)).filter((one) => one.sound === sound && !waits(one))
      for (const one of before) await tx.dropClip(one.id)
    }
    const decided: ClipRow = isApproved
      ? { ...clip, ...by, state: 'reviewed' }
      : { ...clip, ...by, state: 'returned', reason: decision.reason }
    await tx.putClip(decided)
    await auditClip(ports, tx, actorOf(actor), isApproved ? 'approve-clip' : 'return-clip', decided)
    return decided
  })
}

/**
 * The speaker wants it no more: the sound is erased here and leaves the pack that tablets have (at their next contact). One that only
 * waited is dropped whole. Throws `Problem('not-found')`.
 */
export async function withdrawClip(ports: PackPorts, actor: StudioActor, id: string): Promise<void> {
  const epoch = await ports.store.epoch()
  await ports.store.inTenant(actor.tenant, async (tx) => {
    await tx.lockStudio()
    const clip = await tx.clip(id)
    if (!clip || clip.state === 'withdrawn') throw new Problem('not-found')
    const by = actorOf(actor)
    await auditClip(ports, tx, by, 'withdraw-clip', clip)
    if (waits(clip)) return tx.dropClip(id)
    await tx.putClip({ ...clip, state: 'withdrawn', isOut: false })
    await tx.dropClipBody(id)
    await tellWithout({ ports, tx, by, epoch }, clip)
  })
}
