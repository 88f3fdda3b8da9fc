import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type * as z from 'zod/mini'
import type { ListedHousehold } from '../../../domain/householdList.ts'
import type {
  DeskHousehold,
  Goal,
  importedSchema,
  movedSchema,
  Rounds,
  unitsSchema,
  volunteersSchema,
} from './roundsAnswers.ts'

/** An evening as the desk plans it. */
export interface NewRound {
  readonly unit: string
  readonly team: string
  readonly evening: string
  readonly who: readonly string[]
  readonly note: string
  readonly households: readonly string[]
}

/** What the pages of rounds ask of the hub. Refusals reject with an error that has a problem code. */
export interface RoundsPort {
  rounds(): Promise<Rounds>
  households(hamlet: string): Promise<DeskHousehold[]>
  units(): Promise<z.infer<typeof unitsSchema>>
  volunteers(): Promise<z.infer<typeof volunteersSchema>>
  /** All of a checked list, or nothing. */
  takeList(hamlet: string, team: string, list: readonly ListedHousehold[]): Promise<z.infer<typeof importedSchema>>
  /** All houses of a hamlet go to this team. */
  move(hamlet: string, team: string): Promise<z.infer<typeof movedSchema>>
  plan(round: NewRound): Promise<void>
  setGoal(goal: Goal): Promise<void>
  /** this machine's clock, ms */
  now(): number
}

export const RoundsContext = createContext<RoundsPort | null>(null)

/** @throws when a screen is drawn outside the desk's frame: a wiring mistake, never a user's. */
export function useRounds(): RoundsPort {
  const port = useContext(RoundsContext)
  if (!port) throw new Error('a page of rounds was drawn without its port')
  return port
}
