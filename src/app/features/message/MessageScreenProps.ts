import type { DraftWork } from '../../storage/useDraft.ts'
import type { MessagePlace } from './messagePath.ts'

/** What every screen of a message is given by `MessageFlow`. */
export interface MessageScreenProps {
  readonly work: DraftWork
  readonly path: readonly MessagePlace[]
  readonly here: MessagePlace
  go(place: MessagePlace): void
  hrefOf(place: MessagePlace): string
  goNext(): void
}
