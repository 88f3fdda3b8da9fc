import { hex } from '../../crypto/bytes.ts'
import { receiptStatement, signStatement } from '../../protocol/statements.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ChainRow } from '../store/rows.ts'
import type { IngestPorts } from './IngestPorts.ts'

/**
 * The receipt of a chain up to this place: the one already given, or a new one, stored in this transaction (SPEC RCP-1,
 * RCP-4). Null for the place before all. The caller replies only after the commit (SPEC RCP-2).
 */
export async function issueReceipt(
  ports: IngestPorts,
  tx: TenantTx,
  head: ChainRow,
  epoch: number,
): Promise<string | null> {
  if (head.n === 0) return null
  const given = await tx.lastReceipt(head.chain, head.n)
  if (given && given.upToN === head.n) return given.jws
  const audit = await tx.audit({
    at: ports.now(),
    actor: `device:${head.device}`,
    action: 'append',
    subject: `chain:${head.chain}`,
    detail: { from: (given?.upToN ?? 0) + 1, to: head.n },
  })
  const jws = await signStatement(ports.receipts, receiptStatement, {
    v: 1,
    tenant: tx.tenant,
    device: head.device,
    chain: head.chain,
    epoch,
    n: head.n,
    h: hex(head.hash),
    exceptions: await tx.exceptionsBetween(head.chain, given?.upToN ?? 0, head.n),
    audit,
  })
  await tx.putReceipt({ chain: head.chain, upToN: head.n, jws })
  return jws
}
