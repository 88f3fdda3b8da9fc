import { Problem } from '../../protocol/problems.ts'
import { answerOf, challengeOf, challengeSigns, recoveriesAhead } from '../../protocol/recovery.ts'
import { inFours, readSpokenCode } from '../../protocol/spokenCode.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { EnrolPorts } from './EnrolPorts.ts'
import { recoveryPlace } from './recoveryPoints.ts'

/** Whose PIN a challenge is about: the officer checks who calls before reading the answer out. */
export interface ChallengeAnswer {
  /** groups of four signs */
  answer: string
  volunteer: { id: string; name: string }
  device: { id: string; label: string }
}

interface Candidate {
  device: { id: string; label: string }
  volunteer: { id: string; name: string }
  counter: number
}

/** All that a tablet of this commune may ask for now; the last one answered too, for a call that broke off. */
async function candidates(tx: TenantTx): Promise<Candidate[]> {
  const volunteers = (await tx.volunteers()).filter(({ status }) => status === 'active')
  const found: Candidate[] = []
  for (const device of await tx.devices()) {
    if (device.status !== 'approved') continue
    const answered = new Map((await tx.recoveries(device.id)).map((row) => [row.volunteer, row.counter]))
    for (const volunteer of volunteers) {
      if (volunteer.team !== device.team) continue
      const last = answered.get(volunteer.id) ?? -1
      for (let counter = Math.max(0, last); counter <= last + recoveriesAhead; counter++) {
        found.push({ device, volunteer, counter })
      }
    }
  }
  return found
}

/**
 * The answer to a challenge that a tablet shows (SPEC KEY-8): one tablet, one volunteer, once there. Which of them it is
 * comes back with it. Throws `Problem`: `malformed` for a code that was heard wrong, `not-found` for one of no tablet of
 * this commune.
 */
export async function answerChallenge(
  ports: EnrolPorts,
  tenant: string,
  by: string,
  typed: string,
): Promise<ChallengeAnswer> {
  const challenge = readSpokenCode(typed, challengeSigns)
  if (challenge === null) throw new Problem('malformed', { field: 'challenge' })
  return ports.store.inTenant(tenant, async (tx) => {
    const meant: Candidate[] = []
    for (const candidate of await candidates(tx)) {
      const place = recoveryPlace(tenant, candidate.device.id, candidate.volunteer.id, candidate.counter)
      if ((await challengeOf(ports.crypto, place)) === challenge) meant.push(candidate)
    }
    const [one] = meant
    if (!one || meant.length > 1) throw new Problem('not-found', { what: 'challenge' })
    const { device, volunteer, counter } = one
    await tx.putRecovery({ device: device.id, volunteer: volunteer.id, counter })
    await tx.audit({
      at: ports.now(),
      actor: by,
      action: 'answer-challenge',
      subject: `volunteer:${volunteer.id}`,
      detail: { device: device.id, counter },
    })
    const place = recoveryPlace(tenant, device.id, volunteer.id, counter)
    return {
      answer: inFours(await answerOf(ports.crypto, ports.recoverySecret, place)),
      volunteer: { id: volunteer.id, name: volunteer.name },
      device: { id: device.id, label: device.label },
    }
  })
}
