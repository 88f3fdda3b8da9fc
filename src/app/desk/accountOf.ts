import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import * as z from 'zod/mini'
import { accountSchema } from '../features/account/accountAnswers.ts'
import type { AccountPort } from '../features/account/accountPort.ts'
import type { BrowserPasskeys } from './browserPasskeys.ts'
import { anyAnswer, type DeskApi } from './deskApi.ts'

const root = '/api/desk'

/** What goes to the browser as the hub says it: the browser itself checks every field. */
const isOptions = (value: unknown): value is { challenge: string } =>
  typeof value === 'object' && value !== null && 'challenge' in value && typeof value.challenge === 'string'
const creationSchema = z.custom<PublicKeyCredentialCreationOptionsJSON>(isOptions)
const requestSchema = z.custom<PublicKeyCredentialRequestOptionsJSON>(isOptions)

/** The officer's own account over the desk's API. */
export const accountOf = (api: DeskApi, browser: BrowserPasskeys, now: () => number): AccountPort => ({
  account: () => api.get(`${root}/account`, accountSchema),
  async changePassword(password, next) {
    await api.post(`${root}/account/password`, { password, next }, anyAnswer)
  },
  passkeyPlace: (site) =>
    browser.host === null ? 'no-browser' : site === null ? 'no-site' : browser.host === site ? 'here' : 'elsewhere',
  async addPasskey(password, label) {
    const options = await api.post(`${root}/account/passkeys/begin`, { password }, creationSchema)
    const response = await browser.create(options)
    await api.post(`${root}/account/passkeys`, { label, response }, anyAnswer)
  },
  async removePasskey(id) {
    await api.post(`${root}/account/passkeys/remove`, { id }, anyAnswer)
  },
  now,
})

/** Sign in by a passkey that the browser finds. */
export async function loginByPasskey(api: DeskApi, browser: BrowserPasskeys): Promise<void> {
  const options = await api.post(`${root}/login/passkey/options`, {}, requestSchema)
  const response = await browser.get(options)
  await api.post(`${root}/login/passkey`, { response }, anyAnswer)
}
