import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readLedger } from '../../src/app/storage/db/meta.ts'
import type { PackNote, PackPort, TabletPorts } from '../../src/app/storage/ports.ts'
import { utf8 } from '../../src/crypto/bytes.ts'
import { newestGuides } from '../../src/domain/guides.ts'
import { loadGuides } from '../../src/domain/guidesPack.ts'
import { withWords, writeWordsPack } from '../../src/domain/wordsPack.ts'
import { type PackPorts, publishPack, withdrawPack } from '../../src/hub/packs/publishPack.ts'
import { paths } from '../../src/protocol/api.ts'
import { encodeVoicePack } from '../../src/protocol/voicePack.ts'
import { cookieOf, HttpKit } from './httpKit.ts'
import { PaperTablet, seen } from './PaperTablet.ts'

const shipped = loadGuides().find(({ id }) => id === 'new-phone')
if (!shipped) throw new Error('no guide')
const guide = (version: number) => utf8(JSON.stringify({ ...shipped, version, title: { vi: `Bản ${version}` } }))

describe('packs, from a hub to the screens of a whole tablet', () => {
  let kit: HttpKit
  let paper: PaperTablet
  let tablet: TabletPorts
  let packs: PackPort
  let ports: PackPorts
  let commune: string

  beforeEach(async () => {
    kit = await HttpKit.create({ fresh: true })
    const setup = { body: { token: await kit.setup.token() } }
    const practice = await (await kit.desk('POST', '/api/desk/setup/practice', setup)).json()
    commune = practice.commune
    const { name, password } = practice.officer
    const cookie = cookieOf(await kit.desk('POST', '/api/desk/login', { body: { commune, name, password } }))
    paper = new PaperTablet(kit)
    tablet = await paper.open()
    await tablet.device.enrol(new URL(practice.enrolUrl).hash.replace('#token=', '#'))
    const [device] = await (await kit.desk('GET', '/api/desk/devices', { cookie })).json()
    await kit.desk('POST', `/api/desk/devices/${device.id}`, { cookie, body: { action: 'approve' } })
    await seen(tablet.device.state, ({ kind }) => kind === 'ready')
    const [volunteer] = await tablet.lock.volunteers()
    await tablet.lock.unlock(volunteer?.id ?? '', practice.volunteerPin)
    packs = await tablet.packs()
    const { store, crypto, receiptSigner: signer, receiptKid: kid } = kit.hub
    ports = { store, crypto: crypto.port, receipts: { signer, kid }, now: () => kit.hub.now }
  }, 60_000)
  afterEach(() => paper.end())

  const titles = () => newestGuides([shipped], packs.guides.value).map(({ title }) => title.vi)
  const noted = (isWanted: (notes: readonly PackNote[]) => boolean) => seen(packs.notes, isWanted)
  const version = (wanted: number) => noted((notes) => notes.some((note) => note.version === wanted))

  it('a published guide stands in the place of the shipped one, and it is back when withdrawn (PCK-6)', async () => {
    await publishPack(ports, commune, 'cli', guide(2))
    await tablet.sync.sendNow()
    await version(2)
    expect(titles()).toEqual(['Bản 2'])
    await withdrawPack(ports, commune, 'cli', shipped.id)
    await tablet.sync.sendNow()
    await noted((notes) => notes.length === 0)
    expect(titles()).toEqual([shipped.title.vi])
    const db = paper.openDb()
    expect(await db.packBodies.count()).toBe(0)
    expect(await readLedger(db)).toBe(0)
    db.close()
  }, 60_000)

  it('fault 48: one that was changed on its way is refused with its reason, and the last good one is there after a restart', async () => {
    await publishPack(ports, commune, 'cli', guide(2))
    await tablet.sync.sendNow()
    await version(2)
    paper.instead = (path) =>
      path === paths.pack ? new Response(guide(9), { headers: { 'content-type': 'application/octet-stream' } }) : null
    await publishPack(ports, commune, 'cli', guide(3))
    await tablet.sync.sendNow()
    const [note] = await noted((notes) => notes.some(({ refused }) => refused !== null))
    expect(note).toEqual({ id: shipped.id, version: 2, refused: { version: 3, reason: 'pack-hash' } })
    expect(titles()).toEqual(['Bản 2'])
    paper.end()
    packs = await (await paper.open()).packs()
    await version(2)
    expect(titles()).toEqual(['Bản 2'])
  }, 60_000)

  it('translations stand at their sentences, whatever guide says them, until they are withdrawn', async () => {
    const vi = shipped.steps[0]?.title.vi ?? ''
    const texts = [{ vi, text: '[thử]', by: 'Người Duyệt Mẫu', on: '2026-11-27' }]
    await publishPack(
      ports,
      commune,
      'cli',
      utf8(writeWordsPack({ id: 'words-km', version: 1, language: 'km', texts })),
    )
    await tablet.sync.sendNow()
    const [words] = await seen(packs.words, (all) => all.length === 1)
    const [translated] = withWords([shipped], words ? [words] : [])
    expect(translated?.steps[0]?.title.km).toEqual({ text: '[thử]', by: 'Người Duyệt Mẫu', on: '2026-11-27' })
    await withdrawPack(ports, commune, 'cli', 'words-km')
    await tablet.sync.sendNow()
    expect(await seen(packs.words, (all) => all.length === 0)).toEqual([])
  }, 60_000)

  it('a voice pack gives its clips, also with no line, and one whose body is damaged is said to be unreadable', async () => {
    const clip = utf8('a sound of Opus')
    const header = {
      id: 'voice-sti-mau',
      version: 1,
      language: 'sti',
      speaker: { name: 'Điểu Thị Mẫu', consentOn: '2026-11-20' },
      clips: [{ sound: 'new-phone/keepOld', type: 'audio/webm; codecs=opus', bytes: clip.length }],
    } as const
    const body = encodeVoicePack({ ...header, clips: [...header.clips] }, [clip])
    const { sha256 } = await publishPack(ports, commune, 'cli', body)
    await tablet.sync.sendNow()
    await seen(packs.clips, (clips) => clips.sti === 1)
    paper.hasLine = false
    const found = await packs.clip('sti', 'new-phone/keepOld')
    expect([found?.type, await found?.text()]).toEqual(['audio/webm; codecs=opus', 'a sound of Opus'])
    expect(await packs.clip('sti', 'new-phone/install')).toBeNull()
    expect(await packs.clip('khm', 'new-phone/keepOld')).toBeNull()

    paper.end()
    const db = paper.openDb()
    await db.packBodies.put({ sha256, bytes: body.slice(0, 40), whole: true })
    db.close()
    packs = await (await paper.open()).packs()
    const [note] = await noted((notes) => notes.length > 0)
    expect(note).toEqual({ id: 'voice-sti-mau', version: 0, refused: { version: 1, reason: 'pack-unreadable' } })
  }, 60_000)
})
