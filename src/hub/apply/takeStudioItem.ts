import { fromHex } from '../../crypto/bytes.ts'
import { type StudioGroups, studioGroups } from '../../domain/studioItem.ts'
import type { Payload } from '../../protocol/payload.ts'
import { Problem } from '../../protocol/problems.ts'
import { keepClip } from '../packs/clips.ts'
import type { StudioAuthor } from '../packs/StudioActor.ts'
import { keepTranslation } from '../packs/translations.ts'
import type { TenantTx } from '../store/HubStore.ts'
import { type Decision, undecided } from './decision.ts'
import type { OpenedSession } from './SessionOpener.ts'
import { actorName } from './sessionActor.ts'

const applied: Decision = {
  state: 'applied',
  reason: null,
  data: {},
  waitsFor: null,
  record: null,
  version: null,
  seen: null,
}

/** What the item says, if it says this and nothing of a record beside (SPEC STU-1). */
function saidIn(payload: Payload): StudioGroups | null {
  const isAlone = Object.keys(payload).every((key) => key === 'g' || key === 't')
  const parsed = studioGroups.safeParse(payload.g)
  return isAlone && parsed.success ? parsed.data : null
}

async function keep(tx: TenantTx, author: StudioAuthor, said: StudioGroups): Promise<void> {
  if ('translation' in said) await keepTranslation(tx, author, said.translation)
  else await keepClip(tx, author, fromHex(said.clip.pack) ?? new Uint8Array(0))
}

/**
 * A sentence that a volunteer recorded or wrote at a tablet comes to the studio as a draft (SPEC STU-2); what the studio refuses of an
 * officer it refuses here.
 */
export async function takeStudioItem(
  tx: TenantTx,
  { actor }: OpenedSession,
  payload: Payload,
  now: number,
): Promise<Decision> {
  if (actor.kind !== 'volunteer') return undecided('not-allowed-now')
  const said = saidIn(payload)
  if (!said) return undecided('malformed')
  try {
    await keep(tx, { id: actor.id, actor: actorName(actor), at: now }, said)
    return applied
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return undecided('invalid-fields', { field: error.data.field ?? '' })
  }
}
