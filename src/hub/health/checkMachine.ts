import { found, type HealthCheck } from './HealthCheck.ts'
import type { HealthPorts } from './HealthPorts.ts'

const gigabyte = 1_000_000_000
const day = 86_400_000
const gb = (bytes: number): number => Math.round(bytes / (gigabyte / 10)) / 10

/** Below these the hub stops taking what tablets send before an officer has found the time to clear up. */
const diskBad = { bytes: gigabyte, share: 0.03 }
const diskWarn = { bytes: 5 * gigabyte, share: 0.1 }
/** A flush that takes so long makes every receipt wait as long; a healthy disk needs some milliseconds. */
const slowFlushMs = 250
const stuckFlushMs = 3_000
/** A file from the future by more than this: the clock was set back, or is wrong now. */
const futureMs = 10 * 60_000
const certificateWarnMs = 14 * day
/** A nightly backup that is older has been missed once; or for a week. */
const backupWarnMs = 36 * 3_600_000
const backupBadMs = 7 * day

async function disk({ machine }: HealthPorts): Promise<HealthCheck> {
  const { free, total } = await machine.disk()
  const data = { free: gb(free), total: gb(total) }
  const isBelow = ({ bytes, share }: typeof diskBad) => free < bytes || free < total * share
  const state = isBelow(diskBad) ? 'bad' : isBelow(diskWarn) ? 'warn' : 'ok'
  return found('disk', state, state === 'ok' ? 'enough' : 'little', data)
}

async function fsync({ machine }: HealthPorts): Promise<HealthCheck> {
  const ms = Math.round(await machine.fsync())
  if (ms < slowFlushMs) return found('fsync', 'ok', 'quick', { ms })
  return found('fsync', ms < stuckFlushMs ? 'warn' : 'bad', 'slow', { ms })
}

async function clock(ports: HealthPorts): Promise<HealthCheck> {
  const newest = await ports.machine.newestFile()
  const ahead = newest === null ? 0 : newest - ports.now()
  if (ahead <= futureMs) return found('clock', 'ok', 'right')
  return found('clock', 'bad', 'future', { hours: Math.ceil(ahead / 3_600_000) })
}

function certificate({ certificateEnd, isOnNetwork, now }: HealthPorts): HealthCheck {
  const end = certificateEnd()
  if (end === null) return found('certificate', isOnNetwork ? 'warn' : 'ok', isOnNetwork ? 'plain' : 'local')
  const days = Math.floor((end - now()) / day)
  if (end <= now()) return found('certificate', 'bad', 'over', { days: -days })
  return found('certificate', end - now() < certificateWarnMs ? 'warn' : 'ok', 'valid', { days })
}

function backup({ backup: read, now }: HealthPorts): HealthCheck {
  const state = read()
  if (state === null) return found('backup', 'warn', 'unset')
  if (!state.hasSheet) return found('backup', 'bad', 'sheet')
  // told by day, not found out by the backup that was not made by night
  if (!state.writable) return found('backup', 'bad', 'blocked')
  if (state.lastAt === null) return found('backup', 'bad', 'never')
  const hours = Math.max(0, Math.floor((now() - state.lastAt) / 3_600_000))
  const age = now() - state.lastAt
  const level = age > backupBadMs ? 'bad' : age > backupWarnMs || state.failedAt !== null ? 'warn' : 'ok'
  return found('backup', level, level === 'ok' ? 'fresh' : state.failedAt === null ? 'old' : 'failed', { hours })
}

/** A check that cannot be made is itself a finding; no path or message of the system is shown. */
async function orFailed(
  name: HealthCheck['name'],
  check: () => HealthCheck | Promise<HealthCheck>,
): Promise<HealthCheck> {
  try {
    return await check()
  } catch {
    return found(name, 'bad', name === 'backup' ? 'failedCheck' : 'failed')
  }
}

/** Disk, flush, clock, certificate and backup: what is the same for every commune of this hub. */
export const checkMachine = (ports: HealthPorts): Promise<HealthCheck[]> =>
  Promise.all([
    orFailed('disk', () => disk(ports)),
    orFailed('fsync', () => fsync(ports)),
    orFailed('clock', () => clock(ports)),
    orFailed('certificate', () => certificate(ports)),
    orFailed('backup', () => backup(ports)),
  ])
