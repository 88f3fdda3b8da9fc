import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { CaseCommand } from '../../../domain/caseStatus.ts'
import type { Attention, CaseList, OpenedCase } from './officeAnswers.ts'

export interface CaseFilter {
  readonly type: '' | 'activation' | 'dossier'
  readonly status: readonly string[]
  /** Words with or without accents; personal, so it never goes into the page's own address. */
  readonly search: string
  readonly conflictsOnly: boolean
  readonly limit: number
}

/** What the inbox and the case page ask of the hub. Refusals reject with an error that has a problem code. */
export interface OfficePort {
  cases(filter: CaseFilter): Promise<CaseList>
  open(id: string): Promise<OpenedCase>
  /** `version` is the one on screen; when the case has moved on the hub refuses with `conflict`. */
  command(id: string, version: number, command: CaseCommand): Promise<void>
  resolve(conflict: string, choice: 'current' | 'proposed'): Promise<void>
  attention(): Promise<Attention>
  /** this machine's clock, ms: for "3 giờ trước" only */
  now(): number
}

export const OfficeContext = createContext<OfficePort | null>(null)

/** @throws when a screen is drawn outside the desk's frame: a wiring mistake, never a user's. */
export function useOffice(): OfficePort {
  const port = useContext(OfficeContext)
  if (!port) throw new Error('an office screen was drawn without its port')
  return port
}
