import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Account } from './accountAnswers.ts'

/** Can a passkey be made on this page: here, only at the desk's name, not at this desk at all, or not in this browser. */
export type PasskeyPlace = 'here' | 'elsewhere' | 'no-site' | 'no-browser'

/** What an officer changes about their own account. Refusals reject with an error that has a problem code. */
export interface AccountPort {
  account(): Promise<Account>
  changePassword(password: string, next: string): Promise<void>
  passkeyPlace(site: string | null): PasskeyPlace
  /** Asks the browser to make one; the officer shows it a finger, a face or the device's code. */
  addPasskey(password: string, label: string): Promise<void>
  removePasskey(id: string): Promise<void>
  /** this machine's clock, ms */
  now(): number
}

export const AccountContext = createContext<AccountPort | null>(null)

/** @throws when a screen is drawn outside the desk's frame: a wiring mistake, never a user's. */
export function useAccount(): AccountPort {
  const port = useContext(AccountContext)
  if (!port) throw new Error('the account page was drawn without its port')
  return port
}
