import { utf8 } from '../../../src/crypto/bytes.ts'
import { StoreError } from '../../../src/hub/store/HubStore.ts'
import type { PhotoAnswer, PhotoLine } from '../../../src/sync/photoPorts.ts'
import { type HubResponse, type Line, LineError } from '../../../src/sync/ports.ts'
import { jsonAnswer, type SimAnswer, type SimHub } from './SimHub.ts'
import type { World } from './World.ts'

/** How bad the line is just now; each a probability per request. */
export interface Weather {
  /** no connection at all */
  down: number
  /** cut after some bytes of the request */
  cutRequest: number
  /** the hub does it, the answer is lost */
  loseAnswer: number
  /** cut in the middle of the answer */
  cutAnswer: number
  /** the request arrives twice, in parallel */
  duplicate: number
  /** a bit of the body flips */
  flip: number
  /** a captive portal answers 200 */
  portal: number
  /** 429 or 503 with Retry-After */
  busy: number
  maxDelayMs: number
}

export const clearSky: Weather = {
  down: 0,
  cutRequest: 0,
  loseAnswer: 0,
  cutAnswer: 0,
  duplicate: 0,
  flip: 0,
  portal: 0,
  busy: 0,
  maxDelayMs: 40,
}

/** One tablet's line to the hub, by the weather of the moment. */
export class SimLine implements Line {
  constructor(
    private readonly world: World,
    private readonly hub: SimHub,
    private readonly weather: () => Weather,
    private readonly name: string,
    private readonly seen: (bytes: Uint8Array) => void,
  ) {}

  async post(path: string, _contentType: string, body: Uint8Array): Promise<HubResponse> {
    const { world } = this
    const weather = this.weather()
    const { rng } = world
    this.seen(body)
    await world.sleep(rng.int(1, weather.maxDelayMs))
    if (rng.chance(weather.down)) return this.fail('down', path, 'unreachable')
    if (rng.chance(weather.portal)) return this.portal(path)
    if (rng.chance(weather.busy)) {
      world.trace(`${this.name} ${path} busy`)
      return jsonAnswer(rng.pick([429, 503]), { problem: rng.pick(['busy', 'unavailable']) }, rng.int(1, 5))
    }
    const sent = rng.chance(weather.flip) ? this.flipped(body) : body
    if (rng.chance(weather.duplicate)) void this.deliver(path, sent, weather, null).catch(() => {})
    const cutAt = rng.chance(weather.cutRequest) ? rng.int(0, sent.length) : null
    const answer = await this.deliver(path, sent, weather, cutAt)
    if (cutAt !== null) return this.fail(`cut at ${cutAt}`, path, 'unreachable')
    await world.sleep(rng.int(1, weather.maxDelayMs))
    if (rng.chance(weather.loseAnswer)) return this.fail('answer lost', path, 'timeout')
    world.trace(`${this.name} ${path} ${sent.length} -> ${answer.status}`)
    return { ...answer, body: this.arriving(answer, weather) }
  }

  /** A photo by the same weather: what is cut stays at the hub, and may be gone on with. */
  readonly photos: PhotoLine = {
    send: async ({ id, sealed, authorization, isBegun }, { onHeld }): Promise<PhotoAnswer> => {
      const { world, hub } = this
      const weather = this.weather()
      const { rng } = world
      this.seen(sealed)
      await world.sleep(rng.int(1, weather.maxDelayMs))
      if (rng.chance(weather.down)) return this.fail('down', 'photo', 'unreachable')
      if (rng.chance(weather.portal)) return { ...this.portal('photo'), receipt: rng.pick([null, 'eyJ.e30.AA']) }
      const offset = isBegun ? hub.held(authorization) : 0
      if (isBegun) onHeld(offset)
      const rest = sealed.subarray(offset)
      const sent = rest.length > 0 && rng.chance(weather.flip) ? this.flipped(rest) : rest
      const cutAt = rng.chance(weather.cutRequest) ? rng.int(0, sent.length) : null
      if (rng.chance(weather.duplicate)) void hub.upload(authorization, offset, sent).catch(() => {})
      const answer = await this.orDead(hub.upload(authorization, offset, sent.subarray(0, cutAt ?? sent.length)))
      if (cutAt !== null) return this.fail(`cut at ${cutAt}`, 'photo', 'unreachable')
      await world.sleep(rng.int(1, weather.maxDelayMs))
      if (rng.chance(weather.loseAnswer)) return this.fail('answer lost', 'photo', 'timeout')
      world.trace(`${this.name} photo ${id.slice(0, 6)} ${sent.length} -> ${answer.status}`)
      return answer
    },
  }

  private fail(why: string, path: string, code: 'unreachable' | 'timeout'): never {
    this.world.trace(`${this.name} ${path} ${why}`)
    throw new LineError(code)
  }

  private flipped(body: Uint8Array): Uint8Array {
    const copy = new Uint8Array(body)
    const at = this.world.rng.int(0, copy.length - 1)
    copy[at] = (copy[at] ?? 0) ^ (1 << this.world.rng.int(0, 7))
    this.world.trace(`${this.name} flip at ${at}`)
    return copy
  }

  private portal(path: string): HubResponse {
    const { world } = this
    world.trace(`${this.name} ${path} portal`)
    const page = (text: string, contentType: string): HubResponse => ({
      status: 200,
      contentType,
      retryAfter: null,
      body: (async function* () {
        yield utf8(text)
      })(),
    })
    return world.rng.pick([
      () => page('<html>Xin chào</html>', 'text/html'),
      () => page('{}', 'application/json'),
      () => page('{"receipt":"eyJ.e30.AA","problem":null}', 'application/json'),
      () => page('', 'application/octet-stream'),
    ])()
  }

  /** The request's bytes reach the hub in pieces; with `cutAt` the connection breaks there. */
  private async deliver(path: string, body: Uint8Array, weather: Weather, cutAt: number | null): Promise<SimAnswer> {
    const { world, hub } = this
    async function* pieces(): AsyncIterable<Uint8Array> {
      const end = cutAt ?? body.length
      for (let at = 0; at < end; ) {
        const size = world.rng.int(1, 4000)
        yield body.slice(at, Math.min(end, at + size))
        at += size
        if (world.rng.chance(0.2)) await world.sleep(world.rng.int(1, weather.maxDelayMs))
      }
      if (cutAt !== null) throw new LineError('unreachable')
    }
    try {
      return await this.orDead(hub.handle(path, pieces()))
    } catch (error) {
      if (cutAt !== null && error instanceof Error) return jsonAnswer(500, {})
      throw error
    }
  }

  /** A hub that died answers nobody: the tablet's own timeout ends the wait. */
  private orDead<T>(answer: Promise<T>): Promise<T> {
    return Promise.race([
      answer,
      this.world.sleep(30_000).then(() => {
        throw new LineError('timeout')
      }),
    ])
  }

  private async *arriving(answer: SimAnswer, weather: Weather): AsyncIterable<Uint8Array> {
    const { rng } = this.world
    const isCut = rng.chance(weather.cutAnswer)
    try {
      const chunks = answer.body[Symbol.asyncIterator]()
      for (;;) {
        const { done, value: chunk } = await this.orDead(chunks.next())
        if (done) return
        this.seen(chunk)
        const half = rng.int(0, chunk.length)
        yield chunk.slice(0, half)
        if (isCut) throw new LineError('unreachable')
        yield chunk.slice(half)
      }
    } catch (error) {
      // the hub stumbled after its first bytes: all that can be seen from here is a connection that ends
      if (error instanceof StoreError) throw new LineError('unreachable')
      throw error
    }
  }
}
