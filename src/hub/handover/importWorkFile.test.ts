import { expect, it } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
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
