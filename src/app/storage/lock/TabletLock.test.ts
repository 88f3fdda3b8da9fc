import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { quickStretch, rightPin, SampleTablet, sampleIds } from '../../../../tests/tablet/tabletKit.ts'
import { webCrypto } from '../../../crypto/web/webCrypto.ts'
import { ByteReader } from '../../../protocol/ByteReader.ts'
import { openPinBundle, type Stretch } from '../../../protocol/pinBundle.ts'
import { Changes } from '../db/Changes.ts'
import { Keyring } from '../seal/Keyring.ts'
import { TabletLock } from './TabletLock.ts'

const id = sampleIds.volunteer

describe('TabletLock', () => {
  let tablet: SampleTablet
  beforeEach(async () => {
    tablet = await SampleTablet.approved()
  })

  const openLock = (stretch: Stretch = quickStretch, changes = new Changes(null)) => {
    const keyring = new Keyring()
    const db = tablet.openDb()
    const { clock, locks } = tablet
    return { db, keyring, lock: new TabletLock({ db, crypto: webCrypto, clock, locks, keyring, stretch, changes }) }
  }

  const wrongTimes = async (lock: TabletLock, times: number) => {
    for (let i = 0; i < times; i++) {
      tablet.clock.pass(900_000)
      await lock.unlock(id, '000000')
    }
  }

  it('opens with the right PIN, offline, and begins a session that the hub accepts', async () => {
    const { lock, keyring } = openLock()
    expect(await lock.volunteers()).toEqual([{ id, name: 'Điểu Thị Mẫu' }])
    expect(lock.state.value).toEqual({ kind: 'locked', reason: 'start' })
    expect(await lock.unlock(id, rightPin)).toEqual({ kind: 'ok' })
    expect(lock.state.value).toEqual({ kind: 'open', volunteer: { id, name: 'Điểu Thị Mẫu' } })
    expect(keyring.require().teamKeys.get(1)).toEqual(tablet.teamKey)
    expect(keyring.require().session.header).toHaveLength(240)
  })

  it('replaces the delivered bundle by one that needs the lease and its own cost (KEY-4)', async () => {
    const slow: Stretch = async (pin, salt, cost) => {
      tablet.clock.pass(150)
      return quickStretch(pin, salt, cost)
    }
    const { lock, db } = openLock(slow)
    await lock.unlock(id, rightPin)
    const row = await db.volunteers.get(id)
    expect(row?.kept).toBe(true)
    const bundle = row?.bundle ?? new Uint8Array(0)
    const reader = new ByteReader(bundle)
    reader.u8()
    expect(reader.varint()).toBeGreaterThan(60_000)
    expect(await openPinBundle(webCrypto, quickStretch, rightPin, null, bundle)).toBeNull()
    expect(await openPinBundle(webCrypto, quickStretch, rightPin, tablet.lease, bundle)).not.toBeNull()
    lock.lock('asked')
    expect(await lock.unlock(id, rightPin)).toEqual({ kind: 'ok' })
  })

  it('turned to a resident: only the lock and a PIN lead back, and no other tab stays open', async () => {
    const name = crypto.randomUUID()
    const tabs = [new Changes(new BroadcastChannel(name)), new Changes(new BroadcastChannel(name))] as const
    const [here, there] = [openLock(quickStretch, tabs[0]), openLock(quickStretch, tabs[1])]
    here.lock.turn()
    expect(here.lock.state.value).toEqual({ kind: 'locked', reason: 'start' })
    await here.lock.unlock(id, rightPin)
    await there.lock.unlock(id, rightPin)
    here.lock.turn()
    expect(here.lock.state.value).toMatchObject({ kind: 'open', turned: true })
    expect(here.keyring.current).not.toBeNull()
    await vi.waitFor(() => expect(there.lock.state.value).toEqual({ kind: 'locked', reason: 'asked' }))
    expect(there.keyring.current).toBeNull()
    here.lock.lock('asked')
    expect(await here.lock.unlock(id, '000000')).toEqual({ kind: 'wrong', triesLeft: 9 })
    expect(here.lock.state.value).toEqual({ kind: 'locked', reason: 'asked' })
    await here.lock.unlock(id, rightPin)
    expect(here.lock.state.value).toEqual({ kind: 'open', volunteer: { id, name: 'Điểu Thị Mẫu' } })
    for (const tab of tabs) tab.close()
  })

  describe('where the part for forgotten PINs cannot be loaded', () => {
    beforeEach(() => {
      vi.doMock('./Recovery.ts', () => {
        throw new TypeError('Failed to fetch dynamically imported module')
      })
    })
    afterEach(() => {
      vi.doUnmock('./Recovery.ts')
      vi.resetModules()
    })

    it('opens all the same, and tries again when it is asked for', async () => {
      const { lock, db } = openLock()
      await db.volunteers.update(id, { recovery: { points: [], box: null, used: -1, tries: 0 } })
      expect(await lock.unlock(id, rightPin)).toEqual({ kind: 'ok' })
      lock.lock('asked')
      await expect(lock.challenge(id)).rejects.toThrow()
      vi.doUnmock('./Recovery.ts')
      vi.resetModules()
      expect(await lock.challenge(id)).toBeNull()
      expect(await lock.unlock(id, rightPin)).toEqual({ kind: 'ok' })
    })
  })

  it('forgets all keys when it locks, and overwrites the team key', async () => {
    const { lock, keyring } = openLock()
    await lock.unlock(id, rightPin)
    const raw = keyring.require().teamKeys.get(1)
    lock.lock('idle')
    expect(lock.state.value).toEqual({ kind: 'locked', reason: 'idle' })
    expect(keyring.current).toBeNull()
    expect(raw).toEqual(new Uint8Array(32))
  })

  it('counts down wrong PINs, waits from the fifth, locks at the tenth (fault 38)', async () => {
    const { lock } = openLock()
    for (const triesLeft of [9, 8, 7, 6]) {
      expect(await lock.unlock(id, '000000')).toEqual({ kind: 'wrong', triesLeft })
    }
    expect(await lock.unlock(id, '000000')).toEqual({ kind: 'wait', seconds: 30 })
    // during the wait even the right PIN is not looked at
    expect(await lock.unlock(id, rightPin)).toEqual({ kind: 'wait', seconds: 30 })
    tablet.clock.pass(29_000)
    expect(await lock.tries(id)).toEqual({ waitSeconds: 1, locked: false })
    await wrongTimes(lock, 4)
    tablet.clock.pass(900_000)
    expect(await lock.unlock(id, '000000')).toEqual({ kind: 'locked' })
    tablet.clock.pass(86_400_000)
    expect(await lock.unlock(id, rightPin)).toEqual({ kind: 'locked' })
    expect(await lock.tries(id)).toEqual({ waitSeconds: 0, locked: true })
  })

  it('begins to count anew after the right PIN', async () => {
    const { lock } = openLock()
    await wrongTimes(lock, 4)
    expect(await lock.unlock(id, rightPin)).toEqual({ kind: 'ok' })
    expect(await lock.unlock(id, '000000')).toEqual({ kind: 'wrong', triesLeft: 9 })
  })

  it('has counted a try before its answer is known: killing the app wins no guess (fault 38)', async () => {
    let reached: (() => void) | null = null
    const begun = new Promise<void>((resolve) => {
      reached = resolve
    })
    const { lock } = openLock(() => {
      reached?.()
      return new Promise(() => undefined)
    })
    void lock.unlock(id, '000000')
    await begun
    const afterKill = tablet.openDb()
    expect((await afterKill.volunteers.get(id))?.tries).toBe(1)
  })

  it('does not count a try that the machine could not make', async () => {
    const { lock, db } = openLock(() => Promise.reject(new Error('no memory')))
    await expect(lock.unlock(id, rightPin)).rejects.toMatchObject({ code: 'failed' })
    expect((await db.volunteers.get(id))?.tries).toBe(0)
  })

  it('waits by no clock that a person can set, and not while the app is closed', async () => {
    const { lock } = openLock()
    await wrongTimes(lock, 5)
    tablet.clock.wall += 10 * 365 * 86_400_000
    expect(await lock.tries(id)).toEqual({ waitSeconds: 30, locked: false })
    tablet.clock.wall -= 20 * 365 * 86_400_000
    expect(await lock.tries(id)).toEqual({ waitSeconds: 30, locked: false })
    tablet.clock.pass(12_000)
    expect(await lock.tries(id)).toEqual({ waitSeconds: 18, locked: false })
    // the app is killed and opened again: what was waited before counts, the time between does not
    tablet.clock.mono = 1
    tablet.clock.wall += 3_600_000
    const again = openLock().lock
    expect(await again.tries(id)).toEqual({ waitSeconds: 18, locked: false })
    tablet.clock.pass(18_000)
    expect(await again.unlock(id, rightPin)).toEqual({ kind: 'ok' })
  })

  it('takes one PIN at a time, so that parallel guesses in many tabs win nothing', async () => {
    const tabs = Array.from({ length: 12 }, () => openLock().lock)
    const answers = await Promise.all(tabs.map((lock) => lock.unlock(id, '000000')))
    expect(answers.filter(({ kind }) => kind === 'wrong')).toHaveLength(4)
    expect(answers.filter(({ kind }) => kind === 'wait')).toHaveLength(8)
  })

  it('knows no volunteer that the hub did not name', async () => {
    const { lock } = openLock()
    await expect(lock.unlock(sampleIds.team, rightPin)).rejects.toMatchObject({ code: 'missing' })
  })
})
