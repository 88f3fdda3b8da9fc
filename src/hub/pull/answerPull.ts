import { deflateRawSync } from 'node:zlib'
import { uuidBytes } from '../../crypto/bytes.ts'
import type { PullRequest } from '../../protocol/api.ts'
import { limits, wireVersions } from '../../protocol/limits.ts'
import { encodePage, laterKinds, type PageScope, type PullEntry, pullMessage, sealPage } from '../../protocol/page.ts'
import { Problem } from '../../protocol/problems.ts'
import { type ReceiptSigner, safeStatement, signStatement } from '../../protocol/statements.ts'
import { commonWire } from '../../protocol/versions.ts'
import { takeEvenings } from '../ingest/takeEvenings.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { DeviceRow, FeedEntry, TeamRow } from '../store/rows.ts'
import { type AskPorts, askingDevice } from './askingDevice.ts'
import { toPullEntry } from './toPullEntry.ts'

export interface PullPorts extends AskPorts {
  /** signs marks of what is safe */
  receipts: ReceiptSigner
}

/** Pages in one answer; the tablet asks again for more, so that one pull never holds a connection for ever. */
const pagesAnAnswer = 64

async function teamOf(tx: TenantTx, id: string): Promise<TeamRow> {
  const team = (await tx.teams()).find((row) => row.id === id)
  if (!team) throw new Problem('not-found')
  return team
}

/** A page never ends inside a sequence number: the cursor would step over the rest of it (SPEC PULL-3). */
async function entriesAfter(tx: TenantTx, device: DeviceRow, cursor: number) {
  // no case of the team's ever comes to a kiosk (SPEC KSK-6): no team's, that is
  const team = device.purpose === 'kiosk' ? '' : device.team
  const entries = await tx.feedSince(device.id, team, cursor, limits.pageEntries + 1)
  const seq = entries[limits.pageEntries - 1]?.seq
  const shown = seq === undefined ? entries : entries.filter((entry) => entry.seq <= seq)
  return { shown, last: shown.at(-1), more: entries.length > limits.pageEntries }
}

/** What this tablet can read of them: one of an earlier version learns of later kinds when it has been updated (SPEC PULL-7). */
function readable({ also = [] }: PullRequest, shown: readonly FeedEntry[]): PullEntry[] {
  const isLater = (kind: PullEntry['k']) => laterKinds.some((later) => later === kind)
  return shown.map(toPullEntry).filter(({ k }) => !isLater(k) || also.includes(k))
}

/** A kiosk has no volunteer's key at hand: its pages are sealed under its lease, as key 0 (SPEC KSK-6). */
function pageKeyFor(device: DeviceRow, team: TeamRow): Pick<TeamRow, 'keyId' | 'key'> {
  if (device.purpose === 'team') return team
  if (!device.lease) throw new Problem('not-approved')
  return { keyId: 0, key: device.lease }
}

/** Each mark with the hub's word for it, under the epoch in which it is told (SPEC PULL-7). */
async function withSignedMarks(
  ports: PullPorts,
  { tenant, device }: PullRequest,
  entries: readonly PullEntry[],
): Promise<PullEntry[]> {
  if (!entries.some(({ k }) => k === 'safe')) return [...entries]
  const epoch = await ports.store.epoch()
  return Promise.all(
    entries.map(async (entry) => {
      if (entry.k !== 'safe') return entry
      const { chain, n, at } = entry
      const mark = { v: 1 as const, tenant, device, chain, epoch, n, at }
      return { ...entry, jws: await signStatement(ports.receipts, safeStatement, mark) }
    }),
  )
}

/** One page after a cursor, its read written into the audit in the same transaction (SPEC AUD-1); null when there is none. */
async function onePage(ports: PullPorts, request: PullRequest, device: DeviceRow, cursor: number) {
  const { shown, last, more, team } = await ports.store.inTenant(request.tenant, async (tx) => {
    const team = await teamOf(tx, device.team)
    const { shown, last, more } = await entriesAfter(tx, device, cursor)
    const records = shown.filter((entry) => entry.kind === 'record').length
    if (last && records > 0) {
      await tx.audit({
        at: ports.now(),
        actor: `device:${device.id}`,
        action: 'pull',
        subject: `team:${device.team}`,
        detail: { from: cursor, to: last.seq, records },
      })
    }
    return { shown, last, more, team }
  })
  const [tenant, teamId, deviceId] = [uuidBytes(request.tenant), uuidBytes(team.id), uuidBytes(device.id)]
  if (!last || !tenant || !teamId || !deviceId) return null
  const scope: PageScope = { tenant, team: teamId, device: deviceId }
  const { keyId, key } = pageKeyFor(device, team)
  const range = { keyId, from: cursor, to: last.seq, more }
  const entries = await withSignedMarks(ports, request, readable(request, shown))
  const page = await sealPage(ports.crypto, key, scope, range, entries, (bytes) => deflateRawSync(bytes, { level: 4 }))
  return { bytes: encodePage(page), range }
}

/**
 * Answer a pull with sealed pages (SPEC PULL-1, PULL-2). Resolves once the request has been accepted; the pages are made
 * as they are read. Throws `Problem` for a request that is refused.
 */
export async function answerPull(ports: PullPorts, request: PullRequest): Promise<AsyncIterable<Uint8Array>> {
  commonWire(request.wire, wireVersions)
  const device = await ports.store.inTenant(request.tenant, async (tx) => {
    const asking = await askingDevice(ports, tx, request, (...ids) =>
      pullMessage(ids[0], ids[1], request.cursor, ids[2]),
    )
    await takeEvenings(ports, tx, asking, request.evenings ?? [])
    return asking
  })
  return pagesFrom(ports, request, device)
}

async function* pagesFrom(ports: PullPorts, request: PullRequest, device: DeviceRow): AsyncGenerator<Uint8Array> {
  let cursor = request.cursor
  for (let count = 0; count < pagesAnAnswer; count++) {
    const page = await onePage(ports, request, device, cursor)
    if (!page) return
    yield page.bytes
    if (!page.range.more) return
    cursor = page.range.to
  }
}
