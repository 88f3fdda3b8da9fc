import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import * as z from 'zod/mini'

export interface NewCommune {
  readonly communeCode: string
  /** ISO day of the official list that the code belongs to */
  readonly listDate: string
  readonly name: string
  /** what people and papers still call it; '' where there is none */
  readonly oldName: string
  readonly officer: { readonly name: string; readonly displayName: string; readonly password: string }
}

/** What the practice commune's first page shows; every person in it is invented. */
export const practiceAnswerSchema = z.object({
  officer: z.object({ name: z.string(), password: z.string() }),
  volunteerPin: z.string(),
  volunteers: z.array(z.string()),
  enrolUrl: z.string(),
})
export type PracticeCommune = z.infer<typeof practiceAnswerSchema>

export interface SetupPort {
  /** True when the page was opened with the one-time link that the hub printed. */
  readonly hasToken: boolean
  makeCommune(commune: NewCommune): Promise<void>
  makePractice(): Promise<PracticeCommune>
  /** Signs the officer in and goes on: to the next page of a real commune's set-up, or to a practice one's inbox. */
  enter(name: string, password: string, to: 'setup' | 'inbox'): Promise<void>
  /** Leaves for the sign-in, when the commune stands already. */
  toSignIn(): Promise<void>
}

export const SetupContext = createContext<SetupPort | null>(null)

/** @throws when a screen is drawn outside the desk's frame: a wiring mistake, never a user's. */
export function useSetup(): SetupPort {
  const port = useContext(SetupContext)
  if (!port) throw new Error('the set-up page was drawn without its port')
  return port
}
