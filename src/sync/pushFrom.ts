import { paths, pushAnswerSchema } from '../protocol/api.ts'
import { limits } from '../protocol/limits.ts'
import { isProblemCode, problems } from '../protocol/problems.ts'
import { type KnownHead, takeReceipt } from './askHead.ts'
import { HubRefusal, NotTheHub, readAnswer, refusalOf, requestTimeoutMs } from './askHub.ts'
import { type BuiltStream, buildStream, maxCiphertexts } from './buildStream.ts'
import type { ChainState, HubResponse } from './ports.ts'
import type { Round } from './Round.ts'

/** How large the next push may be: halved when the hub says `too-large` (fault 16). */
interface PushSize {
  items: number
  bytes: number
}

const wholePush: PushSize = { items: limits.frameItems, bytes: maxCiphertexts }

/** A push that is built while the hub is asked where it stands: mostly it stands where its last receipt said. */
export interface AheadOfHead {
  from: number
  stream: Promise<BuiltStream | null>
}

export function buildAhead(round: Round, state: ChainState): AheadOfHead | null {
  const from = state.receiptedN + 1
  if (from > state.n) return null
  const stream = buildStream(round, state.chain, from, wholePush.items, wholePush.bytes)
  // whoever waits for it hears of its failure; when the line failed first, nobody does
  stream.catch(() => undefined)
  return { from, stream }
}

/** Send what a chain, or the branch that it is, has beyond number `held`, until the hub has it all. */
export async function pushFrom(
  round: Round,
  state: ChainState,
  known: KnownHead,
  held: number,
  ahead: AheadOfHead | null,
): Promise<void> {
  const end = known.way.branch === undefined ? undefined : state.hash
  let next = held + 1
  let size = wholePush
  let built = ahead
  let sentBytes = 0
  let repeats = 0
  while (next <= state.n) {
    const stream = await (built?.from === next
      ? built.stream
      : buildStream(round, state.chain, next, size.items, size.bytes, end))
    built = null
    // rows or their session header are gone from this tablet: somebody must know, and the other chains go on
    if (!stream) throw new HubRefusal('gap', 0)
    const report = (bytes: number) =>
      round.onProgress?.({
        phase: 'push',
        sentItems: next - 1 - held,
        totalItems: state.n - held,
        sentBytes: sentBytes + bytes,
        totalBytes: sentBytes + stream.body.length,
      })
    report(0)
    const response = await round.line.post(paths.push, 'application/octet-stream', stream.body, {
      timeoutMs: requestTimeoutMs,
      signal: round.signal,
      onSent: report,
    })
    if (response.status === 413) {
      size = smaller(stream, size, await refusalOf(response))
      continue
    }
    const upTo = await takeAnswer(round, known, response, { held: next - 1, to: stream.to })
    sentBytes += stream.body.length
    // bytes were flipped on the way, or a frame was not taken: once more from what the receipt covers, then leave it be
    repeats = upTo < next ? repeats + 1 : 0
    if (repeats > 2) throw new HubRefusal('bad-frame', 0)
    next = upTo + 1
  }
}

/** Number up to which a verified receipt covers the chain after this answer. */
async function takeAnswer(
  round: Round,
  known: KnownHead,
  response: HubResponse,
  { held, to }: { held: number; to: number },
): Promise<number> {
  if (![200, 409, 422].includes(response.status)) throw await refusalOf(response)
  const { receipt, problem } = await readAnswer(response, pushAnswerSchema)
  // the receipt beside it is of the chain as another has it
  if (problem === 'fork') throw new HubRefusal('fork', 0)
  const covered = receipt === null ? null : await takeReceipt(round, known, receipt)
  if (receipt !== null && covered === null) throw new NotTheHub()
  if (problem === null) {
    // the hub took all, so its receipt covers all
    if (covered === null || covered < to) throw new NotTheHub()
    return covered
  }
  if (!isProblemCode(problem) || problems[problem].next !== 'again') {
    throw new HubRefusal(isProblemCode(problem) ? problem : 'malformed', 0)
  }
  return covered ?? held
}

/**
 * Half the push, down to a single item. That one is at most `limits.ciphertext` (ITM-6), which every hub takes: whoever finds it too
 * large is a proxy or a liar on the line, and no unsigned word makes a tablet give up what it was told to bring (SPEC CHN-6, fault 16).
 */
function smaller({ from, to, body }: BuiltStream, size: PushSize, refusal: HubRefusal | NotTheHub): PushSize {
  const count = to - from + 1
  if (count === 1) throw refusal
  return {
    items: Math.max(1, Math.min(size.items, Math.floor(count / 2))),
    bytes: Math.max(1, Math.floor(Math.min(size.bytes, body.length) / 2)),
  }
}
