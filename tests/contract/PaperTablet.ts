import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { makeTablet } from '../../src/app/shell/makeTablet.ts'
import { Changes } from '../../src/app/storage/db/Changes.ts'
import { TabletDb } from '../../src/app/storage/db/TabletDb.ts'
import { fetchLine } from '../../src/app/storage/line/fetchLine.ts'
import { tusLine } from '../../src/app/storage/line/tusLine.ts'
import { platformSyncClock } from '../../src/app/storage/platform/syncClock.ts'
import { browserClock } from '../../src/app/storage/platform/TabletClock.ts'
import type { TabletPorts, Watch } from '../../src/app/storage/ports.ts'
import { webCrypto } from '../../src/crypto/web/webCrypto.ts'
import { stretch } from '../../src/hub/enrol/argon2.ts'
import { fifoLocks } from '../tablet/fifoLocks.ts'

/** Resolves with the first value that `isWanted`. */
export const seen = <T>(watch: Watch<T>, isWanted: (value: T) => boolean) =>
  new Promise<T>((resolve) => {
    watch.subscribe((value) => {
      if (isWanted(value)) resolve(value)
    })
  })

/** The hub's tablet origin, called or asked over a line. */
export interface HubOfTablet {
  tabletApp: { request(url: string, init: RequestInit | undefined, env: object): Response | Promise<Response> }
}

/** The product's own tablet over an invented disk, on a line to the hub's own HTTP that can be cut. */
export class PaperTablet {
  readonly locks = fifoLocks()
  private ending = new AbortController()
  hasLine = true
  /** what somebody on the line answers in the hub's stead; null lets the hub answer */
  instead: (path: string) => Response | null = () => null
  channel = crypto.randomUUID()

  constructor(
    private readonly kit: HubOfTablet,
    readonly disk = new IDBFactory(),
  ) {}

  private readonly fetch: typeof fetch = async (input, init) => {
    if (!this.hasLine) throw new TypeError('no line')
    const forged = this.instead(new URL(String(input)).pathname)
    if (forged) return forged
    const env = { incoming: { socket: { remoteAddress: '203.0.113.9' } } }
    return this.kit.tabletApp.request(String(input), init, env)
  }

  readonly line = fetchLine('http://hub.invalid', this.fetch)
  readonly photoLine = tusLine('http://hub.invalid', this.fetch)

  openDb(): TabletDb {
    return new TabletDb('tram-so', { indexedDB: this.disk, IDBKeyRange })
  }

  async open(): Promise<TabletPorts> {
    const [db, changes] = [this.openDb(), new Changes(new BroadcastChannel(this.channel))]
    const { signal } = this.ending
    signal.addEventListener('abort', () => {
      changes.close()
      db.close()
    })
    return makeTablet({
      db,
      changes,
      crypto: webCrypto,
      clock: browserClock,
      // a test does not wait for pauses, but lets everything else have its turn
      syncClock: { now: () => Date.now(), sleep: (_, signal) => platformSyncClock.sleep(20, signal) },
      random: () => 0,
      locks: this.locks,
      line: this.line,
      photoLine: this.photoLine,
      host: {
        isSecure: () => true,
        isTemporary: async () => false,
        enrolledAs: () => null,
        noteEnrolled: () => undefined,
        grant: async () => ({ persisted: true, installed: false }),
        lineKind: () => 'wifi',
        askPersistence: async () => undefined,
      },
      stretch,
      appVersion: '0.0.0',
      ending: signal,
    })
  }

  end(): void {
    this.ending.abort()
    this.ending = new AbortController()
  }
}
