import { type PackStatement, packStatement } from '../protocol/pack.ts'
import type { PullEntry } from '../protocol/page.ts'
import { verifyStatement } from '../protocol/statements.ts'
import type { Round } from './Round.ts'

/** A pack by the hub's own word, for this commune; null for anything else (SPEC PCK-2). */
export async function believedPack({ crypto, identity, keys }: Round, jws: string): Promise<PackStatement | null> {
  const said = keys ? await verifyStatement(crypto, keys, packStatement, jws) : null
  return said?.tenant === identity.tenant ? said : null
}

/**
 * The entries of a page without packs that the hub has not signed: whoever has the team's key can seal a page (SPEC PCK-2).
 * What was dropped is noted, so that the status screen can say so.
 */
export async function withSignedPacks(round: Round, entries: readonly PullEntry[]): Promise<PullEntry[]> {
  const kept: PullEntry[] = []
  for (const entry of entries) {
    if (entry.k !== 'pack') {
      kept.push(entry)
      continue
    }
    const said = await believedPack(round, entry.jws)
    // beside the statement an entry says nothing: who sealed the page may have written it
    if (said) kept.push({ ...entry, id: said.id, kind: said.kind, version: said.version })
    else await round.packs?.refuse(entry.id, entry.version, 'pack-signature')
  }
  return kept
}
