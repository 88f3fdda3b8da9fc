import { deflateRawSync } from 'node:zlib'
import { fromBase64url, fromHex, uuidBytes } from '../../crypto/bytes.ts'
import type { CryptoPort } from '../../crypto/CryptoPort.ts'
import type { PullRequest } from '../../protocol/api.ts'
import { limits, wireVersions } from '../../protocol/limits.ts'
import { encodePage, laterKinds, type PageScope, type PullEntry, pullMessage, sealPage } from '../../protocol/page.ts'
import { Problem } from '../../protocol/problems.ts'
import { commonWire } from '../../protocol/versions.ts'
import { isNonceOurs } from '../ingest/nonce.ts'
import type { HubStore, TenantTx } from '../store/HubStore.ts'
import type { DeviceRow, FeedEntry, TeamRow } from '../store/rows.ts'
import { toPullEntry } from './toPullEntry.ts'

export interface PullPorts {
  store: HubStore
  crypto: CryptoPort
  nonceSecret: Uint8Array
  now(): number
}

/** Pages in one answer; the tablet asks again for more, so that one pull never holds a connection for ever. */
const pagesAnAnswer = 64
const nonceLifetimeMs = 20 * 60 * 1000

async function pullingDevice(ports: PullPorts, tx: TenantTx, request: PullRequest): Promise<DeviceRow> {
  const [tenant, id, nonce] = [uuidBytes(request.tenant), uuidBytes(request.device), fromHex(request.nonce)]
  const signature = fromBase64url(request.signature)
  if (!tenant || !id || !nonce || !signature) throw new Problem('malformed')
  const device = await tx.device(request.device)
  if (!device || device.status === 'refused') throw new Problem('not-found')
  if (device.status === 'revoked') throw new Problem('revoked')
  if (device.status === 'pending') throw new Problem('not-approved')
  if (!(await isNonceOurs(ports.crypto, ports.nonceSecret, id, request.nonce, ports.now()))) {
    throw new Problem('nonce-unknown')
  }
  const message = pullMessage(tenant, id, request.cursor, nonce)
  if (!(await ports.crypto.verify(device.signKey, message, signature))) throw new Problem('bad-signature')
  if (!(await tx.useNonce(request.nonce, ports.now() + nonceLifetimeMs))) throw new Problem('nonce-used')
  await tx.seeDevice(device.id, ports.now())
  return device
}

async function teamOf(tx: TenantTx, id: string): Promise<TeamRow> {
  const team = (await tx.teams()).find((row) => row.id === id)
  if (!team) throw new Problem('not-found')
  return team
}

/** A page never ends inside a sequence number: the cursor would step over the rest of it (SPEC PULL-3). */
async function entriesAfter(tx: TenantTx, device: DeviceRow, cursor: number) {
  const entries = await tx.feedSince(device.id, device.team, cursor, limits.pageEntries + 1)
  const seq = entries[limits.pageEntries - 1]?.seq
  const shown = seq === undefined ? entries : entries.filter((entry) => entry.seq <= seq)
  return { shown, last: shown.at(-1), more: entries.length > limits.pageEntries }
}

/** What this tablet can read of them: one of an earlier version learns of later kinds when it has been updated (SPEC PULL-7). */
function readable({ also = [] }: PullRequest, shown: readonly FeedEntry[]): PullEntry[] {
  const isLater = (kind: PullEntry['k']) => laterKinds.some((later) => later === kind)
  return shown.map(toPullEntry).filter(({ k }) => !isLater(k) || also.includes(k))
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
  const range = { keyId: team.keyId, from: cursor, to: last.seq, more }
  const page = await sealPage(ports.crypto, team.key, scope, range, readable(request, shown), (bytes) =>
    deflateRawSync(bytes, { level: 4 }),
  )
  return { bytes: encodePage(page), range }
}

/**
 * Answer a pull with sealed pages (SPEC PULL-1, PULL-2). Resolves once the request has been accepted; the pages are made
 * as they are read. Throws `Problem` for a request that is refused.
 */
export async function answerPull(ports: PullPorts, request: PullRequest): Promise<AsyncIterable<Uint8Array>> {
  commonWire(request.wire, wireVersions)
  const device = await ports.store.inTenant(request.tenant, (tx) => pullingDevice(ports, tx, request))
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
