import { expect, it } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { signEvening } from '../../protocol/evening.ts'
import { handoverLimits } from '../../protocol/handoverLimits.ts'
import { photoReceipt } from '../../protocol/photoStatements.ts'
import { readReceiptFile } from '../../protocol/receiptFile.ts'
import { verifyStatement } from '../../protocol/statements.ts'
import { encodeWorkFile, hubMark } from '../../protocol/workFile.ts'
import { importWorkFile } from './importWorkFile.ts'

it('photos behind the text are stored with receipts of their own; a damaged one keeps no other back (SPEC FIL-1, FIL-3, PHO-5)', async () => {
  const hub = await TestHub.create('files')
  const tablet = await hub.tablet('t')
  const [good, damaged, late] = [await tablet.photo(), await tablet.photo(), await tablet.photo()]
  await tablet.newCase()
  const stream = await tablet.stream()
  const { tenant, deviceId: device } = tablet
  const partOf = async (photo: typeof good) => ({
    kind: 'photo' as const,
    length: photo.sealed.length,
    authorization: await tablet.authorization(photo),
  })
  const chain = { kind: 'stream' as const, length: stream.length, chain: tablet.chain, from: 1, to: 1 }
  const scope = { tenant, device, hub: await hubMark(hub.crypto.port, hub.root.publicKey) }
  const file = await encodeWorkFile(hub.crypto.port, scope, [
    { part: chain, body: stream },
    { part: await partOf(good), body: good.sealed },
    { part: await partOf(damaged), body: damaged.sealed.map((byte, i) => (i === 400 ? byte ^ 1 : byte)) },
    { part: await partOf(late), body: late.sealed },
  ])
  const ports = { ingest: hub.ingestPorts, photos: hub.photoPorts, rootKey: hub.root.publicKey }
  const load = () => importWorkFile(ports, tenant, 'cli', file)
  const first = await load()
  expect(first).toMatchObject({ fresh: 1, photos: { sent: 3, held: 2, problems: ['bad-photo'] } })
  const receipts = readReceiptFile(new TextEncoder().encode(first.receipts))
  const keys = await hub.keys()
  const said = await Promise.all(
    (receipts?.photos ?? []).map((jws) => verifyStatement(hub.crypto.port, keys, photoReceipt, jws)),
  )
  expect(said.map((one) => one?.photo)).toEqual([good.id, late.id])
  const audited = () => hub.in(async (tx) => (await tx.auditRows(1, 100)).length)
  const before = await audited()
  expect(await load()).toMatchObject({ fresh: 0, photos: { held: 2 } })
  // nothing but the line that says who loaded it again
  expect(await audited()).toBe(before + 1)
})

it('a file tells of no more evenings than a pull, in words no longer (SPEC LED-2)', async () => {
  const hub = await TestHub.create('words')
  const tablet = await hub.tablet('t')
  const { tenant, deviceId: device } = tablet
  const wordOf = async (daysAgo: number, more = '') => {
    const day = new Date(hub.now - daysAgo * 24 * 3_600_000).toISOString().slice(0, 10)
    const stretches: [string, number, number][] = [['ab'.repeat(16), 1, 2 ** 31 - 1]]
    const evening = { v: 1 as const, tenant, device, day, captured: 2 ** 31 - 1, acknowledged: 0, stretches, more }
    const body = new TextEncoder().encode(await signEvening(hub.crypto.port, tablet.signer, evening))
    return { part: { kind: 'evening' as const, length: body.length }, body }
  }
  const scope = { tenant, device, hub: await hubMark(hub.crypto.port, hub.root.publicKey) }
  const words = await Promise.all(Array.from({ length: 30 }, (_, at) => wordOf(at + 1)))
  const file = await encodeWorkFile(hub.crypto.port, scope, [await wordOf(0, 'x'.repeat(20_000)), ...words])
  const ports = { ingest: hub.ingestPorts, photos: hub.photoPorts, rootKey: hub.root.publicKey }
  await importWorkFile(ports, tenant, 'cli', file)
  const kept = await hub.in((tx) => tx.evenings(0))
  expect(kept).toHaveLength(handoverLimits.eveningsTold)
  expect(Math.max(...kept.map(({ jws }) => jws.length))).toBeLessThanOrEqual(handoverLimits.eveningWord)
})
