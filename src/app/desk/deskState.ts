import * as z from 'zod/mini'

const communeSchema = z.object({ id: z.string(), name: z.string(), practice: z.boolean() })

/** GET /api/desk/state: is the hub set up, and who is signed in. */
export const deskStateSchema = z.object({
  setup: z.enum(['needed', 'done']),
  communes: z.array(communeSchema),
  /** the name that passkeys of this desk are bound to, when an officer has one */
  passkeys: z.nullable(z.string()),
  signedIn: z.nullable(
    z.object({
      officer: z.object({ id: z.string(), displayName: z.string(), role: z.string() }),
      commune: z.extend(communeSchema, { code: z.string(), listDate: z.string() }),
    }),
  ),
})
export type DeskState = z.infer<typeof deskStateSchema>
export type SignedIn = NonNullable<DeskState['signedIn']>
