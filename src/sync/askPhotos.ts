import { base64url, hex, uuidBytes } from '../crypto/bytes.ts'
import { paths, photosAnswerSchema } from '../protocol/api.ts'
import { limits, wireVersions } from '../protocol/limits.ts'
import { photosMessage } from '../protocol/photoClaim.ts'
import { type PhotosStatement, photosStatement } from '../protocol/photoStatements.ts'
import { verifyStatement } from '../protocol/statements.ts'
import { askHub, NotTheHub } from './askHub.ts'
import type { PhotoStore } from './photoPorts.ts'
import type { Round } from './Round.ts'

/** One question of at most 200 ids, and what the hub says to it, signed and fresh (SPEC PHO-7). */
async function askOnce(round: Round, photos: readonly string[], gone: readonly string[]): Promise<PhotosStatement> {
  const { crypto, keys } = round
  const { tenant, device, epoch, signer } = round.identity
  const ask = crypto.random(16)
  const [tenantBytes, deviceBytes] = [uuidBytes(tenant), uuidBytes(device)]
  if (!tenantBytes || !deviceBytes || !keys) throw new NotTheHub()
  const scope = { tenant: tenantBytes, device: deviceBytes, ask }
  const signature = base64url(await signer.sign(await photosMessage(crypto, scope, photos, gone)))
  const wire: [number, number] = [wireVersions.min, wireVersions.max]
  const body = { wire, tenant, device, ask: hex(ask), photos, gone, signature }
  const answer = await askHub(round, paths.photosAsk, body, photosAnswerSchema)
  const said = await verifyStatement(crypto, keys, photosStatement, answer.photos)
  const isOurs = said?.tenant === tenant && said.device === device && said.ask === hex(ask) && said.epoch === epoch
  if (!said || !isOurs) throw new NotTheHub()
  return said
}

/**
 * Ask how these photos stand, and keep what is said of them; tell the hub which of those that it wants are not here any more
 * (SPEC PHO-7, PHO-8). Gives those of which the hub has a part.
 */
export async function askPhotos(
  round: Round,
  store: PhotoStore,
  ids: readonly string[],
): Promise<{ part: ReadonlySet<string>; now: number }> {
  const part = new Set<string>()
  let now = 0
  for (let at = 0; at === 0 || at < ids.length; at += limits.photosAsked) {
    const asked = ids.slice(at, at + limits.photosAsked)
    const said = await askOnce(round, asked, [])
    const gone = await store.takeStatement(asked, said)
    if (gone.length > 0) await askOnce(round, [], gone)
    for (const id of said.part) part.add(id)
    now = said.now
  }
  return { part, now }
}
