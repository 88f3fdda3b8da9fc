import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { base64url } from '../../src/crypto/bytes.ts'
import { newRawPair } from '../../src/crypto/node/nodeCrypto.ts'
import { openStoredPhoto } from '../../src/hub/apply/openStoredPhoto.ts'
import { passwordsWith, stretch } from '../../src/hub/enrol/argon2.ts'
import type { EnrolPorts } from '../../src/hub/enrol/EnrolPorts.ts'
import { readyCommunes } from '../../src/hub/enrol/makeCommune.ts'
import type { PracticeSecrets } from '../../src/hub/enrol/practiceCommune.ts'
import { SignInTries } from '../../src/hub/enrol/SignInTries.ts'
import type { HealthPorts } from '../../src/hub/health/HealthPorts.ts'
import { Metrics } from '../../src/hub/health/Metrics.ts'
import { readHealth } from '../../src/hub/health/readHealth.ts'
import { Clients } from '../../src/hub/http/Clients.ts'
import { deskApp } from '../../src/hub/http/deskApp.ts'
import type { HttpPorts } from '../../src/hub/http/HttpPorts.ts'
import type { DrillAnswer, HubCareState } from '../../src/hub/http/HubCare.ts'
import { RateLimits, type RateSettings, usualRates } from '../../src/hub/http/RateLimits.ts'
import { SetupLink } from '../../src/hub/http/SetupLink.ts'
import type { StaticFiles } from '../../src/hub/http/StaticFiles.ts'
import { tabletApp } from '../../src/hub/http/tabletApp.ts'
import type { Log } from '../../src/hub/log/Log.ts'
import { PhotoUploads } from '../../src/hub/photos/PhotoUploads.ts'
import { MemoryStore } from '../../src/hub/store/memory/MemoryStore.ts'
import { TestHub } from '../kit/TestHub.ts'
import { sha256 } from './sha256.ts'

export const setupOfficer = { name: 'quantri', displayName: 'Quản Trị Mẫu', password: 'mat-khau-thu-1' }
const none = { ...usualRates }

export interface CallOptions {
  body?: unknown
  bytes?: Uint8Array
  headers?: Record<string, string>
  cookie?: string
  address?: string
  /** send without the desk page's own header */
  foreign?: boolean
}

let kits = 0

/** A folder of half photos is made with the first of them: most tests send none. */
function latePhotos(hub: TestHub, folder: string): Pick<PhotoUploads, 'answer' | 'photoPorts'> {
  let made: PhotoUploads | null = null
  const uploads = () => {
    if (!made) process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    made ??= new PhotoUploads(hub.photoPorts, folder)
    return made
  }
  return {
    answer: (...asked) => uploads().answer(...asked),
    get photoPorts() {
      return made?.photoPorts ?? hub.photoPorts
    },
  }
}

/** Both origins over the in-memory store, with everything that was logged. */
export class HttpKit {
  readonly logged: string[] = []
  readonly health: HealthPorts
  readonly metrics: Metrics
  readonly setup: SetupLink
  readonly enrol: EnrolPorts
  readonly tabletApp: ReturnType<typeof tabletApp>
  readonly deskApp: ReturnType<typeof deskApp>
  /** how long sign-ins were kept back, ms */
  readonly paused: number[] = []
  practiceKept: PracticeSecrets | null = null
  /** where photos lie that are half here; made when the first is sent */
  readonly halfPhotos: string
  /** what the hub says of its sheet, backups and HTTPS */
  care: HubCareState = {
    sheet: { inUse: false, waits: false, proved: 'none', name: null, waitingName: null, madeAt: null, provedAt: null },
    backups: {
      folder: false,
      oneDisk: false,
      path: null,
      hour: 2,
      health: { state: 'off', ageHours: null, failure: null, clockBack: false },
    },
    https: { state: 'here', fieldUrl: '', officeUrl: '', welcomeUrl: null, fingerprint: null },
    system: 'unix',
  }
  /** what draws a photo for the desk: most tests take any bytes for a picture */
  redraw: (jpeg: Uint8Array) => Promise<Uint8Array | string> = async (jpeg) => jpeg
  /** how many recovery sheets were made */
  sheets = 0
  /** how a drill ends; a promise that is held back keeps it running */
  drill: (shares: readonly string[]) => Promise<DrillAnswer> = async () => ({
    ok: false,
    code: 'share-twice',
    data: {},
  })

  private constructor(
    readonly hub: TestHub,
    rates: RateSettings,
    files: StaticFiles | null,
    origin: string,
  ) {
    const ingest = { ...hub.ingestPorts, now: () => hub.now }
    const enrol: EnrolPorts = {
      store: hub.store,
      crypto: ingest.crypto,
      rootKey: hub.root.publicKey,
      certificates: hub.certificates,
      receipts: ingest.receipts,
      recoverySecret: ingest.nonceSecret,
      stretch,
      passwords: passwordsWith(ingest.crypto.random),
      now: () => hub.now,
    }
    this.enrol = enrol
    this.setup = new SetupLink(
      ingest.crypto,
      ingest.nonceSecret,
      async () => (await readyCommunes({ store: hub.store })).length,
    )
    this.health = {
      store: hub.store,
      machine: {
        disk: async () => ({ free: 50e9, total: 100e9 }),
        fsync: async () => 3,
        newestFile: async () => null,
      },
      certificateEnd: () => null,
      isOnNetwork: false,
      backup: () => null,
      now: () => hub.now,
    }
    this.metrics = new Metrics(this.health)
    this.halfPhotos = join(tmpdir(), `tram-so-half-${process.pid}-${++kits}`)
    const uploads = latePhotos(hub, this.halfPhotos)
    const write = (event: string, fields = {}) => void this.logged.push(JSON.stringify({ event, ...fields }))
    const log: Log = { error: write, warn: write, info: write, debug: write }
    const ports: HttpPorts = {
      ingest,
      uploads,
      pictures: {
        open: (...photo) => openStoredPhoto(hub.applyPorts, ...photo),
        redraw: (jpeg) => this.redraw(jpeg),
      },
      enrol,
      log,
      limits: new RateLimits(rates),
      clients: new Clients(),
      signIns: {
        tries: new SignInTries(() => hub.now),
        pause: async (ms) => void this.paused.push(ms),
      },
      setup: this.setup,
      practice: {
        read: () => this.practiceKept,
        write: (secrets) => {
          this.practiceKept = secrets
        },
      },
      health: (tenant) => readHealth(this.health, tenant),
      keeping: { retentionDays: 90, backups: { made: true, kept: 30 } },
      care: {
        state: async () => this.care,
        newSheet: async () => {
          this.sheets += 1
          const shares = [1, 2, 3].map((number) => ({ number, text: `SHARE ${number} OF SHEET ${this.sheets}` }))
          return { sheet: 'abcd1234', hub: '0123456789abcdef', madeAt: hub.now, shares }
        },
        drill: (shares) => this.drill(shares),
      },
      onRequest: (request) => this.metrics.seen(request),
      files,
      version: '0.0.0',
      fieldUrl: `${origin}:1`,
      officeUrl: `${origin}:2`,
    }
    this.tabletApp = tabletApp(ports)
    this.deskApp = deskApp(ports)
  }

  /** @param fresh an empty store instead of the test hub's two communes */
  static async create(
    options: { rates?: Partial<RateSettings>; files?: StaticFiles | null; fresh?: boolean; origin?: string } = {},
  ): Promise<HttpKit> {
    const hub = await TestHub.create()
    if (options.fresh) Object.assign(hub, { store: new MemoryStore(sha256) })
    return new HttpKit(
      hub,
      { ...none, ...options.rates },
      options.files ?? null,
      options.origin ?? 'http://hub.invalid',
    )
  }

  tablet(method: string, path: string, options: CallOptions = {}): Promise<Response> {
    return this.call(this.tabletApp, method, path, { foreign: true, ...options })
  }

  desk(method: string, path: string, options: CallOptions = {}): Promise<Response> {
    return this.call(this.deskApp, method, path, options)
  }

  private async call(
    app: { request: ReturnType<typeof tabletApp>['request'] },
    method: string,
    path: string,
    { body, bytes, headers, cookie, address, foreign }: CallOptions,
  ): Promise<Response> {
    const all: Record<string, string> = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
      ...(foreign ? {} : { 'x-tram-so': '1' }),
      ...(cookie ? { cookie: `ts_desk=${cookie}` } : {}),
      ...headers,
    }
    const content = bytes ? Buffer.from(bytes) : body === undefined ? null : JSON.stringify(body)
    const env = { incoming: { socket: { remoteAddress: address ?? '203.0.113.7' } } }
    return app.request(`http://hub.invalid${path}`, { method, headers: all, body: content }, env)
  }

  /** An officer of a commune, signed in: the cookie's value. */
  async signIn(
    commune: string,
    name = 'canbo',
    password = 'mat-khau-thu',
    role: 'admin' | 'officer' = 'admin',
  ): Promise<string> {
    const known = await this.hub.in((tx) => tx.officerByName(name), commune)
    if (!known) {
      const passwordHash = await passwordsWith(this.hub.crypto.port.random).hash(password)
      const row = { id: this.hub.newId(), name, displayName: 'Cán bộ Mẫu', passwordHash, role }
      await this.hub.in((tx) => tx.putOfficer({ ...row, disabled: false }), commune)
    }
    const answer = await this.desk('POST', '/api/desk/login', { body: { commune, name, password } })
    return cookieOf(answer)
  }
}

/** The session cookie that an answer sets; '' when it sets none. */
export const cookieOf = (answer: Response): string =>
  /ts_desk=([^;]*)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? ''

/** `status problem` of an answer, for short expectations. */
export async function refusal(answer: Response | Promise<Response>): Promise<string> {
  const response = await answer
  const body: { problem?: string } = await response.json()
  return `${response.status} ${body.problem}`
}

/** A tablet's request to be let in, with new keys. */
export function enrolRequest(kit: HttpKit, token: string) {
  const [sign, box] = [newRawPair(), newRawPair()]
  const device = kit.hub.newId()
  const body = {
    wire: [1, 1],
    token: token.split('.').slice(0, 2).join('.'),
    device,
    signKey: base64url(sign.publicKey),
    boxKey: base64url(box.publicKey),
    label: 'Máy 1',
  }
  return { body, device, sign, box }
}
