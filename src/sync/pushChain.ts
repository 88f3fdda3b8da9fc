import { askHead } from './askHead.ts'
import { HubRefusal } from './askHub.ts'
import type { ChainState } from './ports.ts'
import { pushForked } from './pushForked.ts'
import { buildAhead, pushFrom } from './pushFrom.ts'
import type { Round } from './Round.ts'

/** Bring one chain to the hub; no need to ask about a finished one. Throws `LineError`, `NotTheHub`, `HubRefusal`. */
export async function pushChain(round: Round, state: ChainState): Promise<void> {
  if (!state.current && state.receiptedN >= state.n) return
  const ahead = buildAhead(round, state)
  const known = await askHead(round, { chain: state.chain })
  if (!known.isOurs) return pushForked(round, state, known)
  try {
    await pushFrom(round, state, known, known.head.n, ahead)
  } catch (error) {
    if (!(error instanceof HubRefusal) || error.problem !== 'fork') throw error
    // another tablet with this identity took the place while we asked: what it pulls next must not pass for ours
    const now = await askHead(round, { chain: state.chain })
    if (now.isOurs) throw error
    await pushForked(round, state, now)
  }
}
