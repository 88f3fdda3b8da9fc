import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Problem } from '../../protocol/problems.ts'
import { hostOf } from './address.ts'

/**
 * Requests a minute: to the API of one network address, for files of one address (a page is some forty), of one tablet at
 * one address, about its photos (one or two each), its claims of kiosks' drafts, sign-ins of one address, its enrolments.
 */
export interface RateSettings {
  address: number
  file: number
  device: number
  claim: number
  photo: number
  login: number
  enrol: number
}

export const usualRates: RateSettings = {
  address: 600,
  file: 6_000,
  device: 120,
  photo: 300,
  claim: 10,
  login: 10,
  enrol: 20,
}

const windowSeconds = 60

/** Counts requests and refuses with `busy` and the seconds to wait (SPEC PRB-2). Each hub counts for itself. */
export class RateLimits {
  private readonly counters: Record<keyof RateSettings, RateLimiterMemory>

  constructor(settings: RateSettings = usualRates) {
    const counter = (kind: keyof RateSettings) =>
      new RateLimiterMemory({ points: settings[kind], duration: windowSeconds, keyPrefix: kind })
    this.counters = {
      address: counter('address'),
      file: counter('file'),
      device: counter('device'),
      claim: counter('claim'),
      photo: counter('photo'),
      login: counter('login'),
      enrol: counter('enrol'),
    }
  }

  /**
   * Count one request. `key` begins with an address; behind a space a tablet's id may stand. IPv6 counts by its 64 bits
   * of network: a stranger's line has as many addresses there as he likes.
   *
   * @throws Problem `busy`
   */
  async count(kind: keyof RateSettings, key: string): Promise<void> {
    const [address = '', ...of] = key.split(' ')
    try {
      await this.counters[kind].consume([hostOf(address), ...of].join(' '))
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      // a timer ends the window, by no clock that can be set; what it says by the clock is a day once that was set back
      const seconds = Math.ceil(error.msBeforeNext / 1000)
      throw new Problem('busy', { retryAfter: Math.min(windowSeconds, Math.max(1, seconds)) })
    }
  }
}
