import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { SealedPhoto } from '../../src/protocol/photo.ts'
import type { FieldTablet, Save } from '../kit/FieldTablet.ts'
import { type FieldHub, fieldHub } from '../kit/fieldHub.ts'
import { applied, checkArrived } from '../kit/hubPromises.ts'
import { ownerOf } from '../kit/ownerOf.ts'
import { TcpProxy } from '../kit/TcpProxy.ts'

const caseSchema = z.object({
  case: z.object({ status: z.string(), groups: z.record(z.string(), z.unknown()) }),
  photos: z.array(z.object({ photo: z.string(), state: z.string(), device: z.string().nullable() })),
})

describe('photos of papers', () => {
  let field: FieldHub
  let proxy: TcpProxy
  let page: Uint8Array
  beforeAll(async () => {
    field = await fieldHub()
    proxy = await TcpProxy.start(field.hub.port)
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
    const picture = sharp({ create: { width: 300, height: 240, channels: 3, background: '#fff', noise } })
    page = new Uint8Array(await picture.jpeg({ quality: 60 }).toBuffer())
  })
  afterAll(async () => {
    await proxy?.stop()
    await field?.dispose()
  })
  const folder = (tablet: FieldTablet) => join(field.hub.dataDir, 'photos', field.tenant, tablet.who.device)
  const files = (tablet: FieldTablet) => readdirSync(folder(tablet))
  const halves = () => readdirSync(join(field.hub.dataDir, 'photos', 'incoming'))
  const fileOf = (tablet: FieldTablet, { id }: SealedPhoto) => join(folder(tablet), id)
  const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')
  const atDesk = ({ record }: Save) => field.desk.get(`/api/desk/cases/${record}`, caseSchema)
  const stateAtDesk = async (save: Save) => (await atDesk(save)).photos.map(({ state }) => state)
  const here = (tablet: FieldTablet, { id }: SealedPhoto) => tablet.disk.photos.rows.get(id)?.state ?? 'gone'

  it('fault 18: cut at each 1 KB by a line that breaks, it is one photo with the right hash', async () => {
    const tablet = await field.tablet()
    const photo = await tablet.photograph(page)
    expect(photo.sealed.length).toBeGreaterThan(20_000)
    const save = await tablet.saveDossier('Nguyễn Thử Ảnh', [photo])
    tablet.url = proxy.url
    const carried: number[] = []
    let left = 0
    proxy.hooks = {
      onRequest: ({ path }) => {
        if (path.startsWith('/api/v1/photos') && !path.endsWith('/ask')) carried.push(0)
      },
      // of the sealed bytes a kilobyte at a time, then the line is gone
      most: (connection, bytes) => {
        if (!connection.path.startsWith('/api/v1/photos') || connection.path.endsWith('/ask')) return bytes.length
        const head = bytes.subarray(0, 8).toString('latin1')
        const isHead = /^(?:POST|PATCH|HEAD) /.test(head)
        const headers = isHead ? bytes.indexOf('\r\n\r\n') + 4 : 0
        if (isHead) left = 1024
        const most = Math.min(bytes.length - headers, left)
        left -= most
        if (left === 0) setImmediate(() => connection.cut())
        return headers + most
      },
    }
    let rounds = 0
    while (here(tablet, photo) !== 'stored' && rounds < 200) {
      await tablet.sync()
      rounds += 1
    }
    proxy.hooks = {}
    expect(here(tablet, photo)).toBe('stored')
    expect(rounds).toBeGreaterThanOrEqual(Math.floor(photo.sealed.length / 1024))
    expect([files(tablet), halves()]).toEqual([[photo.id], []])
    expect(hashOf(fileOf(tablet, photo))).toBe(photo.id)
    expect(await ownerOf(field.hub, (owner) => owner.count('SELECT count(*) FROM photo'))).toBe(1)
    await applied(field.hub)
    expect(await stateAtDesk(save)).toEqual(['here'])
  })

  it('fault 9: the case stays when its photo’s file is lost; flagged, asked for again, and back; the other has it no more', async () => {
    const [first, second] = [await field.tablet(), await field.tablet()]
    const [photo, lost] = [await first.photograph(page), await second.photograph(page)]
    const [save, other] = [
      await first.saveDossier('Nguyễn Thử Còn', [photo]),
      await second.saveDossier('Nguyễn Thử Mất', [lost]),
    ]
    for (const tablet of [first, second]) expect((await tablet.sync()).kind).toBe('done')
    await applied(field.hub)
    expect([await stateAtDesk(save), await stateAtDesk(other)]).toEqual([['here'], ['here']])

    rmSync(fileOf(first, photo))
    // a disk that gives other bytes than it was given is found out by who opens it
    writeFileSync(fileOf(second, lost), Buffer.alloc(lost.sealed.length, 7))
    second.disk.photos.rows.clear()
    const before = await atDesk(save)
    expect([before.case.status, before.photos.map(({ state }) => state)]).toEqual(['submitted', ['missing']])
    const asked = await fetch(`${field.desk.url}/api/desk/cases/${other.record}/photos/${lost.id}`)
    expect(asked.status).toBe(401)
    await expect(field.desk.get(`/api/desk/cases/${other.record}/photos/${lost.id}`, z.unknown())).rejects.toThrow(
      '404',
    )
    expect(await stateAtDesk(other)).toEqual(['missing'])

    // hub killed meanwhile: what is wanted is written down
    await field.hub.kill()
    await field.hub.start()
    for (const tablet of [first, second]) await tablet.sync()
    expect([await stateAtDesk(save), await stateAtDesk(other)]).toEqual([['here'], ['gone']])
    expect(hashOf(fileOf(first, photo))).toBe(photo.id)
    expect((await atDesk(other)).case.status).toBe('submitted')
    await checkArrived(field.hub, [first, second])
  })

  it('fault 47: a page opens at the desk, drawn anew; what is also something else does not', async () => {
    const tablet = await field.tablet()
    const both = await tablet.photograph(
      new Uint8Array([...page, ...Buffer.from('PK\x03\x04<script>alert(1)</script>')]),
    )
    const photo = await tablet.photograph(page)
    const save = await tablet.saveDossier('Nguyễn Thử Xem', [photo, both])
    await tablet.sync()
    await applied(field.hub)
    const picture = await field.desk.bytes(`/api/desk/cases/${save.record}/photos/${photo.id}`)
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'jpeg', width: 300, height: 240 })
    expect(picture).not.toEqual(Buffer.from(page))
    await expect(field.desk.bytes(`/api/desk/cases/${save.record}/photos/${both.id}`)).rejects.toThrow(
      'photo-not-shown',
    )
    expect(field.hub.log).not.toContain(photo.id)
  })
})
