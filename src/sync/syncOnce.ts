import { askHead } from './askHead.ts'
import { HubRefusal, NotTheHub } from './askHub.ts'
import type { SyncOutcome, SyncPorts } from './ports.ts'
import { LineError } from './ports.ts'
import { pullPages } from './pullPages.ts'
import { pushChain } from './pushChain.ts'
import type { Round } from './Round.ts'

/**
 * One round in named phases: for each chain with something to send, head → push until the hub has it all; then, while a
 * volunteer is unlocked, pull; then `after`: packs and photos, where there is somebody to bring and send them (the service
 * worker does neither). Every step is safe to repeat, so a round may be cut anywhere. Never throws for the line's or the hub's
 * sake: the outcome says how it ended. Storage errors go up.
 */
export async function syncOnce(
  ports: SyncPorts,
  signal: AbortSignal,
  after: (round: Round) => Promise<void> = async () => {},
): Promise<SyncOutcome> {
  const identity = await ports.store.identity()
  if (!identity) return { kind: 'not-enrolled', progressed: false }
  const round: Round = { ...ports, identity, signal, progressed: false }
  try {
    const refusal = await pushChains(round)
    if (!round.isRevoked && round.nonce !== undefined && ports.teamKeys) await pull(round, round.nonce)
    await after(round)
    if (round.isRevoked) await endRevoked(round)
    if (refusal) throw refusal
    const { progressed, missingKey, more, photosRestMs } = round
    return {
      kind: 'done',
      progressed,
      ...(missingKey !== undefined && { missingKey }),
      ...(more && { more }),
      ...(photosRestMs !== undefined && { photosRestMs }),
    }
  } catch (error) {
    return { ...outcomeOf(error, signal), progressed: round.progressed }
  }
}

/**
 * Push every chain: one that the hub refuses does not keep the others back (SPEC VDT-4), and is told at the end. A hub that
 * asks to wait, or is none, ends the round at once.
 */
async function pushChains(round: Round): Promise<HubRefusal | null> {
  let refusal: HubRefusal | null = null
  for (const chain of await round.store.chains()) {
    try {
      await pushChain(round, chain)
    } catch (error) {
      if (!(error instanceof HubRefusal) || error.next === 'wait') throw error
      refusal ??= error
    }
  }
  return refusal
}

/** What it holds has been sent, or was finally refused: only now is it told to wipe itself (SPEC HEA-5). */
async function endRevoked(round: Round): Promise<never> {
  await round.store.takeRevoked()
  throw new HubRefusal('revoked', 0)
}

/** The word `revoked` alone ends no tablet: anybody on the line can say it. A fresh head must bear it out (SPEC HEA-5). */
async function pull(round: Round, nonce: string): Promise<void> {
  try {
    await pullPages(round, nonce)
  } catch (error) {
    if (!(error instanceof HubRefusal) || error.problem !== 'revoked') throw error
    const chain = (await round.store.chains()).find(({ current }) => current)
    if (chain) await askHead(round, { chain: chain.chain })
    if (!round.isRevoked) throw new NotTheHub()
  }
}

function outcomeOf(error: unknown, signal: AbortSignal): Omit<SyncOutcome, 'progressed'> {
  if (signal.aborted) return { kind: 'aborted' }
  if (error instanceof NotTheHub) return { kind: 'captive-portal' }
  if (error instanceof LineError) return { kind: error.code === 'redirected' ? 'captive-portal' : 'no-line' }
  if (error instanceof HubRefusal) {
    if (error.next === 'wait') return { kind: 'hub-busy', problem: error.problem, retryAfter: error.retryAfterMs }
    if (error.problem === 'revoked') return { kind: 'revoked', problem: error.problem }
    return { kind: 'refused', problem: error.problem }
  }
  throw error
}
