/** Wrong passwords for a name from one network, before that network has to wait. */
const freeTries = 5
const longestWaitMs = 15 * 60 * 1000

/** Different names that one network may try wrongly in `forgetMs`, before it waits with every name that is new there. */
const freeNames = 20
const newNameWaitMs = 60 * 1000

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
 * Who tries one name after another waits with each further one; the names that were right from there go in as ever.
 * A name that does not exist counts like one that does, so the counts tell nothing about it. Each hub counts for itself.
 */
export class SignInTries {
  private readonly counts = new Map<string, Count>()
  /** by network, how many names were first tried there, less those that were right */
  private readonly names = new Map<string, Count>()
  /** name and network of those that were right */
  private readonly owners = new Set<string>()

  /** @param now ms, of a clock that nobody sets: with one that is set back, those who wait would wait for a day (fault 25) */
  constructor(private readonly now: () => number) {}

  /** How long this network has to wait before it may try this name again, ms; 0: it may try now. */
  waitFor(name: string, network: string): number {
    const key = keyOf(name, network)
    const { wrong, at } = this.count(key)
    if (wrong === 0 && !this.owners.has(key)) return this.waitForNew(network)
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
    const own = keyOf(name, network)
    if (this.count(own).wrong === 0 && !this.owners.has(own)) this.addName(network, 1)
    for (const key of [keyOf(name), keyOf(name, network)]) {
      const wrong = this.count(key).wrong + 1
      this.counts.delete(key)
      this.counts.set(key, { wrong, at: this.now() })
    }
    keepNewest(this.counts)
  }

  /** Nobody looked at the password (the hub had too much to do): it was no try. */
  undo(name: string, network: string): void {
    for (const key of [keyOf(name), keyOf(name, network)]) {
      const count = this.counts.get(key)
      if (count) count.wrong = Math.max(0, count.wrong - 1)
    }
    if (this.count(keyOf(name, network)).wrong === 0) this.forgetName(name, network)
  }

  /** The owner was there: this network's tries are forgotten; what others try goes on being slow. */
  right(name: string, network: string): void {
    const key = keyOf(name, network)
    this.counts.delete(key)
    this.forgetName(name, network)
    this.owners.delete(key)
    this.owners.add(key)
    keepNewest(this.owners)
    const all = this.counts.get(keyOf(name))
    if (all) all.wrong -= 1
  }

  private waitForNew(network: string): number {
    const { wrong, at } = this.live(this.names.get(network))
    return wrong < freeNames ? 0 : Math.max(0, at + newNameWaitMs - this.now())
  }

  private forgetName(name: string, network: string): void {
    if (!this.owners.has(keyOf(name, network))) this.addName(network, -1)
  }

  private addName(network: string, change: 1 | -1): void {
    const { wrong, at } = this.live(this.names.get(network))
    this.names.delete(network)
    this.names.set(network, { wrong: Math.max(0, wrong + change), at: change === 1 ? this.now() : at })
    keepNewest(this.names)
  }

  private count(key: string): Count {
    return this.live(this.counts.get(key))
  }

  private live(count: Count | undefined): Count {
    return count === undefined || count.at + forgetMs <= this.now() ? { wrong: 0, at: 0 } : count
  }
}

/** Both kinds of row keep what was touched last. */
function keepNewest(kept: Map<string, unknown> | Set<string>): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return
    kept.delete(oldest)
  }
}

const keyOf = (name: string, network = '') => JSON.stringify([name, network])
