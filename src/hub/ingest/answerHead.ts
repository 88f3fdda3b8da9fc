import { fromHex, hex, uuidBytes } from '../../crypto/bytes.ts'
import type { HeadAnswer, HeadRequest } from '../../protocol/api.ts'
import { genesis, ownDigest } from '../../protocol/chain.ts'
import { limits, wireVersions } from '../../protocol/limits.ts'
import { Problem } from '../../protocol/problems.ts'
import { headStatement, signStatement } from '../../protocol/statements.ts'
import { commonWire } from '../../protocol/versions.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ChainRow } from '../store/rows.ts'
import type { IngestPorts } from './IngestPorts.ts'
import { issueReceipt } from './issueReceipt.ts'
import { makeNonce } from './nonce.ts'

/** The last of these places that the hub's chain has with the same hash, or the place before all (SPEC HEA-6). */
async function lastShared(tx: TenantTx, head: ChainRow, own: NonNullable<HeadRequest['own']>): Promise<ChainRow> {
  for (const [n, h] of [...own].reverse()) {
    const item = n <= head.n ? await tx.item(head.chain, n) : null
    if (item && hex(item.hash) === h) return { ...head, n, hash: item.hash }
  }
  return { ...head, n: 0 }
}

/**
 * Where the hub stands with a chain, signed and fresh, with its receipt and a nonce for a pull (SPEC HEA-1…3). A revoked
 * tablet is answered too, and told so: it may still push into quarantine (SPEC HEA-5, PULL-5). Anybody may ask who knows a tablet's id, so it
 * does not count as seen by that.
 */
export async function answerHead(ports: IngestPorts, request: HeadRequest): Promise<HeadAnswer> {
  const wire = commonWire(request.wire, wireVersions)
  const [tenant, device, chain] = [uuidBytes(request.tenant), uuidBytes(request.device), fromHex(request.chain)]
  if (!tenant || !device || !chain) throw new Problem('malformed')
  const epoch = await ports.store.epoch()
  const { head, receipt, isRevoked, common, wanted } = await ports.store.inTenant(request.tenant, async (tx) => {
    const row = await tx.device(request.device)
    if (!row || row.status === 'refused') throw new Problem('not-found')
    if (row.status === 'pending') throw new Problem('not-approved')
    const known = await tx.lockChain(request.chain)
    if (known && known.device !== request.device) throw new Problem('not-found')
    const head: ChainRow = known ?? {
      chain: request.chain,
      device: request.device,
      n: 0,
      hash: await genesis(ports.crypto, tenant, device, chain),
    }
    const common = request.own && (await lastShared(tx, head, request.own))
    const receipt = await issueReceipt(ports, tx, common ?? head, epoch)
    const wanted = (await tx.wantedPhotos(request.device, limits.photosAsked)).length
    return { head, receipt, isRevoked: row.status === 'revoked', common, wanted }
  })
  const statement = await signStatement(ports.receipts, headStatement, {
    v: 1,
    tenant: request.tenant,
    device: request.device,
    chain: request.chain,
    epoch,
    n: head.n,
    h: hex(head.hash),
    ask: request.ask,
    nonce: await makeNonce(ports.crypto, ports.nonceSecret, device, ports.now()),
    now: ports.now(),
    ...(isRevoked ? { revoked: true } : {}),
    ...(common && request.own ? { common: common.n, of: await ownDigest(ports.crypto, request.own) } : {}),
    ...(wanted > 0 ? { photos: wanted } : {}),
  })
  return { wire, head: statement, receipt, certificates: [...ports.certificates], also: ['branch', 'evenings'] }
}
