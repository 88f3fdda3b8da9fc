import { parseShortCode } from '../../../domain/shortCode.ts'
import { claimSigns } from '../../../protocol/claim.ts'
import { readSpokenCode } from '../../../protocol/spokenCode.ts'
import { HubRefusal, NotTheHub } from '../../../sync/askHub.ts'
import { claimDraft } from '../../../sync/claimDraft.ts'
import { LineError, type SyncPorts } from '../../../sync/ports.ts'
import type { ClaimResult, Slip } from '../ports.ts'

/** Claim what a slip says, as a person typed it; a sign that was misread is noticed here and costs no try. */
export async function claimSlip(ports: SyncPorts, typed: Slip, signal: AbortSignal): Promise<ClaimResult> {
  const code = parseShortCode(typed.code)
  const secret = readSpokenCode(typed.secret, claimSigns)
  if (!code.ok) return { kind: 'misread', what: 'code' }
  if (secret === null) return { kind: 'misread', what: 'secret' }
  try {
    return { kind: 'ok', recordId: await claimDraft(ports, { code: code.code, secret }, signal) }
  } catch (error) {
    if (error instanceof LineError || error instanceof NotTheHub) return { kind: 'no-line' }
    if (!(error instanceof HubRefusal)) throw error
    if (error.problem === 'claim-expired') return { kind: 'expired' }
    if (error.problem === 'not-found') return { kind: 'unknown' }
    return error.next === 'wait' ? { kind: 'busy' } : { kind: 'refused' }
  }
}
