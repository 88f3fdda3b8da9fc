import { base64url, uuidBytes } from '../../crypto/bytes.ts'
import { CryptoError } from '../../crypto/CryptoPort.ts'
import { pairOfScalar } from '../../crypto/node/nodeCrypto.ts'
import { Problem } from '../../protocol/problems.ts'
import type { ProvisionContent } from '../../protocol/provision.ts'
import { answerOf, type RecoveryPlace, recoveriesAhead, scalarOf } from '../../protocol/recovery.ts'
import type { EnrolPorts } from './EnrolPorts.ts'

export function recoveryPlace(tenant: string, device: string, volunteer: string, counter: number): RecoveryPlace {
  const [tenantBytes, deviceBytes, volunteerBytes] = [uuidBytes(tenant), uuidBytes(device), uuidBytes(volunteer)]
  if (!tenantBytes || !deviceBytes || !volunteerBytes) throw new Problem('not-found')
  return { tenant: tenantBytes, device: deviceBytes, volunteer: volunteerBytes, counter }
}

type Points = NonNullable<ProvisionContent['volunteers'][number]['recovery']>

/** The public points of the recoveries that come after counter `answered` (SPEC KEY-8). */
export async function recoveryPoints(
  ports: Pick<EnrolPorts, 'crypto' | 'recoverySecret'>,
  tenant: string,
  device: string,
  volunteer: string,
  answered: number,
): Promise<Points> {
  const points: Points = []
  for (let counter = answered + 1; counter <= answered + recoveriesAhead; counter++) {
    const place = recoveryPlace(tenant, device, volunteer, counter)
    const answer = await answerOf(ports.crypto, ports.recoverySecret, place)
    try {
      const { publicKey } = pairOfScalar(await scalarOf(ports.crypto, answer, place))
      points.push({ counter, point: base64url(publicKey) })
    } catch (error) {
      // one answer in 2^32 stands for no point: its counter is left out
      if (!(error instanceof CryptoError)) throw error
    }
  }
  return points
}
