import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { signEvening } from '../../../protocol/evening.ts'
import { handoverLimits } from '../../../protocol/handoverLimits.ts'
import type { EveningWords, SyncIdentity } from '../../../sync/ports.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { readEvenings } from './readEvenings.ts'

const dayMs = 24 * 3_600_000
const noKeys = { current: null }

export interface EveningParts {
  db: TabletDb
  crypto: CryptoPort
  now(): number
}

/** This tablet's signed words about its last evenings: counts and places, which need no PIN (SPEC LED-2). */
export class TabletEvenings implements EveningWords {
  /** what each evening's last told word said, without its signature: a word is signed and sent when it says something new */
  private readonly toldOf = new Map<string, string>()
  private saidOf = new Map<string, { day: string; says: string }>()

  constructor(private readonly parts: EveningParts) {}

  async toTell(identity: SyncIdentity): Promise<readonly string[]> {
    const evenings = await this.evenings(identity)
    const fresh = evenings.filter((evening) => this.toldOf.get(evening.day) !== JSON.stringify(evening))
    const words = new Map<string, { day: string; says: string }>()
    for (const evening of fresh) {
      words.set(await this.sign(identity, evening), { day: evening.day, says: JSON.stringify(evening) })
    }
    this.saidOf = words
    return [...words.keys()]
  }

  told(words: readonly string[]): void {
    for (const word of words) {
      const said = this.saidOf.get(word)
      if (said) this.toldOf.set(said.day, said.says)
    }
  }

  /** All of them, for a file that is carried. */
  async words(identity: SyncIdentity): Promise<string[]> {
    return Promise.all((await this.evenings(identity)).map((evening) => this.sign(identity, evening)))
  }

  private sign(identity: SyncIdentity, evening: Awaited<ReturnType<TabletEvenings['evenings']>>[number]) {
    return signEvening(this.parts.crypto, identity.signer, evening)
  }

  private async evenings({ tenant, device }: Pick<SyncIdentity, 'tenant' | 'device'>) {
    const { db, now } = this.parts
    const read = await readEvenings(db, noKeys, now() - handoverLimits.eveningsTold * dayMs)
    return read
      .slice(0, handoverLimits.eveningsTold)
      .filter(({ stretches }) => stretches.length <= handoverLimits.eveningStretches)
      .map(({ day, captured, acknowledged, stretches }) => ({
        ...{ v: 1 as const, tenant, device, day, captured, acknowledged, stretches },
      }))
  }
}
