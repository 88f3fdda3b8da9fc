import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'
import { DeskProblem } from './DeskProblem.ts'

/** What the desk asks of the browser about passkeys. */
export interface BrowserPasskeys {
  /** the name that this page was opened by; null where browsers have no passkeys */
  readonly host: string | null
  create(options: PublicKeyCredentialCreationOptionsJSON): Promise<RegistrationResponseJSON>
  get(options: PublicKeyCredentialRequestOptionsJSON): Promise<AuthenticationResponseJSON>
}

/** Nothing was made or shown: the officer changed their mind, or this device has it already. */
function problemOf(error: unknown): DeskProblem {
  const name = error instanceof Error ? error.name : ''
  return new DeskProblem(name === 'InvalidStateError' ? 'passkey-known' : 'passkey-not-shown')
}

/** The browser's own, by a library that comes when it is first used. */
export const browserPasskeys = (): BrowserPasskeys => ({
  host: 'PublicKeyCredential' in window && window.isSecureContext ? location.hostname : null,
  async create(options) {
    const { startRegistration } = await import('@simplewebauthn/browser')
    return startRegistration({ optionsJSON: options }).catch((error: unknown) => {
      throw problemOf(error)
    })
  },
  async get(options) {
    const { startAuthentication } = await import('@simplewebauthn/browser')
    return startAuthentication({ optionsJSON: options }).catch((error: unknown) => {
      throw problemOf(error)
    })
  },
})
