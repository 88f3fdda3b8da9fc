import { placeHash } from '../../protocol/chain.ts'
import { Problem } from '../../protocol/problems.ts'
import { sealedFor } from '../apply/earlierItem.ts'
import { hashKey, itemKey } from '../apply/waitKeys.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ItemRow, VerdictRow } from '../store/rows.ts'
import type { DeskPorts } from './DeskPorts.ts'

/** What only a person can decide (SPEC VDT-8): no upgrade, no other item and no time will. */
export const personsReasons = ['actor-left', 'apply-failed', 'forked', 'waits-too-often'] as const

/** Why a person refuses: the code is the verdict's reason, and reaches the tablet. */
export const refusals = ['refused-not-ours', 'refused-repeated', 'refused-wrong'] as const
export type Refusal = (typeof refusals)[number]

export type HeldDecision = { kind: 'letIn' } | { kind: 'refuse'; why: Refusal }

/** An item's place in its chain. */
export interface ItemPlace {
  chain: string
  n: number
}

/** The item as it waits for a person. Throws `Problem`: `not-found`, or `conflict` when it does not wait for one (any more). */
async function waiting(tx: TenantTx, { chain, n }: ItemPlace): Promise<{ item: ItemRow; known: VerdictRow | null }> {
  const item = await tx.item(chain, n)
  if (!item) throw new Problem('not-found', { n })
  const known = await tx.verdict(chain, n)
  const isOpen = known === null ? item.quarantined : known.state === 'held'
  const isPersons = known === null || personsReasons.some((reason) => reason === known.reason)
  if (!isOpen || !isPersons) throw new Problem('conflict', { n })
  return { item, known }
}

/**
 * An officer lets held or quarantined items in, or refuses them (SPEC VDT-8): all of them or none. Let in, they are decided
 * like any other, whoever sealed them; refused, they are rejected for the reason given. Throws `Problem`.
 */
export function decideHeld(
  ports: DeskPorts,
  tenant: string,
  officer: string,
  places: readonly ItemPlace[],
  decision: HeldDecision,
): Promise<void> {
  const [by, at] = [`officer:${officer}`, ports.now()]
  return ports.store.inTenant(tenant, async (tx) => {
    await tx.lockApply()
    for (const place of places) {
      const { chain, n } = place
      const { item, known } = await waiting(tx, place)
      const subject = `item:${chain}:${n}`
      if (decision.kind === 'letIn') {
        await tx.admit({ chain, n, by, at })
        await tx.audit({ at, actor: by, action: 'let-in', subject, detail: { was: known?.reason ?? 'quarantined' } })
        continue
      }
      const seq = await tx.nextSeq()
      const reason = decision.why
      const refused = {
        state: 'rejected' as const,
        reason,
        data: {},
        waitsFor: null,
        record: null,
        version: null,
        seen: null,
      }
      await tx.putVerdict({ chain, n, device: item.device, ...refused, seq })
      await tx.audit({ at, actor: by, action: 'refuse', subject, detail: { reason } })
      await tx.requeue(itemKey(chain, n))
      await tx.requeue(hashKey(sealedFor(item), n, placeHash(item.hash)))
    }
  })
}
