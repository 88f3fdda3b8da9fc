import { t } from '../../i18n/i18n.ts'
import { Tag } from '../../ui/card/Tag.tsx'
import type { SentenceState } from './sentenceClips.ts'

const tones = {
  none: 'plain',
  draft: 'waiting',
  returned: 'attention',
  reviewed: 'waiting',
  out: 'done',
  withdrawn: 'plain',
  replaced: 'plain',
  kept: 'attention',
  waiting: 'waiting',
  sent: 'done',
  refused: 'attention',
} as const satisfies Record<SentenceState, 'plain' | 'waiting' | 'attention' | 'done'>

/** How far a sentence is, recorded or written, in a few words. */
export function StateTag({ of, state }: { of: 'state' | 'textState'; state: SentenceState }) {
  return <Tag tone={tones[state]} text={t(`studio:${of}.${state}`)} />
}
