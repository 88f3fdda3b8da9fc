import { TabletDevice } from '../storage/device/TabletDevice.ts'
import { TabletLock } from '../storage/lock/TabletLock.ts'
import { flushSaves } from '../storage/openSaves.ts'
import type { TabletPorts } from '../storage/ports.ts'
import { Keyring } from '../storage/seal/Keyring.ts'
import { latePorts } from './latePorts.ts'
import type { TabletOutside } from './TabletOutside.ts'

/**
 * Puts the machine below the screens together: what the first screens need here, the rest (drafts, sealing, sending) as a
 * chunk of its own. Resolves when the tablet has read what it is, so that the first screen is the right one.
 */
export async function makeTablet(outside: TabletOutside): Promise<TabletPorts> {
  const { db, clock, appVersion } = outside
  const keyring = new Keyring()
  const device = new TabletDevice({ ...outside, clock: outside.syncClock })
  outside.ending.addEventListener('abort', () => device.stop())
  const lock = new TabletLock({ ...outside, keyring })
  // a newer tab has taken the database over: what is on this screen can no longer be saved (security-sync §2)
  db.beforeYield(flushSaves)
  db.onYield(() => lock.lock('asked'))
  // without a secure context there are no keys, no locks and no promise to keep anything; the screen says how to mend it
  const isSecure = outside.host.isSecure()
  if (isSecure) await device.start()
  const loadWork = async () => {
    const { makeWork } = await import('./makeWork.ts')
    return makeWork(outside, keyring, device, lock)
  }
  const late = latePorts(loadWork, appVersion, isSecure)
  return { device, lock, ...late, holder: 'volunteer', mayGo: () => true, now: () => clock.now() }
}
