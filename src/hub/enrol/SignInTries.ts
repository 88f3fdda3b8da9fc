/** Wrong passwords for a name from one network, before that network has to wait. */
const freeTries = 5
const longestWaitMs = 15 * 60 * 1000

/** Wrong passwords for a name from everywhere, before every answer about that name comes slower. */
const quickTries = 20
const longestDelayMs = 5_000

/** A count that nobody added to for so long is forgotten. */
const forgetMs = 60 * 60 * 1000

/** As many counts are kept; the one touched longest ago goes first. Each cost its maker an Argon2id and a counted request. */
const most = 20_000

interface Count {
  wrong: number
  at: number
}

/**
 * Wrong sign-ins, so that guessing is slow and a stranger locks nobody out: whoever guesses waits, counted by name and
 * network; guessing from many networks at once slows the answers about that name, also for its owner, but refuses none.
 * A name that does not exist counts like one that does, so the counts tell nothing about it. Each hub counts for itself.
 */
export class SignInTries {
  private readonly counts = new Map<string, Count>()

  /** @param now ms */
  constructor(private readonly now: () => number) {}

  /** How long this network has to wait before it may try this name again, ms; 0: it may try now. */
  waitFor(name: string, network: string): number {
    const { wrong, at } = this.count(keyOf(name, network))
    if (wrong < freeTries) return 0
    const wait = Math.min(longestWaitMs, 30_000 * 2 ** (wrong - freeTries))
    return Math.max(0, at + wait - this.now())
  }

  /** How long an answer about this name is kept back, ms: nothing for a few wrong tries, then more, never for long. */
  delayFor(name: string): number {
    const { wrong } = this.count(keyOf(name))
    return wrong < quickTries ? 0 : Math.min(longestDelayMs, 250 * (wrong - quickTries + 1))
  }

  /** Count a try; before its password is looked at, so that many at once are many. */
  begin(name: string, network: string): void {
    for (const key of [keyOf(name), keyOf(name, network)]) {
      const wrong = this.count(key).wrong + 1
      this.counts.delete(key)
      this.counts.set(key, { wrong, at: this.now() })
    }
    for (const oldest of this.counts.keys()) {
      if (this.counts.size <= most) break
      this.counts.delete(oldest)
    }
  }

  /** The owner was there: this network's tries are forgotten; what others try goes on being slow. */
  right(name: string, network: string): void {
    this.counts.delete(keyOf(name, network))
    const all = this.counts.get(keyOf(name))
    if (all) all.wrong -= 1
  }

  private count(key: string): Count {
    const count = this.counts.get(key)
    return count === undefined || count.at + forgetMs <= this.now() ? { wrong: 0, at: 0 } : count
  }
}

const keyOf = (name: string, network = '') => JSON.stringify([name, network])
