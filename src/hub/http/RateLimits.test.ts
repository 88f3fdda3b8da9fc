import { expect, it, vi } from 'vitest'
import { RateLimits, type RateSettings } from './RateLimits.ts'

const rates: RateSettings = { address: 5, file: 5, device: 5, photo: 5, claim: 5, login: 5, enrol: 5 }
const kinds = ['address', 'file', 'device', 'photo', 'login', 'enrol'] as const

/** How many of these keys are let through, one request each. */
async function passed(kind: keyof RateSettings, keys: readonly string[]): Promise<number> {
  const limits = new RateLimits(rates)
  const answers = await Promise.allSettled(keys.map((key) => limits.count(kind, key)))
  return answers.filter(({ status }) => status === 'fulfilled').length
}
const many = (key: (i: number) => string) => Array.from({ length: 40 }, (_, i) => key(i))

it.each(kinds)('counts %s by the 64 bits of IPv6 that one line has (SPEC PRB-2)', async (kind) => {
  expect(
    await passed(
      kind,
      many((i) => `2001:db8:1:2::${i.toString(16)}`),
    ),
  ).toBe(5)
  expect(
    await passed(
      kind,
      many((i) => `2001:db8:1:${i.toString(16)}::1`),
    ),
  ).toBe(40)
})

it.each(kinds)('counts %s by the whole address of IPv4, and one that came over IPv6 as the same', async (kind) => {
  expect(
    await passed(
      kind,
      many((i) => `203.0.113.${i}`),
    ),
  ).toBe(40)
  expect(
    await passed(
      kind,
      many((i) => (i % 2 ? '203.0.113.7' : '::ffff:203.0.113.7')),
    ),
  ).toBe(5)
})

it('counts each tablet of an address by itself', async () => {
  expect(
    await passed(
      'device',
      many((i) => `2001:db8::${i.toString(16)} tablet-${i % 2}`),
    ),
  ).toBe(10)
})

it('says how long to wait', async () => {
  const limits = new RateLimits({ ...rates, login: 1 })
  await limits.count('login', '203.0.113.7')
  await expect(limits.count('login', '203.0.113.7')).rejects.toMatchObject({
    code: 'busy',
    data: { retryAfter: 60 },
  })
})

it("fault 25: the machine's clock is set back by a day: nobody is told to wait for one", async () => {
  vi.useFakeTimers()
  try {
    const limits = new RateLimits({ ...rates, login: 1 })
    await limits.count('login', '203.0.113.7')
    vi.setSystemTime(Date.now() - 86_400_000)
    const refused = expect.objectContaining({ code: 'busy', data: { retryAfter: 60 } })
    await expect(limits.count('login', '203.0.113.7')).rejects.toEqual(refused)
    vi.advanceTimersByTime(60_000)
    await limits.count('login', '203.0.113.7')
  } finally {
    vi.useRealTimers()
  }
})
