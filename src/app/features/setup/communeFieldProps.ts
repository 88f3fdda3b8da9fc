import type { SetupForm } from './newCommune.ts'

export type PickedCommune = Pick<SetupForm, 'code' | 'listDate' | 'name' | 'oldName'>

/** What both ways of naming the commune are given. */
export interface CommuneFieldProps {
  picked: PickedCommune
  errorOf: (field: 'commune' | 'code' | 'listDate') => string | undefined
  onPick: (picked: PickedCommune) => void
}
