import { equalBytes, fromHex } from '../../crypto/bytes.ts'
import { foldVietnamese } from '../../domain/foldVietnamese.ts'
import { parseShortCode, shortCodeOf } from '../../domain/shortCode.ts'
import type { ClaimRequest } from '../../protocol/api.ts'
import { claimMessage } from '../../protocol/claim.ts'
import { wireVersions } from '../../protocol/limits.ts'
import { Problem } from '../../protocol/problems.ts'
import { commonWire } from '../../protocol/versions.ts'
import { withDerived } from '../apply/recordState.ts'
import { type AskPorts, askingDevice } from '../pull/askingDevice.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ClaimRow, DeviceRow, RecordRow } from '../store/rows.ts'

/** Wrong secrets that one draft takes; after them its slip opens nothing any more. */
const mostWrong = 10
/** Drafts of one short code: a code is short enough to be given twice, hardly ever more often. */
const mostOfOneCode = 20

interface Slip {
  record: RecordRow
  claim: ClaimRow
}

/** The drafts that a slip's code may mean. */
async function slipsOf(tx: TenantTx, code: string): Promise<Slip[]> {
  const found = await tx.records({ search: foldVietnamese(code), status: ['draft'], limit: mostOfOneCode })
  const slips: Slip[] = []
  for (const { id } of found.filter((row) => shortCodeOf(row.id) === code)) {
    const record = await tx.lockRecord(id)
    const claim = await tx.claim(id)
    if (record && claim && claim.wrong < mostWrong) slips.push({ record, claim })
  }
  return slips
}

async function make(ports: AskPorts, tx: TenantTx, device: DeviceRow, { record, claim }: Slip): Promise<void> {
  if (!record.unclaimed && record.team !== device.team) throw new Problem('not-found')
  const isRepeat = !record.unclaimed
  if (!isRepeat && claim.until < ports.now()) throw new Problem('claim-expired')
  await tx.audit({
    at: ports.now(),
    actor: `device:${device.id}`,
    action: isRepeat ? 'claim-again' : 'claim',
    subject: `record:${record.id}`,
    detail: { version: record.version },
  })
  // its answer was lost: the draft is this team's already
  if (isRepeat) return
  await tx.putClaim({ ...claim, claimedBy: device.id })
  const seq = await tx.nextSeq()
  await tx.putRecord(withDerived({ ...record, team: device.team, unclaimed: false }, ports.now(), seq))
}

async function countWrong(ports: AskPorts, tx: TenantTx, device: DeviceRow, slips: readonly Slip[]): Promise<void> {
  for (const { record, claim } of slips) {
    const wrong = claim.wrong + 1
    await tx.putClaim({ ...claim, wrong })
    await tx.audit({
      at: ports.now(),
      actor: `device:${device.id}`,
      action: 'claim-wrong',
      subject: `record:${record.id}`,
      detail: { wrong },
    })
  }
}

/**
 * A team's tablet claims the draft of a slip: from then on it is the team's and comes by pull (SPEC KSK-5). Nobody learns
 * whether a code, a secret or both were wrong; a wrong try is counted although it is refused. Throws `Problem`.
 */
export async function answerClaim(ports: AskPorts, request: ClaimRequest): Promise<{ record: string }> {
  commonWire(request.wire, wireVersions)
  const [parsed, proof] = [parseShortCode(request.code), fromHex(request.proof)]
  if (!parsed.ok || !proof) throw new Problem('malformed')
  const claimed = await ports.store.inTenant(request.tenant, async (tx) => {
    const device = await askingDevice(ports, tx, request, (tenant, id, nonce) => claimMessage(tenant, id, proof, nonce))
    // its key is at hand without a PIN: whoever stands at a kiosk would be asking
    if (device.purpose === 'kiosk') throw new Problem('not-allowed')
    const slips = await slipsOf(tx, parsed.code)
    const slip = slips.find(({ claim }) => equalBytes(claim.proof, proof))
    if (slip) await make(ports, tx, device, slip)
    else await countWrong(ports, tx, device, slips)
    return slip?.record.id
  })
  if (claimed === undefined) throw new Problem('not-found')
  return { record: claimed }
}
