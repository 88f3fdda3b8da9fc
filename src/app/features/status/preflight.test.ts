import { describe, expect, it } from 'vitest'
import type { SyncStatus } from '../../storage/ports.ts'
import { preflight, type TabletSenses } from './preflight.ts'

const hour = 3_600_000
const now = 1_800_000_000_000
const senses: TabletSenses = { battery: null, camera: 'works', sound: 'heard', packRefused: false }
const status: SyncStatus = {
  ...{
    pending: 0,
    stored: 0,
    applied: 4,
    safe: 4,
    attention: [],
    copied: 'no',
    oldestPendingAt: null,
    diskFull: false,
  },
  ...{ bytesUsed: 10_000_000, bytesCap: 150_000_000, lastContactAt: now - hour, clockOffset: 900, clockDoubt: false },
  ...{ persisted: true, versions: { app: '0', wire: 1, schema: 1, epoch: 1 }, line: 'idle', progress: null },
  photos: {
    ...{ waiting: 0, waitingBytes: 0, stored: 0, safe: 0, refused: 0, budget: 0, spentToday: 0 },
    ...{ line: 'wifi', held: null },
  },
  nextTryAt: null,
}
const toFix = (more: Partial<SyncStatus>, felt: Partial<TabletSenses> = {}) =>
  preflight({ ...status, ...more }, { ...senses, ...felt }, now).filter(({ state }) => state === 'fix')

describe('before an evening without a line', () => {
  it('nothing is left to do when all is sent, fresh, right, roomy, kept, and was tried', () => {
    expect(toFix({})).toEqual([])
    expect(preflight(status, senses, now).map(({ id }) => id)).toEqual([
      ...['queue', 'contact', 'clock', 'space', 'storage', 'packs', 'camera', 'sound'],
    ])
  })

  it('what was not sent, a day without the commune, a wrong clock and lost promises are named', () => {
    expect(toFix({ pending: 3 })).toEqual([{ id: 'queue', state: 'fix', count: 3 }])
    expect(toFix({ lastContactAt: now - 25 * hour })).toMatchObject([{ id: 'contact' }])
    expect(toFix({ clockDoubt: true, clockOffset: -50 * hour })).toEqual([
      { id: 'clock', state: 'fix', offsetMs: -50 * hour },
    ])
    expect(toFix({ persisted: false })).toMatchObject([{ id: 'storage' }])
    expect(toFix({}, { packRefused: true })).toMatchObject([{ id: 'packs' }])
  })

  it('a tablet that has met nobody yet lacks the contact, and its clock is not judged', () => {
    expect(toFix({ lastContactAt: null, clockOffset: null })).toMatchObject([{ id: 'contact', at: null }])
  })

  it('room is counted in evenings, never below none', () => {
    expect(toFix({ bytesUsed: 141_000_000 })).toMatchObject([{ id: 'space', evenings: 1 }])
    expect(toFix({ bytesUsed: 160_000_000 })).toMatchObject([{ evenings: 0 }])
    expect(toFix({ diskFull: true })).toMatchObject([{ id: 'space', evenings: 28, diskFull: true }])
  })

  it('what only a person can tell is asked for, and what they told counts', () => {
    const untried = preflight(status, { ...senses, camera: 'untried', sound: 'untried' }, now)
    expect(untried.filter(({ state }) => state === 'ask').map(({ id }) => id)).toEqual(['camera', 'sound'])
    expect(toFix({}, { camera: 'refused', sound: 'mute' })).toMatchObject([{ problem: 'refused' }, { mute: true }])
    expect(toFix({}, { sound: 'not-heard' })).toMatchObject([{ id: 'sound', mute: false }])
  })

  it('a battery is named where the browser tells of it', () => {
    expect(toFix({}, { battery: { share: 0.59, charging: true } })).toMatchObject([{ id: 'battery', charging: true }])
    expect(toFix({}, { battery: { share: 0.6, charging: false } })).toEqual([])
  })
})
