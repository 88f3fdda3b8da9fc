import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { OfficerEntry, UnitEntry } from './adminAnswers.ts'

/** What an admin changes about the commune itself. Refusals reject with an error that has a problem code. */
export interface AdminPort {
  /** the commune's name, code and the day of the list that the code is of */
  readonly commune: { name: string; code: string; listDate: string }
  /** who is signed in: nobody takes their own right away by mistake */
  readonly ownId: string
  units(): Promise<readonly UnitEntry[]>
  addUnit(unit: { name: string; oldName: string }): Promise<void>
  renameUnit(id: string, unit: { name: string; oldName: string }): Promise<void>
  addTeam(unit: string, name: string): Promise<void>
  renameTeam(id: string, name: string): Promise<void>
  officers(): Promise<readonly OfficerEntry[]>
  addOfficer(officer: { name: string; displayName: string; password: string; role: 'officer' | 'admin' }): Promise<void>
  disableOfficer(id: string, disabled: boolean): Promise<void>
  resetPassword(id: string, password: string): Promise<void>
}

export const AdminContext = createContext<AdminPort | null>(null)

/** @throws when a screen is drawn outside the desk's frame: a wiring mistake, never a user's. */
export function useAdmin(): AdminPort {
  const port = useContext(AdminContext)
  if (!port) throw new Error('an admin page was drawn without its port')
  return port
}
