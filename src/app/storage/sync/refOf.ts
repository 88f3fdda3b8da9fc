import * as z from 'zod/mini'
import type { OutboxRecord } from '../db/rows.ts'
import type { OpenKeys } from '../seal/Keyring.ts'

const refSchema = z.object({ record: z.string(), title: z.string() })

/** What opens the tablet's own copies, while it is unlocked. */
export interface VaultHolder {
  readonly current: { readonly vault: Pick<OpenKeys['vault'], 'open'> } | null
}

/** What the tablet remembers of an item. Null while locked, and for a row whose copy is gone or cannot be opened. */
export async function refOf(
  keyring: VaultHolder,
  { ref, chain, n }: OutboxRecord,
): Promise<z.infer<typeof refSchema> | null> {
  const vault = keyring.current?.vault
  if (!vault || !ref) return null
  const value = await vault.open({ table: 'outbox', id: chain, version: n }, ref).catch(() => null)
  const parsed = refSchema.safeParse(value)
  return parsed.success ? parsed.data : null
}
