import { type Holder, isStanding } from '../../../domain/holder.ts'
import type { DraftSummary } from '../ports.ts'
import type { DraftContent } from './draftContent.ts'

/** Who asks, on which tablet, and what is known of the team there. */
export interface Asking {
  me: string
  device: string
  /** volunteers of the team, by id */
  names: ReadonlyMap<string, string>
  now: number
}

const isGift = ({ volunteer, giver }: Holder): boolean => volunteer === undefined && giver !== undefined

/** Was it given, to this tablet or to whichever opens it first, and has nobody begun (SPEC HLD-2)? */
const isForUs = ({ device, from }: Holder, asking: Asking): boolean =>
  device === asking.device || (device === undefined && from !== asking.device)

/** What the giving tablet, or a third one, sees of a gift that nobody has taken. */
function giftOf({ tablet = '', since, from }: Holder, isSent: boolean, asking: Asking): DraftSummary['held'] {
  const way = from !== asking.device ? 'offered' : isSent ? 'sent' : 'waiting'
  return { who: tablet, since, way }
}

function elsewhere(holder: Holder, isSent: boolean, asking: Asking): DraftSummary['held'] {
  const { device, name = '', tablet = '', since } = holder
  if (isGift(holder)) return isForUs(holder, asking) ? null : giftOf(holder, isSent, asking)
  if (device === undefined || device === asking.device) return null
  return { who: [name, tablet].filter(Boolean).join(', '), since, way: 'elsewhere' }
}

/** Who but the one who is unlocked works at a draft, and where (SPEC HLD-1); null for one's own, and for what nobody has begun. */
export function heldBy(
  { owner, given, since, createdAt }: DraftContent,
  holder: Holder | null,
  isSent: boolean,
  asking: Asking,
): DraftSummary['held'] {
  if (given) return { who: given.to, since: given.at, way: 'bundle' }
  const standing = holder && isStanding(holder, asking.now) ? holder : null
  const away = standing && elsewhere(standing, isSent, asking)
  if (away) return away
  // of what lies at the commune only, its holder is the one who has it here
  const here = owner === '' && standing && !isGift(standing) ? (standing.volunteer ?? '') : owner
  const who = here === asking.me ? undefined : asking.names.get(here)
  return who === undefined ? null : { who, since: since ?? standing?.since ?? createdAt, way: 'here' }
}

/** Who gave it to this tablet, or to whichever opens it first; null for what was not given, or has been begun. */
export function offerOf(holder: Holder | null, asking: Asking): DraftSummary['offer'] {
  if (!holder || !isGift(holder) || !isForUs(holder, asking) || !isStanding(holder, asking.now)) return null
  return { by: [holder.giver, holder.fromTablet].filter(Boolean).join(', '), at: holder.since }
}
