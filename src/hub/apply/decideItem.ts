import { fromHex, uuidBytes } from '../../crypto/bytes.ts'
import { recordTypeByCode, recordTypes } from '../../domain/records.ts'
import { studioItem } from '../../domain/studioItem.ts'
import { openItem } from '../../protocol/item.ts'
import type { Payload } from '../../protocol/payload.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ItemRow } from '../store/rows.ts'
import type { ApplyPorts } from './ApplyPorts.ts'
import { applyPatch } from './applyPatch.ts'
import { type Decision, undecided } from './decision.ts'
import { sealedFor } from './earlierItem.ts'
import { isOwnWork } from './kioskWork.ts'
import { mayPlan } from './mayPlan.ts'
import { type NotNow, resolvePatch } from './resolveBase.ts'
import type { OpenedSession, SessionOpener } from './SessionOpener.ts'
import { takeStudioItem } from './takeStudioItem.ts'

const fromNotNow = (notNow: NotNow): Decision => undecided(notNow.reason, {}, notNow.waitsFor ?? null)

async function open(
  sessions: SessionOpener,
  tx: TenantTx,
  item: ItemRow,
): Promise<{ session: OpenedSession; payload: Payload } | Decision> {
  if (item.withheld !== null || item.ct === null) return undecided(item.withheld ?? 'withheld-refused')
  const session = await sessions.open(tx, item.device, item.sid)
  if (typeof session === 'string') return undecided(session)
  if (session.device !== item.device) return undecided('bad-actor')
  // when it was sealed only the tablet's clock could say, and that decides nothing (SPEC SES-6, MRG-1)
  const { kind, id } = session.actor
  const isOfTeam = kind === 'kiosk' || (await tx.volunteer(id))?.status === 'active'
  if (!isOfTeam && !(await tx.isAdmitted(item.chain, item.n))) return undecided('actor-left')
  const [tenant, chain] = [uuidBytes(tx.tenant), fromHex(sealedFor(item))]
  if (!tenant || !chain) return undecided('malformed')
  const place = { ...item, tenant, chain, headerHash: session.headerHash }
  const payload = await openItem(session.keys, place, item.ct)
  return typeof payload === 'string' ? undecided(payload) : { session, payload }
}

/**
 * Open one stored item and decide what becomes of it (SPEC VDT-1…5, MRG-1…5). Writes the record, its changes and
 * conflicts into the transaction; the caller writes the verdict.
 */
export async function decideItem(
  ports: ApplyPorts,
  sessions: SessionOpener,
  tx: TenantTx,
  item: ItemRow,
): Promise<Decision> {
  // it went another way than the hub's chain: whose it is, only a person can say (SPEC CHN-8)
  if (item.origin !== null && !(await tx.isAdmitted(item.chain, item.n))) return undecided('forked')
  const type = item.type === studioItem.code ? studioItem : recordTypeByCode(item.type)
  if (!type) return undecided('unknown-type', { type: item.type })
  if (item.schema > type.schema) return undecided('newer-schema', { schema: item.schema })
  const opened = await open(sessions, tx, item)
  if ('state' in opened) return opened
  if (!('groups' in type)) return takeStudioItem(tx, opened.session, opened.payload, ports.now())
  if (opened.session.actor.kind === 'kiosk' && (type.kept || !(await isOwnWork(tx, item, opened.payload)))) {
    return undecided('not-allowed-now')
  }
  const patch = await resolvePatch(tx, item, opened.payload)
  if ('state' in patch) return fromNotNow(patch)
  const isRound = type.name === recordTypes.round.name
  if (isRound && !(await mayPlan(ports, tx, item, opened.payload, patch.record))) return undecided('not-allowed-now')
  return applyPatch(ports, tx, { item, type, ...opened, patch })
}
