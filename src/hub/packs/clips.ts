import { randomUUID } from 'node:crypto'
import { languageByCode } from '../../domain/languages.ts'
import { soundsOf } from '../../domain/sentences.ts'
import { Problem } from '../../protocol/problems.ts'
import { parseVoicePack, type VoicePack } from '../../protocol/voicePack.ts'
import { readOpus } from '../sound/readOpus.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ClipRow } from '../store/rows.ts'
import { publishedGuides } from './publishedGuides.ts'
import type { PackPorts } from './publishPack.ts'
import { tellWithout } from './publishVoices.ts'
import { actorOf, authorOf, type StudioActor, type StudioAuthor, type StudioDecision } from './StudioActor.ts'
import { counts, decided, isReplaced, makeRoom, waits } from './studioSteps.ts'

function voiceOf(body: Uint8Array): VoicePack {
  try {
    return parseVoicePack(body)
  } catch {
    throw new Problem('malformed', { field: 'pack' })
  }
}

async function auditClip(tx: TenantTx, { at, actor }: Omit<StudioAuthor, 'id'>, action: string, clip: ClipRow) {
  const { id, language, sound } = clip
  await tx.audit({ at, actor, action, subject: `clip:${id}`, detail: { language, sound } })
}

/**
 * Keep what somebody recorded, as a draft in the place of the one of theirs that waited; another's voice stands beside it. It comes as a voice pack of one sentence, so that
 * language, speaker, consent and length are read by the same rules as on a tablet (SPEC PCK-1). Throws `Problem` `malformed`, and then
 * nothing was written.
 */
export async function keepClip(tx: TenantTx, author: StudioAuthor, body: Uint8Array): Promise<ClipRow> {
  const { header, clip: clipOf } = voiceOf(body)
  const [listed, ...more] = header.clips
  const found = listed && clipOf(listed.sound)
  if (!listed || !found || more.length > 0) throw new Problem('malformed', { field: 'pack' })
  if (!languageByCode(header.language)) throw new Problem('malformed', { field: 'language' })
  const heard = readOpus(found.bytes)
  if (typeof heard === 'string') throw new Problem('malformed', { field: 'opus', reason: heard })
  const { sound, type, bytes } = listed
  const { language, speaker } = header
  await tx.lockStudio()
  if (!soundsOf(await publishedGuides(tx)).has(sound)) throw new Problem('malformed', { field: 'sound' })
  const before = (await tx.clips(language)).filter(
    (clip) => clip.sound === sound && clip.recordedBy === author.id && waits(clip),
  )
  for (const { id } of before) await tx.dropClip(id)
  const clip: ClipRow = {
    id: randomUUID(),
    language,
    sound,
    state: 'draft',
    type,
    bytes,
    speaker: speaker.name,
    consentOn: speaker.consentOn,
    recordedBy: author.id,
    recordedAt: author.at,
    decidedBy: null,
    decidedAt: null,
    reason: '',
    isOut: false,
  }
  await tx.putClip(clip)
  await tx.putClipBody({ clip: clip.id, body: found.bytes })
  await auditClip(tx, author, 'record-clip', clip)
  return clip
}

/** Keep what an officer recorded (`keepClip`). */
export const addClip = (ports: PackPorts, actor: StudioActor, body: Uint8Array): Promise<ClipRow> =>
  ports.store.inTenant(actor.tenant, (tx) => keepClip(tx, authorOf(actor, ports.now()), body))

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
  const at = ports.now()
  return ports.store.inTenant(actor.tenant, async (tx) => {
    await tx.lockStudio()
    const clip = await tx.clip(id)
    if (!clip) throw new Problem('not-found')
    const next = decided(clip, clip.recordedBy, actor, at, decision)
    const isApproved = next.state === 'reviewed'
    if (isApproved) {
      const others = (await tx.clips(clip.language)).filter((one) => one.sound === clip.sound && one.id !== id)
      await makeRoom(others, tx.putClip, tx.dropClip)
    }
    await tx.putClip(next)
    await auditClip(tx, { at, actor: actorOf(actor) }, isApproved ? 'approve-clip' : 'return-clip', next)
    return next
  })
}

/** What goes with a clip that its speaker takes back: the same sentence of theirs that it replaced and that tablets still have. */
async function alsoTheirs(tx: TenantTx, { id, language, sound, speaker }: ClipRow): Promise<ClipRow[]> {
  return (await tx.clips(language)).filter(
    (one) => one.id !== id && one.sound === sound && one.speaker === speaker && isReplaced(one),
  )
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
    await auditClip(tx, { at: ports.now(), actor: by }, 'withdraw-clip', clip)
    if (waits(clip)) return tx.dropClip(id)
    const teller = { ports, tx, by, epoch }
    const older = await alsoTheirs(tx, clip)
    if (counts(clip)) {
      await tx.putClip({ ...clip, state: 'withdrawn', isOut: false })
      await tx.dropClipBody(id)
    }
    for (const one of [clip, ...older]) {
      if (isReplaced(one)) await tx.dropClip(one.id)
      if (one.isOut) await tellWithout(teller, one)
    }
  })
}
