import { afterEach, beforeEach, expect, it } from 'vitest'
import { SampleTablet } from '../../../../tests/tablet/tabletKit.ts'
import { concat, fromHex, utf8 } from '../../../crypto/bytes.ts'
import { studioGroups, studioItem } from '../../../domain/studioItem.ts'
import { parseVoicePack } from '../../../protocol/voicePack.ts'
import type { OwnSentence, StudioSentence } from '../ports.ts'
import type { TabletStudio } from './TabletStudio.ts'

const opus = concat(utf8('OggS'), new Uint8Array(24), utf8('OpusHead'), utf8('[thử]'))
const sentence: StudioSentence = { language: 'sti', kind: 'clip', key: 'new-phone/keepOld' }
const source: StudioSentence = { language: 'khm', kind: 'translation', key: 'Giữ máy cũ' }
const take = { title: 'Giữ máy cũ', speaker: 'Điểu Thị Mẫu', consentOn: '2026-11-27', sound: opus }

let tablet: SampleTablet
beforeEach(async () => {
  tablet = await SampleTablet.approved()
})
afterEach(() => tablet.end())

const listed = (studio: TabletStudio, isWanted: (list: readonly OwnSentence[]) => boolean) =>
  expect.poll(() => isWanted(studio.list.value), { timeout: 5_000 }).toBe(true)

it('keeps a take sealed from the moment it was recorded; after a lock it is there to be heard (SPEC STU-4, STO-1)', async () => {
  const { studio, db, keyring } = await tablet.openTab()
  await studio.keepTake(sentence, { ...take, sound: utf8('[lần đầu]') })
  await studio.keepTake(sentence, take)
  keyring.close()
  await listed(studio, (list) => list.length === 0)
  await expect(studio.sound(sentence)).resolves.toBeNull()
  const rows = JSON.stringify(await db.studio.toArray())
  expect(rows).not.toMatch(/sti|keepOld|Mẫu|clip/)
  await tablet.unlock(keyring)
  await listed(studio, ([one]) => one?.state === 'kept')
  expect(studio.list.value).toMatchObject([{ ...sentence, speaker: take.speaker, title: take.title }])
  expect(await studio.sound(sentence)).toEqual(opus)
  expect(await db.outbox.count()).toBe(0)
})

it('hands it on as an item, in one write with what stays of it; the next take is beside it until it is handed on (SPEC STU-1, STU-4)', async () => {
  const { studio, db } = await tablet.openTab()
  await studio.keepTake(sentence, take)
  await studio.send(sentence)
  await listed(studio, ([one]) => one?.state === 'waiting')
  expect(await studio.sound(sentence)).toBeNull()
  const [row] = await db.outbox.toArray()
  if (!row) throw new Error('nothing was sealed')
  expect(row.type).toBe(studioItem.code)
  const { payload } = await tablet.opened(db, row)
  if (typeof payload === 'string') throw new Error(payload)
  expect(Object.keys(payload).sort()).toEqual(['g', 't'])
  const said = studioGroups.parse(payload.g)
  const voice = parseVoicePack(('clip' in said && fromHex(said.clip.pack)) || new Uint8Array(0))
  expect(voice.header).toMatchObject({ language: 'sti', speaker: { name: take.speaker, consentOn: take.consentOn } })
  expect(voice.clip(sentence.key)?.bytes).toEqual(opus)

  await studio.keepTake(sentence, { ...take, sound: utf8('[lần hai]') })
  await listed(studio, (list) => list.length === 2)
  await studio.send(sentence)
  await listed(studio, (list) => list.length === 1)
  expect([await db.outbox.count(), await db.studio.count()]).toEqual([2, 1])
  await db.chains.toCollection().modify({ receiptedN: 2 })
  await studio.keepText(source, 'x')
  await listed(studio, (list) => list.some(({ state }) => state === 'sent'))
})

it('keeps what is being written letter by letter, and nothing that looks like a code (SPEC STU-4, STO-5)', async () => {
  const { studio, db } = await tablet.openTab()
  await studio.keepText(source, '[th')
  await studio.keepText(source, '[thử]')
  expect(await db.studio.count()).toBe(1)
  await expect(studio.keepText(source, 'OTP 482913')).rejects.toMatchObject({ data: { reason: 'secret' } })
  await studio.send(source)
  const [row] = await db.outbox.toArray()
  if (!row) throw new Error('nothing was sealed')
  expect((await tablet.opened(db, row)).payload).toMatchObject({
    g: { translation: { language: 'khm', source: 'Giữ máy cũ', text: '[thử]' } },
  })
  await expect(studio.send(source)).rejects.toMatchObject({ code: 'missing' })
  await studio.keepText(source, 'a')
  await studio.keepText(source, '')
  await listed(studio, (list) => list.length === 1 && list[0]?.state === 'waiting')
})

it('refuses a take that no item can carry, and keeps it (SPEC ITM-6)', async () => {
  const { studio, db } = await tablet.openTab()
  const long = crypto.getRandomValues(new Uint8Array(60_000))
  await studio.keepTake(sentence, { ...take, sound: long })
  await expect(studio.send(sentence)).rejects.toMatchObject({ data: { reason: 'too-large' } })
  expect(await studio.sound(sentence)).toEqual(long)
  expect(await db.outbox.count()).toBe(0)
})
