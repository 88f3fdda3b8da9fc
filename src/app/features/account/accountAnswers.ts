import * as z from 'zod/mini'

const instant = z.number()

/** The hub's answer about the account that is signed in. Instants are hub ms. */
export const accountSchema = z.object({
  name: z.string(),
  /** the name that passkeys of this desk are bound to; null where it has none */
  site: z.nullable(z.string()),
  passkeys: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      createdAt: instant,
      lastUsedAt: z.nullable(instant),
      blockedAt: z.nullable(instant),
    }),
  ),
})
export type Account = z.infer<typeof accountSchema>
export type Passkey = Account['passkeys'][number]
