import { beforeEach, describe, expect, it } from 'vitest'
import { type Ballast, DiskRoom } from './DiskRoom.ts'

/** A disk with so much room beside the ballast, counted in ballasts, and the note beside it. */
class FakeDisk implements Ballast {
  looks = 0
  taken = false
  whole = true

  constructor(public spare: number) {}

  async take(): Promise<void> {
    this.looks += 1
    if (this.taken) return
    if (this.spare < 2) throw new DOMException('no room', 'QuotaExceededError')
    this.spare -= 1
    this.taken = true
  }
  async letGo(): Promise<boolean> {
    const had = this.taken
    this.whole = false
    this.taken = false
    if (had) this.spare += 1
    return had
  }
  async isTorn(): Promise<boolean> {
    return !this.whole
  }
  async noteWhole(): Promise<void> {
    this.whole = true
  }
}

describe('DiskRoom (fault 5)', () => {
  let time = 0
  let renewed = 0
  const renew = async () => {
    renewed += 1
  }
  const roomOn = (disk: FakeDisk) => new DiskRoom(disk, () => time)
  beforeEach(() => {
    time = 0
    renewed = 0
  })

  it('lets the ballast go at the first write that fails, and has the log renewed before the next', async () => {
    const disk = new FakeDisk(2)
    const room = roomOn(disk)
    expect(await room.look()).toBe(true)
    disk.spare = 0
    expect(await room.make()).toBe(true)
    expect([room.full.value, room.isTorn, disk.whole]).toEqual([true, true, false])
    await room.mend(renew)
    expect([renewed, room.isTorn, disk.whole]).toEqual([1, false, true])
    await room.mend(renew)
    expect(renewed).toBe(1)
  })

  it('without room to renew the log nothing is written behind its torn end, until there is plenty', async () => {
    const disk = new FakeDisk(1)
    const room = roomOn(disk)
    expect(await room.make()).toBe(false)
    await room.mend(renew)
    expect([renewed, room.isTorn]).toEqual([0, true])
    disk.spare = 5
    time += 6_000
    expect(await room.make()).toBe(true)
    await room.mend(renew)
    expect([renewed, room.isTorn, room.full.value, disk.taken]).toEqual([1, false, false, true])
  })

  it('finds a torn end that an earlier page left', async () => {
    const disk = new FakeDisk(2)
    await disk.letGo()
    await roomOn(disk).mend(renew)
    expect([renewed, disk.whole]).toEqual([1, true])
  })

  it('keeps the note while renewing fails', async () => {
    const disk = new FakeDisk(2)
    const room = roomOn(disk)
    await room.look()
    await room.make()
    await expect(room.mend(() => Promise.reject(new Error('full again')))).rejects.toThrow('full again')
    expect([room.isTorn, disk.whole]).toEqual([true, false])
  })

  it('does not try a disk that is known to be full at every letter', async () => {
    const disk = new FakeDisk(0)
    const room = roomOn(disk)
    for (let letter = 0; letter < 5; letter += 1) expect(await room.make()).toBe(false)
    expect(disk.looks).toBe(1)
  })
})
