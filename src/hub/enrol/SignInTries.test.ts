import { beforeEach, describe, expect, it } from 'vitest'
import { SignInTries } from './SignInTries.ts'

let now: number
let tries: SignInTries
beforeEach(() => {
  now = 1_000_000
  tries = new SignInTries(() => now)
})
const wrong = (times: number, name: string, network: (i: number) => string) => {
  for (let i = 0; i < times; i++) tries.begin(name, network(i))
}

describe('wrong sign-ins', () => {
  it('make the network that guesses wait, longer each time, a quarter of an hour at most', () => {
    wrong(4, 'c canbo', () => '203.0.113')
    expect(tries.waitFor('c canbo', '203.0.113')).toBe(0)
    const waits = [1, 2, 3, 4, 5, 6, 7].map(() => {
      tries.begin('c canbo', '203.0.113')
      return tries.waitFor('c canbo', '203.0.113') / 1000
    })
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900])
    now += 899_999
    expect(tries.waitFor('c canbo', '203.0.113')).toBe(1)
    now += 1
    expect(tries.waitFor('c canbo', '203.0.113')).toBe(0)
  })

  it('from a stranger keep nobody else out, whatever their number', () => {
    wrong(500, 'c canbo', () => '203.0.113')
    wrong(500, 'c canbo', (i) => `10.0.${i}`)
    expect(tries.waitFor('c canbo', '198.51.100')).toBe(0)
    expect(tries.waitFor('c khac', '203.0.113')).toBe(0)
  })

  it('from many networks slow the answers about that name down, up to five seconds', () => {
    wrong(19, 'c canbo', (i) => `10.0.${i}`)
    expect(tries.delayFor('c canbo')).toBe(0)
    tries.begin('c canbo', '10.0.99')
    expect(tries.delayFor('c canbo')).toBe(250)
    wrong(100, 'c canbo', (i) => `10.1.${i}`)
    expect(tries.delayFor('c canbo')).toBe(5000)
    expect(tries.delayFor('c khac')).toBe(0)
    now += 3_600_000
    expect(tries.delayFor('c canbo')).toBe(0)
  })

  it('are forgotten for the network where the right one came, and only there', () => {
    wrong(9, 'c canbo', () => '203.0.113')
    wrong(9, 'c canbo', () => '198.51.100')
    tries.begin('c canbo', '203.0.113')
    tries.right('c canbo', '203.0.113')
    expect(tries.waitFor('c canbo', '203.0.113')).toBe(0)
    expect(tries.waitFor('c canbo', '198.51.100')).toBeGreaterThan(0)
  })

  it('of one name after another make that network wait with each further name, and nobody who was right there', () => {
    tries.begin('c canbo', '2001:db8:1:2')
    tries.right('c canbo', '2001:db8:1:2')
    let reached = 0
    for (let i = 0; i < 20_000; i++) {
      if (tries.waitFor(`c n${i}`, '2001:db8:1:2') > 0) continue
      tries.begin(`c n${i}`, '2001:db8:1:2')
      reached += 1
    }
    expect(reached).toBe(20)
    expect(tries.waitFor('c moi', '2001:db8:1:2')).toBe(60_000)
    expect(tries.waitFor('c canbo', '2001:db8:1:2')).toBe(0)
    expect(tries.waitFor('c moi', '2001:db8:1:3')).toBe(0)
    // a name that was tried there already waits by its own count, as ever
    expect(tries.waitFor('c n0', '2001:db8:1:2')).toBe(0)
    now += 60_000
    expect(tries.waitFor('c moi', '2001:db8:1:2')).toBe(0)
  })

  it('that nobody looked at are no tries', () => {
    for (let i = 0; i < 50; i++) {
      tries.begin(`c n${i}`, '203.0.113')
      tries.undo(`c n${i}`, '203.0.113')
      tries.begin('c canbo', '203.0.113')
      tries.undo('c canbo', '203.0.113')
    }
    expect(tries.waitFor('c canbo', '203.0.113')).toBe(0)
    expect(tries.waitFor('c moi', '203.0.113')).toBe(0)
    expect(tries.delayFor('c canbo')).toBe(0)
  })

  it('keep a bounded number of counts, the newest', () => {
    wrong(9, 'c canbo', () => '203.0.113')
    wrong(20_000, 'c khac', (i) => `10.${i}`)
    expect(tries.waitFor('c canbo', '203.0.113')).toBe(0)
    wrong(5, 'c canbo', () => '203.0.113')
    expect(tries.waitFor('c canbo', '203.0.113')).toBe(30_000)
  })
})
