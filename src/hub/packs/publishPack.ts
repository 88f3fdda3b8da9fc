import { hex } from '../../crypto/bytes.ts'
import type { CryptoPort } from '../../crypto/CryptoPort.ts'
import { loadGuides } from '../../domain/guidesPack.ts'
import { type PackReason, type PackStatement, packStatement } from '../../protocol/pack.ts'
import { readPack } from '../../protocol/packContent.ts'
import { type ReceiptSigner, signStatement } from '../../protocol/statements.ts'
import type { HubStore, TenantTx } from '../store/HubStore.ts'
import type { PackRow } from '../store/rows.ts'

export interface PackPorts {
  store: HubStore
  crypto: CryptoPort
  /** signs as a receipt is signed: tablets believe this key by its certificate (SPEC PCK-2) */
  receipts: ReceiptSigner
  now(): number
}

/** A pack that is not published; `reason` is the code a tablet would refuse it with, or that none is there. */
export class PackRefused extends Error {
  constructor(
    readonly reason: PackReason | 'pack-unknown',
    readonly data: Record<string, string | number> = {},
  ) {
    super(reason)
    this.name = 'PackRefused'
  }
}

export interface Published {
  id: string
  kind: string
  version: number
  sha256: string
  size: number
}

/** The hub's own row of a pack. */
export const packOf = async (tx: TenantTx, id: string): Promise<PackRow | undefined> =>
  (await tx.packs()).find((row) => row.id === id)

/** A guide under the version that ships with the app would never be seen (SPEC PCK-6). */
const shippedVersion = (id: string): number => loadGuides().find((guide) => guide.id === id)?.version ?? 0

/** Sign a statement, put it in its place and write it into the audit, all in the transaction of `tx`. */
export async function putPack(ports: PackPorts, tx: TenantTx, by: string, statement: PackStatement): Promise<void> {
  const { id, kind, version, sha256 } = statement
  const jws = await signStatement(ports.receipts, packStatement, statement)
  await tx.putPack({ id, kind, version, jws, seq: await tx.nextSeq() })
  const action = statement.withdrawn ? 'withdraw-pack' : 'publish-pack'
  await tx.audit({ at: ports.now(), actor: by, action, subject: `pack:${id}`, detail: { version, sha256 } })
}

/**
 * Publish a pack to the commune's tablets: read as a tablet would read it, signed, and told at their next pull (SPEC PCK-2,
 * PCK-3). Throws `PackRefused`.
 */
export async function publishPack(ports: PackPorts, tenant: string, by: string, body: Uint8Array): Promise<Published> {
  const read = readPack(body)
  if (!read.ok) throw new PackRefused(read.reason)
  const { kind, id, version } = read.content
  const sha256 = hex(await ports.crypto.sha256(body))
  const published = { id, kind, version, sha256, size: body.length }
  await ports.store.inTenant(tenant, async (tx) => {
    const before = Math.max((await packOf(tx, id))?.version ?? 0, shippedVersion(id))
    if (before >= version) throw new PackRefused('pack-older', { id, version: before })
    await tx.putPackBody({ pack: id, sha256, body })
    await putPack(ports, tx, by, { v: 1, tenant, ...published })
  })
  return published
}

/** Say of a pack that was told that it is withdrawn, in the transaction of `tx`; of which version that is. */
export async function putWithdrawal(
  ports: PackPorts,
  tx: TenantTx,
  by: string,
  before: PackRow,
  version = before.version + 1,
): Promise<Published> {
  const { id, kind } = before
  const sha256 = hex(await ports.crypto.sha256(new Uint8Array(0)))
  const published = { id, kind, version, sha256, size: 0 }
  await tx.dropPackBody(id)
  await putPack(ports, tx, by, { v: 1, tenant: tx.tenant, ...published, withdrawn: true })
  return published
}

/** Take a pack back: a version of its own says so, and what shipped with the app stands again (SPEC PCK-3, PCK-6). */
export async function withdrawPack(ports: PackPorts, tenant: string, by: string, id: string): Promise<Published> {
  return ports.store.inTenant(tenant, async (tx) => {
    const before = await packOf(tx, id)
    if (!before) throw new PackRefused('pack-unknown', { id })
    return putWithdrawal(ports, tx, by, before)
  })
}
