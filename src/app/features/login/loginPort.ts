import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

export interface CommuneChoice {
  readonly id: string
  readonly name: string
  readonly practice: boolean
}

export interface LoginPort {
  readonly communes: readonly CommuneChoice[]
  /** Rejects with an error that has a problem code: `wrong-login`, `busy` … */
  login(commune: string, name: string, password: string): Promise<void>
  /** By a passkey that this browser finds; null where none can be. */
  readonly loginByPasskey: (() => Promise<void>) | null
}

export const LoginContext = createContext<LoginPort | null>(null)

/** @throws when a screen is drawn outside the desk's frame: a wiring mistake, never a user's. */
export function useLogin(): LoginPort {
  const port = useContext(LoginContext)
  if (!port) throw new Error('the sign-in screen was drawn without its port')
  return port
}
