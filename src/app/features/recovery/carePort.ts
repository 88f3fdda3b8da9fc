import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Drill, RecoverySheet, SetupProgress } from './careAnswers.ts'

/** What the set-up's pages ask of the hub about itself. Refusals reject with an error that has a problem code. */
export interface CarePort {
  progress(): Promise<SetupProgress>
  /** A new sheet, told this once; it counts when two of its shares were typed back. */
  newSheet(password: string): Promise<RecoverySheet>
  drill(shares: readonly [string, string]): Promise<Drill>
  /** this machine's clock, ms */
  now(): number
}

export const CareContext = createContext<CarePort | null>(null)

/** @throws when a screen is drawn outside the desk's frame: a wiring mistake, never a user's. */
export function useCare(): CarePort {
  const port = useContext(CareContext)
  if (!port) throw new Error('a page of the set-up was drawn without its port')
  return port
}
