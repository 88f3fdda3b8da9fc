import { uuidText } from '../../crypto/bytes.ts'
import type { PushAnswer } from '../../protocol/api.ts'
import { MalformedBytes } from '../../protocol/ByteReader.ts'
import { limits, wireVersions } from '../../protocol/limits.ts'
import { Problem, type ProblemCode } from '../../protocol/problems.ts'
import { type Preamble, PushStreamReader, type WireFrame } from '../../protocol/pushStream.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { DeviceRow } from '../store/rows.ts'
import { appendFrames, raiseAlarm, type StreamPosition, type StreamStop } from './appendFrames.ts'
import type { IngestPorts } from './IngestPorts.ts'
import { secondsToNextDay } from './intake.ts'
import { issueReceipt } from './issueReceipt.ts'
import { hashBefore, lockTarget, type Target } from './target.ts'

/** Frames are committed when this many bytes of them wait, or when the stream ends: one flush for many frames. */
const commitBytes = 128 * 1024

/** The device that may push, or the refusal (SPEC PULL-5, PRB-3). */
async function pushingDevice(tx: TenantTx, preamble: Preamble): Promise<DeviceRow> {
  const device = await tx.device(uuidText(preamble.device))
  if (!device || device.status === 'refused') throw new Problem('not-found')
  if (device.status === 'pending') throw new Problem('not-approved')
  return device
}

function checkVersion(preamble: Preamble): void {
  if (preamble.wire < wireVersions.min) throw new Problem('client-too-old', { min: wireVersions.min })
  if (preamble.wire > wireVersions.max) throw new Problem('hub-too-old', { max: wireVersions.max })
}

interface Taken {
  target: Target
  /** where the target ended before, if the hub held anything of it */
  before: { n: number; isHeld: boolean }
  stop: StreamStop | null
  /** where it stopped */
  at: number
}

/**
 * Has this tablet begun again (SPEC CHN-5)? Then it has a chain more than before, and often a branch: whichever of the two comes
 * first is news, the other is not.
 */
async function hasBegunAgain(tx: TenantTx, device: DeviceRow, { target, before }: Taken): Promise<boolean> {
  if (before.isHeld || !target.isHeld) return false
  const rows = await tx.chainsOf(device.id)
  let branches = 0
  for (const { chain } of rows) if (await tx.branch(chain)) branches += 1
  const newChains = rows.length - branches - 1
  return target.tree ? branches > newChains : newChains > branches
}

/** What a person must hear of this push. */
async function raiseAlarms(ports: IngestPorts, tx: TenantTx, device: DeviceRow, taken: Taken): Promise<void> {
  const { head } = taken.target
  const alarm = { device: device.id, chain: head.chain, at: ports.now() }
  // of a chain that the hub holds nothing of no signature has ever held: the sender may be anybody
  const isBeyondShare = taken.stop === 'busy'
  const code = taken.stop === 'busy' ? 'over-share' : taken.stop
  if (code) await raiseAlarm(tx, ports.crypto, { ...alarm, code, n: taken.at }, head.n === 0 || isBeyondShare)
  // no apply will ever look at these: without an alarm nobody would know of them (SPEC PULL-5, design D7)
  if (head.n > taken.before.n && device.status === 'revoked') {
    await raiseAlarm(tx, ports.crypto, { ...alarm, code: 'quarantined', n: head.n })
  }
  if (await hasBegunAgain(tx, device, taken))
    await raiseAlarm(tx, ports.crypto, { ...alarm, code: 'cloned', n: head.n })
}

/** One push on its way in: what has been read, where it stands in its chain, why it stopped. */
class Push {
  private readonly reader = new PushStreamReader()
  private position: StreamPosition | null = null
  private waiting: WireFrame[] = []
  private waitingBytes = 0
  private total = 0
  private malformed = false
  private stop: StreamStop | null = null
  private receipt: string | null = null

  constructor(
    private readonly ports: IngestPorts,
    private readonly epoch: number,
  ) {}

  /** Read what has arrived. False when nothing further in this stream can be used. */
  async take(chunk: Uint8Array): Promise<boolean> {
    this.total += chunk.length
    if (this.total > limits.pushBody) throw new Problem('too-large', { max: limits.pushBody })
    this.reader.feed(chunk)
    const isNew = this.reader.preamble === null
    const first = this.nextFrame()
    if (isNew) await this.admit()
    for (let frame = first; frame; frame = this.nextFrame()) {
      this.waiting.push(frame)
      for (const item of frame.items) this.waitingBytes += 'ct' in item.body ? item.body.ct.length : 32
      if (this.waitingBytes >= commitBytes) await this.commit(false)
      if (this.stop) return false
    }
    return !this.malformed
  }

  /** Nobody's bytes are taken in but those of a device of the commune, as soon as the preamble names it (SPEC PRB-3). */
  private async admit(): Promise<void> {
    const { preamble } = this.reader
    if (!preamble) return
    checkVersion(preamble)
    await this.ports.store.inTenant(uuidText(preamble.tenant), (tx) => pushingDevice(tx, preamble))
  }

  /** The stream is over: commit what waits, with the receipt in the same transaction. */
  async finish(): Promise<PushAnswer> {
    const isCutShort = this.malformed || this.reader.isInFrame
    if (!this.stop) await this.commit(true)
    const problem: ProblemCode | null = this.stop ?? (isCutShort ? 'bad-frame' : null)
    return { receipt: this.receipt, problem }
  }

  /** The stream broke off: keep what came whole. */
  async keep(): Promise<void> {
    if (!this.stop && this.waiting.length > 0) await this.commit(false)
  }

  private nextFrame(): WireFrame | null {
    try {
      return this.reader.next()
    } catch (error) {
      if (!(error instanceof MalformedBytes)) throw error
      this.malformed = true
      return null
    }
  }

  /** Commit the waiting frames; at the end, or when the stream must stop, the receipt too (SPEC RCP-2). */
  private async commit(isLast: boolean): Promise<void> {
    const { ports, epoch } = this
    const { preamble } = this.reader
    if (!preamble) throw new Problem('malformed')
    checkVersion(preamble)
    const frames = this.waiting
    const tenant = uuidText(preamble.tenant)
    const done = await ports.store.inTenant(tenant, async (tx) => {
      const device = await pushingDevice(tx, preamble)
      const target = await lockTarget(ports.crypto, tx, device, preamble)
      const before = { n: target.head.n, isHeld: target.isHeld }
      const position = this.position
        ? { ...this.position, headers: new Map(this.position.headers) }
        : { n: preamble.from, hash: await hashBefore(ports.crypto, tx, target, preamble), headers: new Map() }
      const stop = await appendFrames(ports.crypto, tx, device, preamble, position, target, frames, ports.now())
      await raiseAlarms(ports, tx, device, { target, before, stop, at: position.n })
      const isDue = target.isHeld && (isLast || stop !== null)
      const receipt = isDue ? await issueReceipt(ports, tx, target.head, epoch) : null
      return { position, stop, receipt }
    })
    this.waiting = []
    this.waitingBytes = 0
    this.position = done.position
    this.stop = done.stop
    this.receipt = done.receipt
    ports.onStored(tenant)
    // after the commit: what fitted into the device's share of the day stays (SPEC STR-6, PRB-2)
    if (done.stop === 'busy') throw new Problem('busy', { retryAfter: secondsToNextDay(ports.now()) })
  }
}

/**
 * Take a push stream in: append every whole frame whose signature holds, give a receipt after the commit (SPEC STR-4,
 * RCP-2). When the stream breaks off, what came whole before is kept, and the error goes on to the caller.
 * Throws `Problem` for a stream that cannot be begun (unknown device, gap, version), is too large, or goes beyond the
 * device's share of the day (`busy`).
 */
export async function ingestPush(ports: IngestPorts, body: AsyncIterable<Uint8Array>): Promise<PushAnswer> {
  const push = new Push(ports, await ports.store.epoch())
  try {
    for await (const chunk of body) if (!(await push.take(chunk))) break
  } catch (error) {
    await push.keep()
    throw error
  }
  return push.finish()
}
