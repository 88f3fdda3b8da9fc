import { concat, equalBytes, fromHex, utf8 } from '../crypto/bytes.ts'
import type { Bytes } from '../crypto/CryptoPort.ts'
import { paths } from '../protocol/api.ts'
import { limits, wireVersions } from '../protocol/limits.ts'
import type { PackReason, PackStatement } from '../protocol/pack.ts'
import { isKnownKind, readPack } from '../protocol/packContent.ts'
import { HubRefusal, NotTheHub, refusalOf, requestTimeoutMs } from './askHub.ts'
import type { PackStore } from './ports.ts'
import type { Round } from './Round.ts'
import { believedPack } from './signedPacks.ts'

/**
 * Bring in what packs the hub has told of (SPEC PCK-4, PCK-5): one that cannot be taken is noted with its reason, the last
 * good one stays, and the others are brought in all the same. Throws what the line throws; what came before stays.
 */
export async function fetchPacks(round: Round): Promise<void> {
  const { packs } = round
  if (!packs || !round.keys || round.isRevoked) return
  for (const jws of await packs.wanted()) {
    const statement = await believedPack(round, jws)
    if (statement) await fetchPack(round, packs, jws, statement)
    else await packs.forget(jws)
  }
}

async function fetchPack(round: Round, packs: PackStore, jws: string, statement: PackStatement): Promise<void> {
  const { id, version } = statement
  const refuse = async (reason: PackReason) => {
    await packs.forget(jws)
    await packs.refuse(id, version, reason)
  }
  const taken = await packs.taken(id)
  const isTold = taken.version === version && taken.sha256 === (statement.withdrawn ? '' : statement.sha256)
  // told again, as by a pull from the beginning
  if (isTold) return packs.forget(jws)
  if (taken.version >= version) return refuse('pack-older')
  if (statement.withdrawn) return packs.take(jws, statement, null)
  // a later version of the app knows it: until then it stays wanted
  if (!isKnownKind(statement.kind)) return packs.refuse(id, version, 'pack-kind')
  if (statement.size > limits.packBody) return refuse('pack-size')
  const body = await bodyOf(round, packs, statement)
  if (typeof body === 'string') return refuse(body)
  if (!body) return
  const read = readPack(body)
  if (!read.ok) return refuse(read.reason)
  const { content } = read
  const saysTheSame = content.id === id && content.version === version && content.kind === statement.kind
  if (!saysTheSame) return refuse('pack-malformed')
  await packs.take(jws, statement, body)
  round.progressed = true
}

/** The whole body; why it is not the one that was signed; or null when the hub has it no more. */
async function bodyOf(
  round: Round,
  packs: PackStore,
  signed: Pick<PackStatement, 'sha256' | 'size'>,
): Promise<Bytes | PackReason | null> {
  const { sha256, size } = signed
  const before = await packs.part(sha256)
  const came = await receive(round, packs, sha256, size, before)
  if (!came) return null
  if (came.length === size && equalBytes(await round.crypto.sha256(came), fromHex(sha256) ?? came)) return came
  await packs.keepPart(sha256, new Uint8Array(0))
  // what lay here from an earlier try may be what is wrong: once more from the first byte
  if (before.length > 0) return bodyOf(round, packs, signed)
  return came.length === size ? 'pack-hash' : 'pack-size'
}

/** Ask from where the last try was cut; what comes before another cut is kept (SPEC PCK-4). */
async function receive(
  round: Round,
  packs: PackStore,
  sha256: string,
  size: number,
  before: Bytes,
): Promise<Bytes | null> {
  const { tenant } = round.identity
  const wire = [wireVersions.min, wireVersions.max]
  const request = utf8(JSON.stringify({ wire, tenant, sha256, from: before.length }))
  const options = { timeoutMs: requestTimeoutMs, signal: round.signal }
  const response = await round.line.post(paths.pack, 'application/json', request, options)
  if (response.status !== 200) {
    const refusal = await refusalOf(response)
    // a newer version took its place: the next pull tells of it
    if (refusal instanceof HubRefusal && refusal.problem === 'not-found') return null
    throw refusal
  }
  if (response.contentType !== 'application/octet-stream') throw new NotTheHub()
  let came = before
  try {
    for await (const piece of response.body) {
      came = concat(came, piece)
      // nobody has signed for more
      if (came.length > size) break
    }
  } catch (error) {
    await packs.keepPart(sha256, came)
    throw error
  }
  return came
}
