import type { PullEntry } from '../protocol/page.ts'
import { safeStatement, verifyStatement } from '../protocol/statements.ts'
import type { Round } from './Round.ts'

type SafeEntry = Extract<PullEntry, { k: 'safe' }>

/** A mark by the hub's own word, or null: its statement must verify, for this tablet and the epoch of now (SPEC PULL-7). */
async function signedMark({ crypto, identity, keys }: Round, { s, jws }: SafeEntry): Promise<SafeEntry | null> {
  const said = keys && jws !== undefined ? await verifyStatement(crypto, keys, safeStatement, jws) : null
  const { tenant, device, epoch } = identity
  if (said?.tenant !== tenant || said.device !== device || said.epoch !== epoch) return null
  return { k: 'safe', s, chain: said.chain, n: said.n, at: said.at }
}

/** The entries of a page without marks that the hub has not signed: whoever has the team's key can seal a page (SPEC PULL-7). */
export async function withSignedMarks(round: Round, entries: readonly PullEntry[]): Promise<PullEntry[]> {
  const kept: PullEntry[] = []
  for (const entry of entries) {
    const believed = entry.k === 'safe' ? await signedMark(round, entry) : entry
    if (believed) kept.push(believed)
  }
  return kept
}
