import { base64url, fromHex, utf8, uuidBytes } from '../crypto/bytes.ts'
import { paths } from '../protocol/api.ts'
import { MalformedBytes } from '../protocol/ByteReader.ts'
import { wireVersions } from '../protocol/limits.ts'
import { laterKinds, openPage, PageStreamReader, pullMessage, type SealedPage } from '../protocol/page.ts'
import { askHead } from './askHead.ts'
import { NotTheHub, refusalOf, requestTimeoutMs } from './askHub.ts'
import type { HubResponse } from './ports.ts'
import type { Round } from './Round.ts'
import { withSignedMarks } from './signedMark.ts'
import { withSignedPacks } from './signedPacks.ts'

/**
 * Pull what is new for this tablet, page by page; a page and its cursor are stored together (SPEC PULL-1…3). Throws
 * `LineError`, `NotTheHub`, `HubRefusal`; what was taken before stays.
 */
export async function pullPages(round: Round, firstNonce: string): Promise<void> {
  let nonce = firstNonce
  while (await pullOnce(round, nonce)) {
    const chain = (await round.store.chains()).find((state) => state.current)
    if (!chain) return
    nonce = (await askHead(round, { chain: chain.chain })).head.nonce
  }
}

/** One pull; true when the hub has more. */
async function pullOnce(round: Round, nonce: string): Promise<boolean> {
  const cursor = await round.store.cursor()
  const words = round.takesEvenings ? ((await round.evenings?.toTell(round.identity)) ?? []) : []
  const request = await pullRequest(round, cursor, nonce, words)
  const response = await round.line.post(paths.pull, 'application/json', request, {
    timeoutMs: requestTimeoutMs,
    signal: round.signal,
  })
  if (response.status !== 200) throw await refusalOf(response)
  if (response.contentType !== 'application/octet-stream') throw new NotTheHub()
  round.evenings?.told(words)
  return takePages(round, response, cursor)
}

async function pullRequest(round: Round, cursor: number, nonce: string, words: readonly string[]): Promise<Uint8Array> {
  const { tenant, device, signer } = round.identity
  const [tenantBytes, deviceBytes, nonceBytes] = [uuidBytes(tenant), uuidBytes(device), fromHex(nonce)]
  if (!tenantBytes || !deviceBytes || !nonceBytes) throw new NotTheHub()
  const signature = base64url(await signer.sign(pullMessage(tenantBytes, deviceBytes, cursor, nonceBytes)))
  const wire: [number, number] = [wireVersions.min, wireVersions.max]
  const evenings = words.length > 0 ? { evenings: words } : {}
  return utf8(JSON.stringify({ wire, tenant, device, cursor, nonce, signature, also: laterKinds, ...evenings }))
}

async function takePages(round: Round, response: HubResponse, from: number): Promise<boolean> {
  const reader = new PageStreamReader()
  let cursor = from
  let more = false
  for await (const chunk of response.body) {
    reader.feed(chunk)
    for (let page = nextPage(reader); page; page = nextPage(reader)) {
      if (page.from !== cursor) throw new NotTheHub()
      const key = round.teamKeys?.(page.keyId) ?? null
      // locked meanwhile, or a key that only a new provision brings: the page waits at the hub (SPEC PULL-6)
      if (!key) {
        round.missingKey = page.keyId
        return false
      }
      await takePage(round, page, key)
      cursor = page.to
      more = page.more
    }
  }
  return more
}

function nextPage(reader: PageStreamReader): SealedPage | null {
  try {
    return reader.next()
  } catch (error) {
    if (error instanceof MalformedBytes) throw new NotTheHub()
    throw error
  }
}

async function takePage(round: Round, page: SealedPage, key: Uint8Array): Promise<void> {
  const { tenant, team, device } = round.identity
  const [tenantBytes, teamBytes, deviceBytes] = [uuidBytes(tenant), uuidBytes(team), uuidBytes(device)]
  if (!tenantBytes || !teamBytes || !deviceBytes) throw new NotTheHub()
  const scope = { tenant: tenantBytes, team: teamBytes, device: deviceBytes }
  const entries = await openPage(round.crypto, key, scope, page)
  if (!entries) throw new NotTheHub()
  const believed = await withSignedPacks(round, await withSignedMarks(round, entries))
  await round.store.takePage(page, believed)
  round.progressed = true
}
