import { beforeEach, describe, expect, it } from 'vitest'
import { SampleTablet } from '../../../../tests/tablet/tabletKit.ts'
import { localDay } from '../../../domain/localDay.ts'
import type { ToldNumber } from '../../../protocol/queue.ts'
import { writeMeta } from '../db/meta.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { KioskQueue } from './KioskQueue.ts'

const day = 86_400_000

describe('a kiosk’s numbers', () => {
  let tablet: SampleTablet
  let hasLine: boolean
  let told: ToldNumber[]
  beforeEach(async () => {
    tablet = await SampleTablet.approved({ kiosk: true })
    hasLine = true
    told = []
  })

  const open = (db: TabletDb = tablet.openDb(), offset = 0) => {
    const { clock } = tablet
    const tell = async (numbers: readonly ToldNumber[]) => {
      if (!hasLine) return null
      told.push(...numbers)
      return 'B'
    }
    return new KioskQueue({ db, clock, hubNow: () => clock.now() + offset, tell })
  }

  it('are none before the hub told its letter, and need no line afterwards (SPEC KSK-8)', async () => {
    hasLine = false
    const queue = open()
    expect(await queue.take()).toBeNull()
    hasLine = true
    await queue.tell()
    hasLine = false
    expect([await queue.take(), await queue.take()]).toEqual(['B001', 'B002'])
    expect(queue.untold.value).toBe(2)
    tablet.clock.pass(90_000)
    hasLine = true
    await queue.tell()
    expect(told.map(({ count, ago }) => [count, ago])).toEqual([
      [1, 90],
      [2, 90],
    ])
    expect(queue.untold.value).toBe(0)
  })

  it('are never given twice: not after a reload, by two tabs, or when the clock is set back and forth (SPEC KSK-8)', async () => {
    await open().tell()
    const [one, two] = [open(), open()]
    const given = await Promise.all([one.take(), two.take(), one.take()])
    tablet.clock.pass(-day)
    await open().take()
    tablet.clock.pass(day)
    given.push(await open().take())
    expect(given.toSorted()).toEqual(['B001', 'B002', 'B003', 'B004'])
  })

  it('begin anew with the hub’s day, whatever the tablet’s clock says (SPEC KSK-8)', async () => {
    await open().tell()
    expect(await open().take()).toBe('B001')
    expect(await open(undefined, day).take()).toBe('B001')
    await open().tell()
    expect(new Set(told.map((one) => one.day)).size).toBe(2)
  })

  it('end at 9,999 a day: one more would be refused with all that are told beside it, for ever (SPEC KSK-8)', async () => {
    const db = tablet.openDb()
    const { clock } = tablet
    const counts = [{ day: localDay(clock.now()), count: 9998 }]
    await writeMeta(db, 'queue', { letter: 'B', counts, untold: [] })
    expect([await open(db).take(), await open(db).take()]).toEqual(['B9999', null])
    expect(await open(db, day).take()).toBe('B001')
  })

  it('are not given by a team’s tablet', async () => {
    tablet = await SampleTablet.approved()
    const queue = open()
    await queue.tell()
    expect(await queue.take()).toBeNull()
    expect(told).toEqual([])
  })
})
