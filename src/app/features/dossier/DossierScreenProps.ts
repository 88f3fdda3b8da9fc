import type { FormDefinition } from '../../../domain/formDefinition.ts'
import type { DraftWork } from '../../storage/useDraft.ts'

/** What every screen of a dossier is given. */
export interface DossierScreenProps {
  work: DraftWork
  form: FormDefinition
  at: number
  total: number
  before: string | undefined
  go(place: string): void
  hrefOf(place: string): string
  goNext(): void
}
