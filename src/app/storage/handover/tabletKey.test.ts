import { afterEach, beforeEach, expect, it } from 'vitest'
import { sampleBundle } from '../../../../tests/tablet/sampleBundle.ts'
import { SampleTablet } from '../../../../tests/tablet/tabletKit.ts'
import { webCrypto } from '../../../crypto/web/webCrypto.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import { wipeRevoked } from '../device/wipeRevoked.ts'
import { openDeviceVault } from '../vault/Vault.ts'
import { DraftHands } from './DraftHands.ts'
import { newIdentity, recipientOf, sealBundle } from './draftBundle.ts'
import { ownIdentities } from './tabletKey.ts'

let tablet: SampleTablet
let tab: Awaited<ReturnType<SampleTablet['openTab']>>
const handsOf = (of: typeof tab) => new DraftHands({ ...of, crypto: webCrypto, clock: tablet.clock })
const own = () => ownIdentities(tab.db, tab.keyring, tablet.clock.now())
beforeEach(async () => {
  tablet = await SampleTablet.approved()
  tab = await tablet.openTab()
})
afterEach(() => tablet.end())

it('what was sealed to a tablet opens with a volunteer’s PIN alone, and no more once it was wiped (SPEC STO-1, HEA-5)', async () => {
  const [identity = ''] = await own()
  const file = await sealBundle(await recipientOf(identity), sampleBundle())
  const locked = await tablet.openTab({ unlocked: false })
  await expect(handsOf(locked).take(file)).rejects.toMatchObject({ code: 'locked' })
  await expect(handsOf(locked).ownKey()).rejects.toMatchObject({ code: 'locked' })
  const [device, box] = [await readMeta(locked.db, 'device'), await readMeta(locked.db, 'ageKey')]
  if (!device || !box) throw new Error('no key')
  for (const version of [1, 2]) {
    const place = { table: 'meta', id: 'ageKey', version } as const
    await expect(openDeviceVault(device.ownKey).open(place, box)).rejects.toMatchObject({ data: { reason: 'damaged' } })
  }
  await writeMeta(locked.db, 'device', { ...device, status: 'revoked' })
  await wipeRevoked(locked.db)
  expect(await readMeta(locked.db, 'ageKey')).toBeUndefined()
  expect(await own()).not.toContain(identity)
})

it('a key that was kept under the tablet’s own key gives way to a new one (SPEC STO-1)', async () => {
  const device = await readMeta(tab.db, 'device')
  if (!device) throw new Error('no device')
  const old = await newIdentity()
  const place = { table: 'meta', id: 'ageKey', version: 1 } as const
  await writeMeta(tab.db, 'ageKey', await openDeviceVault(device.ownKey).seal(place, old))
  const fresh = await own()
  expect(fresh).toHaveLength(1)
  expect(fresh).not.toContain(old)
  expect(await own()).toEqual(fresh)
})

it('each evening has a key of its own, and the one before still opens what was on its way (decision 026)', async () => {
  const [first = ''] = await own()
  const file = await sealBundle(await recipientOf(first), sampleBundle())
  tablet.clock.pass(13 * 3_600_000)
  const both = await own()
  expect([both.length, both[0]]).toEqual([2, first])
  expect(await handsOf(tab).take(file)).toMatchObject({ kind: 'ok' })
  tablet.clock.pass(13 * 3_600_000)
  expect(await own()).toEqual([both[1], expect.stringMatching(/^AGE-SECRET-KEY-/)])
  expect(await handsOf(tab).take(file)).toEqual({ kind: 'not-for-us' })
})
