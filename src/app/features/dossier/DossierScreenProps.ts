import type { FormDefinition } from '../../../domain/formDefinition.ts'
import type { Progress } from '../../draftPage/DraftPage.tsx'
import type { DraftWork } from '../../storage/useDraft.ts'

/** What every screen of a dossier is given. */
export interface DossierScreenProps {
  work: DraftWork
  form: FormDefinition
  /** `place` or `place/part` of this screen. */
  here: string
  progress: Progress | null
  before: string | undefined
  go(place: string): void
  hrefOf(place: string): string
  goNext(): void
}
