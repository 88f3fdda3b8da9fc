import { hex } from '../../crypto/bytes.ts'
import { readPack } from '../../protocol/packContent.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { PackRow } from '../store/rows.ts'
import { type PackPorts, PackRefused, putPack, putWithdrawal } from './publishPack.ts'
import { toldPack } from './toldPack.ts'

/** Who says it, in which transaction, as a hub of which epoch. */
export interface Teller {
  readonly ports: PackPorts
  readonly tx: TenantTx
  readonly by: string
  readonly epoch: number
}

/** A pack of the studio that is made anew for each version. */
interface MadePack {
  readonly id: string
  readonly kind: 'voice' | 'words'
  body(version: number): Promise<Uint8Array> | Uint8Array
}

/**
 * Above the last, and above all that a hub said which a restore brought back older (SPEC PCK-3): an epoch after a restore is the minutes
 * since 1970 (EPO-4), and nobody publishes a pack twice in each minute between two restores.
 */
const nextVersion = (epoch: number, before: PackRow | undefined) =>
  Math.max((before?.version ?? 0) + 1, (epoch - 1) * 2 + 1)

/** Is it told of and not withdrawn? */
export const isTold = (row: PackRow): boolean => toldPack(row)?.withdrawn !== true

/** What tablets have of it now; null where it is withdrawn. */
export async function toldBody(tx: TenantTx, row: PackRow): Promise<Uint8Array | null> {
  const told = toldPack(row)
  return told && !told.withdrawn ? ((await tx.packBody(told.sha256))?.body ?? null) : null
}

/** Tell a pack, unless the same was told last; whether anything is told. Throws `PackRefused`. */
export async function tellPack({ ports, tx, by, epoch }: Teller, pack: MadePack, before?: PackRow): Promise<boolean> {
  const { id, kind } = pack
  const last = before && toldPack(before)
  if (last && !last.withdrawn) {
    const same = await pack.body(last.version)
    if (hex(await ports.crypto.sha256(same)) === last.sha256) return false
  }
  const version = nextVersion(epoch, before)
  const body = await pack.body(version)
  const read = readPack(body)
  if (!read.ok) throw new PackRefused(read.reason, { id })
  const sha256 = hex(await ports.crypto.sha256(body))
  await tx.putPackBody({ pack: id, sha256, body })
  await putPack(ports, tx, by, { v: 1, tenant: tx.tenant, id, kind, version, sha256, size: body.length })
  return true
}

/** Say of a pack that it is withdrawn. */
export async function untellPack({ ports, tx, by, epoch }: Teller, before: PackRow): Promise<void> {
  await putWithdrawal(ports, tx, by, before, nextVersion(epoch, before))
}
