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
 * which the resident agreed to and saw (issue 5 §4). One that did not come to its end takes no account away but its own: a case that
 * is put right takes back the `has` that it said before.
 */
export function learntFrom(content: Pick<DraftContent, 'id' | 'type' | 'groups'>, today: string): Learnt | null {
  if (content.type !== 'activation') return null
  const of = content.groups
  const { household, member } = groupValue(of, 'activation', 'visit')
  const { outcome } = groupValue(of, 'activation', 'outcome')
  const { finishedAt } = groupValue(of, 'activation', 'progress')
  const isAgreed = groupValue(of, 'activation', 'consent').given === true
  if (household === undefined || member === undefined || repeatedNameOf(member) !== 'member') return null
  const isOver = isAgreed && outcome !== undefined && outcome !== 'declined'
  const key = coverageKey(member, 'eaccount')
  const by = 'activation'
  const on = finishedAt === undefined ? today : localDay(finishedAt)
  return {
    household,
    patch: (groups) => {
      if (!groups[member]) return {}
      const account = groups[key]
      const isOwn = account?.by === by && account.case === content.id
      if (!isOver) return isOwn ? { [key]: { state: null, why: null, by: null, on: null, case: null } } : {}
      if (outcome !== 'activated' && account?.state === 'has' && !isOwn) return {}
      const state = outcome === 'activated' ? 'has' : 'missing'
      return { [key]: { state, why: null, by, on, case: content.id } }
    },
  }
}
