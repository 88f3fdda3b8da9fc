import { coverageKey } from '../../../domain/household.ts'
import { localDay } from '../../../domain/localDay.ts'
import { repeatedNameOf } from '../../../domain/repeatedGroups.ts'
import type { DraftContent } from '../drafts/draftContent.ts'
import { groupValue } from '../groupValue.ts'
import type { Draft } from '../ports.ts'

/** What a finished case tells of a person of the round. */
export interface Learnt {
  household: string
  /** by what stands there now */
  patch(groups: Draft['groups']): Draft['groups']
}

/**
 * An activation that was begun from a household says how that person's e-ID account stands: `has` only where its outcome says so,
 * which the resident agreed to and saw (issue 5 §4). One that did not come to its end never takes an account away.
 */
export function learntFrom(content: Pick<DraftContent, 'type' | 'groups'>, today: string): Learnt | null {
  if (content.type !== 'activation') return null
  const of = content.groups
  const { household, member } = groupValue(of, 'activation', 'visit')
  const { outcome } = groupValue(of, 'activation', 'outcome')
  const { finishedAt } = groupValue(of, 'activation', 'progress')
  const isAgreed = groupValue(of, 'activation', 'consent').given === true
  if (household === undefined || member === undefined || outcome === undefined || !isAgreed) return null
  if (repeatedNameOf(member) !== 'member' || outcome === 'declined') return null
  const key = coverageKey(member, 'eaccount')
  const by = 'activation'
  const on = finishedAt === undefined ? today : localDay(finishedAt)
  return {
    household,
    patch: (groups) => {
      if (!groups[member]) return {}
      if (outcome === 'activated') return { [key]: { state: 'has', why: null, by, on } }
      return groups[key]?.state === 'has' ? {} : { [key]: { state: 'missing', why: null, by, on } }
    },
  }
}
