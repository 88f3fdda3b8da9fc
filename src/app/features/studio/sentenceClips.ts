import type { GuideDefinition } from '../../../domain/guideDefinition.ts'
import { sentencesOf } from '../../../domain/sentences.ts'
import type { OwnSentence } from '../../storage/ports.ts'
import type { StudioClip } from './studioAnswers.ts'

/** What there is of one sentence: the clip that counts, and the one that waits for a second person. */
export interface SentenceClips {
  readonly counts: StudioClip | undefined
  readonly waits: StudioClip | undefined
  /** in whose place another counts; tablets have them until that one is published */
  readonly older: readonly StudioClip[]
}

export const clipsOf = (clips: readonly StudioClip[], sound: string): SentenceClips => {
  const own = clips.filter((clip) => clip.sound === sound)
  return {
    counts: own.find(({ state }) => state === 'reviewed' || state === 'withdrawn'),
    waits: own.find(({ state }) => state === 'draft' || state === 'returned'),
    older: own.filter(({ state }) => state === 'replaced'),
  }
}

/** The one word for a sentence in a list: what is to be done comes before what is done. */
export type SentenceState =
  | ('none' | 'draft' | 'returned' | 'reviewed' | 'out' | 'withdrawn' | 'replaced')
  /** on the tablet where it was recorded or written */
  | OwnSentence['state']

export const stateOf = ({ counts, waits }: Omit<SentenceClips, 'older'>): SentenceState =>
  waits?.state === 'draft' || waits?.state === 'returned'
    ? waits.state
    : counts?.state === 'withdrawn'
      ? 'withdrawn'
      : counts
        ? counts.isOut
          ? 'out'
          : 'reviewed'
        : 'none'

/** How far a guide is recorded in a language. */
export function progressOf(guide: GuideDefinition, clips: readonly StudioClip[]) {
  const states = sentencesOf(guide).map(({ sound }) => clipsOf(clips, sound))
  return {
    sentences: states.length,
    done: states.filter(({ counts }) => counts?.state === 'reviewed').length,
    waiting: states.filter(({ waits }) => waits?.state === 'draft').length,
  }
}
