import type { GuideDefinition } from '../../../domain/guideDefinition.ts'
import { sentencesOf } from '../../../domain/sentences.ts'
import type { OwnSentence } from '../../storage/ports.ts'
import type { StudioClip } from './studioAnswers.ts'

/** What there is of one sentence: the clip that counts, and those that wait for a second person. */
export interface SentenceClips {
  readonly counts: StudioClip | undefined
  /** one of each person: those to be heard come before those that were given back */
  readonly waiting: readonly StudioClip[]
  /** in whose place another counts; tablets have them until that one is published */
  readonly older: readonly StudioClip[]
}

/** What waits for a second person, or for who did it; what is to be looked at first. */
export const waitingOf = <S extends string, R extends { readonly state: S }>(parts: readonly R[]): readonly R[] => [
  ...parts.filter(({ state }) => state === 'draft'),
  ...parts.filter(({ state }) => state === 'returned'),
]

export const clipsOf = (clips: readonly StudioClip[], sound: string): SentenceClips => {
  const own = clips.filter((clip) => clip.sound === sound)
  return {
    counts: own.find(({ state }) => state === 'reviewed' || state === 'withdrawn'),
    waiting: waitingOf(own),
    older: own.filter(({ state }) => state === 'replaced'),
  }
}

/** The one word for a sentence in a list: what is to be done comes before what is done. */
export type SentenceState =
  | ('none' | 'draft' | 'returned' | 'reviewed' | 'out' | 'withdrawn' | 'replaced')
  /** on the tablet where it was recorded or written */
  | OwnSentence['state']

export function stateOf({ counts, waiting }: Omit<SentenceClips, 'older'>): SentenceState {
  if (waiting[0]) return waiting[0].state
  if (!counts) return 'none'
  if (counts.state === 'withdrawn') return 'withdrawn'
  return counts.isOut ? 'out' : 'reviewed'
}

/** How far a guide is recorded in a language. */
export function progressOf(guide: GuideDefinition, clips: readonly StudioClip[]) {
  const states = sentencesOf(guide).map(({ sound }) => clipsOf(clips, sound))
  return {
    sentences: states.length,
    done: states.filter(({ counts }) => counts?.state === 'reviewed').length,
    waiting: states.filter(({ waiting }) => waiting[0]?.state === 'draft').length,
  }
}
