import type { Progress } from '../../draftPage/DraftPage.tsx'
import type { Draft } from '../../storage/ports.ts'
import type { DraftWork } from '../../storage/useDraft.ts'

/** What every screen of the activation is given. */
export interface ActivationScreenProps {
  work: DraftWork
  /** `place` or `place/part` of this screen. */
  here: string
  progress: Progress | null
  before: string | undefined
  go(place: string): void
  hrefOf(place: string): string
  /** This question was opened from the slip: forward leads back there. */
  mending: boolean
  goNext(): void
  onFinished(groups: Draft['groups']): void
}
