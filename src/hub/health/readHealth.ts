import { checkCommunes } from './checkCommunes.ts'
import { checkMachine } from './checkMachine.ts'
import { type HealthCheck, healthNames } from './HealthCheck.ts'
import type { HealthPorts } from './HealthPorts.ts'

/**
 * How the hub is, as one list in the same order each time; the same for the command and the desk's page.
 * @param tenant for an officer: the queue, what is held and the tablets of this commune only
 */
export async function readHealth(ports: HealthPorts, tenant?: string): Promise<readonly HealthCheck[]> {
  const checks = [...(await checkMachine(ports)), ...(await checkCommunes(ports, tenant))]
  return checks.sort((a, b) => healthNames.indexOf(a.name) - healthNames.indexOf(b.name))
}
