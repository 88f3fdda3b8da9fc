import { hex, uuidText } from '../../crypto/bytes.ts'
import { type Bytes, CryptoError, type ItemKeys } from '../../crypto/CryptoPort.ts'
import type { ItemReason } from '../../protocol/problems.ts'
import { openSession, parseSessionHeader } from '../../protocol/sessionHeader.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ApplyPorts } from './ApplyPorts.ts'
import { type SessionActor, sessionActor } from './sessionActor.ts'

/** A session that apply may open items with: whose it is, and its keys. */
export interface OpenedSession {
  actor: SessionActor
  /** the tablet that its header names; another one may have announced a copy */
  device: string
  headerHash: Bytes
  /** tablet's clock at the session's start, ms */
  wall: number
  keys: ItemKeys
}

const keptSessions = 500

/**
 * Opens sealing sessions once and keeps the last few hundred: many items share one HPKE context. A refusal is not kept,
 * because a key or a volunteer may be added later.
 */
export class SessionOpener {
  private readonly opened = new Map<string, OpenedSession>()

  constructor(private readonly ports: ApplyPorts) {}

  /** The session that this device announced, or the reason why its items are held or rejected (SPEC SES-4, SES-5). */
  async open(tx: TenantTx, device: string, sid: string): Promise<OpenedSession | ItemReason> {
    const name = `${tx.tenant} ${device} ${sid}`
    const known = this.opened.get(name)
    if (known) return known
    const opened = await this.openAnew(tx, device, sid)
    if (typeof opened === 'string') return opened
    if (this.opened.size >= keptSessions) this.opened.clear()
    this.opened.set(name, opened)
    return opened
  }

  private async openAnew(tx: TenantTx, device: string, sid: string): Promise<OpenedSession | ItemReason> {
    const { crypto, openers } = this.ports
    const row = await tx.sessionHeader(device, sid)
    const header = row ? parseSessionHeader(row.bytes) : null
    if (!row || !header) return 'unknown-session'
    if (uuidText(header.tenant) !== tx.tenant || hex(header.sid) !== sid) return 'bad-actor'
    const actor = await sessionActor(crypto, tx, header)
    if (!actor) return 'bad-actor'
    const opener = openers.get(row.kid)
    if (!opener) return 'unknown-key'
    try {
      const keys = await openSession(crypto, opener, header)
      if (!keys) return 'bad-commitment'
      const headerHash = await crypto.sha256(header.bytes)
      return { actor, device: uuidText(header.device), headerHash, wall: header.wall, keys }
    } catch (error) {
      if (error instanceof CryptoError) return 'bad-commitment'
      throw error
    }
  }
}
