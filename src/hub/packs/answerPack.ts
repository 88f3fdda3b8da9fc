import type { PackRequest } from '../../protocol/api.ts'
import { wireVersions } from '../../protocol/limits.ts'
import { Problem } from '../../protocol/problems.ts'
import { commonWire } from '../../protocol/versions.ts'
import type { HubStore } from '../store/HubStore.ts'

/**
 * What a pack says, from a byte on (SPEC PCK-4). Its hash is told in a sealed page only, and the words are public: who knows
 * the hash may read them. Throws `Problem`.
 */
export async function answerPack(
  { store }: { store: HubStore },
  { wire, tenant, sha256, from }: PackRequest,
): Promise<Uint8Array> {
  commonWire(wire, wireVersions)
  const row = await store.inTenant(tenant, (tx) => tx.packBody(sha256))
  if (!row || from > row.body.length) throw new Problem('not-found')
  return row.body.subarray(from)
}
