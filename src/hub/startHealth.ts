import { isIP } from 'node:net'
import { canWriteInto } from './backup/BackupFolder.ts'
import type { BackupState, HealthPorts } from './health/HealthPorts.ts'
import { Metrics } from './health/Metrics.ts'
import { thisMachine } from './health/thisMachine.ts'
import type { BackupHealth } from './http/BackupHealth.ts'
import { listen } from './http/listen.ts'
import { metricsApp } from './http/metricsApp.ts'
import type { Settings } from './settings.ts'
import { places } from './settings.ts'
import type { HubStore } from './store/HubStore.ts'
import { readTls } from './tls/tlsFolder.ts'

const hourMs = 3_600_000

/** What `/healthz` says of backups, as the checks read it. */
export function backupState(
  { state, ageHours, failure }: BackupHealth,
  now: number,
  writable: boolean,
): BackupState | null {
  if (state === 'off') return null
  return {
    lastAt: ageHours === null ? null : now - ageHours * hourMs,
    failedAt: failure === null ? null : now,
    hasSheet: state !== 'no-sheet',
    writable,
  }
}

/** Is this address of the machine itself, which no other can reach? */
export const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

/** What the checks look at on this hub. */
export const healthOf = (
  settings: Settings,
  store: Pick<HubStore, 'health' | 'tenants' | 'inTenant'>,
  backup: () => BackupHealth,
): HealthPorts => ({
  store,
  machine: thisMachine(settings.dataDir),
  certificateEnd: () => readTls(places(settings.dataDir).tls)?.validTo ?? null,
  isOnNetwork: !isLoopback(settings.host),
  backup: () => backupState(backup(), Date.now(), settings.backupDir !== null && canWriteInto(settings.backupDir)),
  now: Date.now,
})

/** `/metrics` on its own port, when one is set; the figures are counted either way. */
export async function startMetrics(
  settings: Settings,
  health: HealthPorts,
): Promise<{ metrics: Metrics; stop(ms: number): Promise<void> }> {
  const metrics = new Metrics(health)
  if (settings.metrics === null) return { metrics, stop: async () => undefined }
  const { host, port, token } = settings.metrics
  const server = await listen(metricsApp(metrics, token), host, port, { tls: null })
  return { metrics, stop: (ms) => server.close(ms) }
}
