import { equalBytes, fromHex } from '../crypto/bytes.ts'
import type { HeadStatement } from '../protocol/statements.ts'
import { askHead } from './askHead.ts'
import { HubRefusal } from './askHub.ts'
import type { ChainState } from './ports.ts'
import { pushForked } from './pushForked.ts'
import { buildAhead, pushFrom } from './pushFrom.ts'
import type { Round } from './Round.ts'

/** Does the hub's head belong to this tablet's chain (SPEC CHN-5)? */
async function isOurs(round: Round, state: ChainState, head: HeadStatement): Promise<boolean> {
  if (head.n > state.n) return false
  const own = await round.store.hashAt(state.chain, head.n)
  const theirs = fromHex(head.h)
  // a row that is long gone was covered by a receipt: nothing left to compare, nothing to send
  return own === null || (theirs !== null && equalBytes(own, theirs))
}

/** Bring one chain to the hub; no need to ask about a finished one. Throws `LineError`, `NotTheHub`, `HubRefusal`. */
export async function pushChain(round: Round, state: ChainState): Promise<void> {
  if (!state.current && state.receiptedN >= state.n) return
  const ahead = buildAhead(round, state)
  const known = await askHead(round, { chain: state.chain })
  if (!(await isOurs(round, state, known.head))) return pushForked(round, state, known)
  try {
    await pushFrom(round, state, known, known.head.n, ahead)
  } catch (error) {
    if (!(error instanceof HubRefusal) || error.problem !== 'fork') throw error
    // another tablet with this identity took the place while we asked: what it pulls next must not pass for ours
    const now = await askHead(round, { chain: state.chain })
    if (await isOurs(round, state, now.head)) throw error
    await pushForked(round, state, now)
  }
}
