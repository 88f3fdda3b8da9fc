import { askHead } from './askHead.ts'
import { NotTheHub } from './askHub.ts'
import type { SyncPorts } from './ports.ts'
import type { Round } from './Round.ts'

/** A fresh nonce of the hub for one signed question, with the round that it was asked in (SPEC HEA-1, PULL-1). */
export async function askNonce(ports: SyncPorts, signal: AbortSignal): Promise<{ round: Round; nonce: string }> {
  const identity = await ports.store.identity()
  const chain = (await ports.store.chains()).find(({ current }) => current)
  if (!identity || !chain) throw new NotTheHub()
  const round: Round = { ...ports, identity, signal, progressed: false }
  return { round, nonce: (await askHead(round, { chain: chain.chain })).head.nonce }
}
