import { hex, utf8, utf8Text } from '../../src/crypto/bytes.ts'
import { problemAnswer } from '../../src/hub/http/problemAnswer.ts'
import { answerHead } from '../../src/hub/ingest/answerHead.ts'
import { ingestPush } from '../../src/hub/ingest/ingestPush.ts'
import { answerPack } from '../../src/hub/packs/answerPack.ts'
import { answerPhotos } from '../../src/hub/photos/answerPhotos.ts'
import { answerPull } from '../../src/hub/pull/answerPull.ts'
import {
  headRequestSchema,
  packRequestSchema,
  paths,
  photosRequestSchema,
  pullRequestSchema,
} from '../../src/protocol/api.ts'
import { genesis } from '../../src/protocol/chain.ts'
import type { SealedPhoto } from '../../src/protocol/photo.ts'
import type { PhotoLine, PhotoSync } from '../../src/sync/photoPorts.ts'
import { type HubResponse, type Line, LineError, type SyncIdentity, type SyncPorts } from '../../src/sync/ports.ts'
import { pushPhotos } from '../../src/sync/pushPhotos.ts'
import { syncOnce } from '../../src/sync/syncOnce.ts'
import { SimDisk } from '../field/sim/SimDisk.ts'
import { inPieces, type TestHub } from './TestHub.ts'
import type { TestTablet } from './TestTablet.ts'

export const response = (status: number, body: Uint8Array, contentType: string, retryAfter: number | null = null) => ({
  status,
  contentType,
  retryAfter,
  body: inPieces(body),
})
export const json = (status: number, value: unknown, retryAfter: number | null = null): HubResponse =>
  response(status, utf8(JSON.stringify(value)), 'application/json', retryAfter)
export const html = (status: number): HubResponse => response(status, utf8('<!doctype html>Wi-Fi'), 'text/html')

/** What `hub/http` does with a request, without HTTP. */
export async function handle(hub: TestHub, path: string, body: Uint8Array): Promise<HubResponse> {
  try {
    if (path === paths.head) {
      const request = headRequestSchema.parse(JSON.parse(utf8Text(body)))
      return json(200, await answerHead(hub.ingestPorts, request))
    }
    if (path === paths.push) {
      const answer = await ingestPush(hub.ingestPorts, inPieces(body))
      return json(answer.problem === null ? 200 : answer.problem === 'fork' ? 409 : 422, answer)
    }
    if (path === paths.photosAsk) {
      return json(200, await answerPhotos(hub.photoPorts, photosRequestSchema.parse(JSON.parse(utf8Text(body)))))
    }
    if (path === paths.pack) {
      const bytes = await answerPack(hub.ingestPorts, packRequestSchema.parse(JSON.parse(utf8Text(body))))
      return response(200, bytes, 'application/octet-stream')
    }
    const pages = await answerPull(hub.pullPorts, pullRequestSchema.parse(JSON.parse(utf8Text(body))))
    return { status: 200, contentType: 'application/octet-stream', retryAfter: null, body: pages }
  } catch (error) {
    const refused = problemAnswer(error)
    return json(refused.status, refused.body, Number(refused.headers['retry-after'] ?? 0) || null)
  }
}

type Post = (path: string, body: Uint8Array, toHub: (body?: Uint8Array) => Promise<HubResponse>) => Promise<HubResponse>

/** What becomes of the bytes of an upload; gives the receipt. */
type Upload = (
  id: string,
  bytes: Uint8Array,
  toHub: (bytes: Uint8Array) => Promise<string | null>,
) => Promise<string | null>

/** The real sync engine of one tablet over a committed disk, with a line that a test may bend as it likes. */
export class SyncKit {
  readonly disk: SimDisk
  readonly asked: string[] = []
  post: Post = (_path, _body, toHub) => toHub()
  upload: Upload = (_id, bytes, toHub) => toHub(bytes)
  budget = Number.POSITIVE_INFINITY
  spent = 0
  unlocked = true
  teamKey
  readonly identity: SyncIdentity

  constructor(
    readonly hub: TestHub,
    readonly tablet: TestTablet,
  ) {
    this.teamKey = hub.teamKey
    this.identity = {
      tenant: tablet.tenant,
      device: tablet.deviceId,
      team: hub.team,
      signer: tablet.signer,
      rootKey: new Uint8Array(hub.root.publicKey),
      certificates: [...hub.certificates],
      epoch: 1,
    }
    let first = true
    this.disk = new SimDisk(this.identity, () => {
      const chain = first ? tablet.chain : tablet.crypto.port.random(16)
      first = false
      const hash = genesis(tablet.crypto.port, tablet.scope.tenant, tablet.scope.device, chain)
      if (hash instanceof Promise) throw new Error('the seeded port is synchronous')
      return { chain: hex(chain), genesis: hash }
    })
  }

  get photos(): SimDisk['photos'] {
    return this.disk.photos
  }

  /** Commit what the tablet has sealed since. */
  keep(): void {
    const { head } = this.disk.chain(this.tablet.chainHex)
    for (const item of this.tablet.items.filter(({ n }) => n > head.n)) {
      const row = { ...item, withheld: null }
      this.disk.commitItem(this.tablet.chainHex, item.n - 1, row, this.tablet.header(item.sid))
    }
  }

  get line(): Line {
    return {
      post: async (path, _type, body, { onSent }) => {
        this.asked.push(path)
        onSent?.(body.length)
        return this.post(path, body, (sent = body) => handle(this.hub, path, sent))
      },
    }
  }

  get ports(): SyncPorts {
    return {
      crypto: this.tablet.crypto.port,
      clock: { now: () => 5, sleep: async () => {} },
      random: () => 0,
      line: this.line,
      store: this.disk,
      teamKeys: this.unlocked ? (keyId) => (keyId === 1 ? this.teamKey : null) : null,
    }
  }

  round(signal = new AbortController().signal) {
    return syncOnce(this.ports, signal, (round) => pushPhotos(round, this.photoSync))
  }

  /** Commit a photo with the last item that was kept: the one that names it. */
  keepPhoto(photo: SealedPhoto): void {
    this.photos.commit(photo, this.tablet.chainHex, this.disk.chain(this.tablet.chainHex).head.n)
  }

  get photoSync(): PhotoSync {
    const budget = {
      allows: async (bytes: number) => bytes <= this.budget,
      spend: async (bytes: number) => {
        this.spent += bytes
      },
    }
    return { store: this.photos, line: this.photoLine, budget }
  }

  /** Uploads reach the hub as `upload` lets them. */
  private get photoLine(): PhotoLine {
    return {
      send: async ({ id, sealed, authorization, isBegun }, { onHeld }) => {
        this.asked.push(`photo ${id.slice(0, 4)}`)
        const { hub } = this
        const { tenant, device } = this.identity
        const offset = isBegun ? hub.uploads.held(tenant, device, id) : 0
        if (isBegun) onHeld(offset)
        try {
          const receipt = await this.upload(id, sealed.subarray(offset), (bytes) =>
            hub.uploads.send(hub.photoPorts, authorization, offset, bytes),
          )
          return { ...json(201, {}), receipt }
        } catch (error) {
          if (error instanceof LineError) throw error
          const refused = problemAnswer(error)
          const retryAfter = Number(refused.headers['retry-after'] ?? 0) || null
          return { ...json(refused.status, refused.body, retryAfter), receipt: null }
        }
      },
    }
  }

  get receiptedN(): number {
    return this.disk.chain(this.tablet.chainHex).receiptedN
  }
}
