import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Problem } from '../../protocol/problems.ts'

/** Requests a minute: for all of one network address, one tablet at one address, one person's sign-in, one address's enrolments. */
export interface RateSettings {
  address: number
  device: number
  login: number
  enrol: number
}

export const usualRates: RateSettings = { address: 600, device: 120, login: 10, enrol: 20 }

const KINDS = ['address', 'device', 'login', 'enrol'] as const

/** Counts requests and refuses with `busy` and the seconds to wait (SPEC PRB-2). Each hub counts for itself. */
export class RateLimits {
  private readonly counters: Record<keyof RateSettings, RateLimiterMemory>

  constructor(settings: RateSettings = usualRates) {
    const counter = (kind: keyof RateSettings) =>
      new RateLimiterMemory({ points: settings[kind], duration: 60, keyPrefix: kind })
    this.counters = {
      address: counter('address'),
      device: counter('device'),
      login: counter('login'),
      enrol: counter('enrol'),
    }
  }

  /** @throws Problem `busy` */
  async count(kind: (typeof KINDS)[number], key: string): Promise<void> {
    try {
      await this.counters[kind].consume(key)
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      throw new Problem('busy', { retryAfter: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) })
    }
  }
}
