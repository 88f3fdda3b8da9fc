import { equalBytes, fromHex } from '../crypto/bytes.ts'
import { paths, pushAnswerSchema } from '../protocol/api.ts'
import { limits } from '../protocol/limits.ts'
import { isProblemCode, problems } from '../protocol/problems.ts'
import type { HeadStatement, TrustedKeys } from '../protocol/statements.ts'
import { askHead, takeReceipt } from './askHead.ts'
import { HubRefusal, NotTheHub, readAnswer, refusalOf, requestTimeoutMs } from './askHub.ts'
import { buildStream, maxCiphertexts } from './buildStream.ts'
import type { ChainState, HubResponse } from './ports.ts'
import type { Round } from './Round.ts'

/** How large the next push may be: halved when the hub says `too-large` (fault 16). */
interface PushSize {
  items: number
  bytes: number
}

/** Does the hub's head belong to this tablet's chain (SPEC CHN-5)? */
async function isOurs(round: Round, state: ChainState, head: HeadStatement): Promise<boolean> {
  if (head.n > state.n) return false
  const own = await round.store.hashAt(state.chain, head.n)
  const theirs = fromHex(head.h)
  // a row that is long gone was covered by a receipt: nothing left to compare, nothing to send
  return own === null || (theirs !== null && equalBytes(own, theirs))
}

/**
 * Bring one chain to the hub. Returns the nonce of the last head, for a pull; null when there was no need to ask.
 * Throws `LineError`, `NotTheHub`, `HubRefusal`.
 */
export async function pushChain(round: Round, state: ChainState): Promise<string | null> {
  if (!state.current && state.receiptedN >= state.n) return null
  const { head, keys } = await askHead(round, state.chain)
  if (!(await isOurs(round, state, head))) {
    if (state.current) await round.store.beginNewChain(head.n > state.n ? 'behind-hub' : 'fork', state.chain)
    return head.nonce
  }
  await pushFrom(round, state, head, keys)
  return head.nonce
}

async function pushFrom(round: Round, state: ChainState, head: HeadStatement, keys: TrustedKeys): Promise<void> {
  let next = head.n + 1
  let size: PushSize = { items: limits.frameItems, bytes: maxCiphertexts }
  let sentBytes = 0
  let repeats = 0
  while (next <= state.n) {
    const stream = await buildStream(round, state.chain, next, size.items, size.bytes)
    if (!stream) return
    const report = (bytes: number) =>
      round.onProgress?.({
        phase: 'push',
        sentItems: next - 1 - head.n,
        totalItems: state.n - head.n,
        sentBytes: sentBytes + bytes,
        totalBytes: sentBytes + stream.body.length,
      })
    report(0)
    const response = await round.line.post(paths.push, 'application/octet-stream', stream.body, {
      timeoutMs: requestTimeoutMs,
      signal: round.signal,
      onSent: report,
    })
    const upTo = await takeAnswer(round, state.chain, keys, response, stream.to)
    if (upTo === 'too-large') {
      size = await smaller(round, state.chain, stream.from, stream.to, size)
      continue
    }
    sentBytes += stream.body.length
    // bytes were flipped on the way, or a frame was not taken: once more from what the receipt covers, then leave it be
    repeats = upTo < next ? repeats + 1 : 0
    if (repeats > 2) throw new HubRefusal('bad-frame', 0)
    next = upTo + 1
  }
}

/** Number up to which a verified receipt covers the chain after this answer, or `too-large`. */
async function takeAnswer(
  round: Round,
  chain: string,
  keys: TrustedKeys,
  response: HubResponse,
  to: number,
): Promise<number | 'too-large'> {
  if (response.status === 413) return 'too-large'
  if (![200, 409, 422].includes(response.status)) throw await refusalOf(response)
  const answer = await readAnswer(response, pushAnswerSchema)
  if (!answer) throw new NotTheHub()
  if (answer.receipt !== null && !(await takeReceipt(round, keys, chain, answer.receipt))) throw new NotTheHub()
  if (answer.problem === null) {
    if (answer.receipt === null) throw new NotTheHub()
    return to
  }
  if (!isProblemCode(answer.problem) || problems[answer.problem].next !== 'again') {
    throw new HubRefusal(isProblemCode(answer.problem) ? answer.problem : 'malformed', 0)
  }
  const state = (await round.store.chains()).find((known) => known.chain === chain)
  return state?.receiptedN ?? 0
}

/** Halve the push; a single item that is still too large is withheld and shown, and the chain goes on (SPEC CHN-6). */
async function smaller(round: Round, chain: string, from: number, to: number, size: PushSize): Promise<PushSize> {
  if (from === to) {
    await round.store.withhold(chain, from, 'withheld-too-large')
    return size
  }
  const count = to - from + 1
  return {
    items: Math.max(1, Math.min(size.items, Math.floor(count / 2))),
    bytes: Math.max(1, Math.floor(size.bytes / 2)),
  }
}
