import { z } from 'zod'
import type { ApiRoute } from '../ApiRoute.ts'

const password = z.string().min(1).max(200)
/** base64url, as browsers write bytes into JSON */
const bytes = z
  .string()
  .max(16_000)
  .regex(/^[\w-]*$/)
const credential = { id: bytes.max(1400), rawId: bytes.max(1400), type: z.literal('public-key') }

export const changePasswordBody = z.strictObject({ password, next: password })
export const beginPasskeyBody = z.strictObject({ password })
// what a browser says beyond this is of no use here
export const addPasskeyBody = z.strictObject({
  label: z.string().trim().min(1).max(40),
  response: z.object({ ...credential, response: z.object({ clientDataJSON: bytes, attestationObject: bytes }) }),
})
export const removePasskeyBody = z.strictObject({ id: bytes.max(1400) })
export const passkeyLoginBody = z.strictObject({
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: bytes,
      authenticatorData: bytes,
      signature: bytes,
      userHandle: bytes.max(100),
    }),
  }),
})

const instant = z.number()
const passkey = z.object({
  id: z.string(),
  label: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  /** a copy of it was seen: it opens nothing any more */
  blockedAt: instant.nullable(),
})
const accountAnswer = z.object({
  name: z.string(),
  /** the name that passkeys of this desk are bound to; null where it has none (a number, or no HTTPS) */
  site: z.string().nullable(),
  passkeys: z.array(passkey),
})
/** What `navigator.credentials` is given, as the standard writes it in JSON. */
const options = z.object({ challenge: z.string() }).loose()

const root = '/api/desk'
const post = ['malformed', 'too-large', 'foreign-page'] as const

/** An officer's own account, and signing in by passkey. */
export const accountRoutes = {
  account: {
    method: 'get',
    path: `${root}/account`,
    summary: 'Whose session this is, with their passkeys',
    answer: accountAnswer,
    problems: [],
    signedIn: true,
  },
  changePassword: {
    method: 'post',
    path: `${root}/account/password`,
    summary: 'Change the own password, with the old one; signs out everywhere else',
    body: changePasswordBody,
    answer: z.object({}),
    problems: [...post, 'wrong-login'],
    signedIn: true,
  },
  beginPasskey: {
    method: 'post',
    path: `${root}/account/passkeys/begin`,
    summary: 'What the browser needs to make a passkey, to who gives their password again',
    body: beginPasskeyBody,
    answer: options,
    problems: [...post, 'wrong-login', 'not-found', 'conflict'],
    signedIn: true,
  },
  addPasskey: {
    method: 'post',
    path: `${root}/account/passkeys`,
    summary: 'Keep the passkey that the browser made',
    body: addPasskeyBody,
    answer: accountAnswer,
    problems: [...post, 'not-found', 'conflict'],
    signedIn: true,
  },
  removePasskey: {
    method: 'post',
    path: `${root}/account/passkeys/remove`,
    summary: 'Forget one of the own passkeys; signs out everywhere else',
    body: removePasskeyBody,
    answer: accountAnswer,
    problems: [...post, 'not-found'],
    signedIn: true,
  },
  passkeyOptions: {
    method: 'post',
    path: `${root}/login/passkey/options`,
    summary: 'What the browser needs to sign in by passkey; names nobody',
    answer: options,
    problems: ['foreign-page', 'not-found'],
  },
  passkeyLogin: {
    method: 'post',
    path: `${root}/login/passkey`,
    summary: 'Sign in by passkey; sets the session cookie',
    body: passkeyLoginBody,
    answer: z.object({ expiresAt: instant }),
    problems: [...post, 'wrong-login', 'not-found'],
  },
} as const satisfies Record<string, ApiRoute>
