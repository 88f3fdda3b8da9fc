import { beforeEach, expect, it } from 'vitest'
import { oggOpus } from '../../../tests/kit/oggOpus.ts'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import type { TestTablet } from '../../../tests/kit/TestTablet.ts'
import { hex, utf8 } from '../../crypto/bytes.ts'
import { loadGuides } from '../../domain/guidesPack.ts'
import { studioItem } from '../../domain/studioItem.ts'
import type { Payload } from '../../protocol/payload.ts'
import { encodeVoicePack } from '../../protocol/voicePack.ts'

const keepOld = 'new-phone/keepOld'
const source = loadGuides()[0]?.steps[0]?.title.vi ?? ''
const kind = { type: studioItem.code, schema: studioItem.schema }
const opus = oggOpus('[thử]')

let hub: TestHub
let tablet: TestTablet
beforeEach(async () => {
  hub = await TestHub.create('studio item')
  tablet = await hub.tablet('t')
})

function said(sound = keepOld, language = 'sti', body = opus): Payload['g'] {
  const speaker = { name: 'Điểu Thị Mẫu', consentOn: '2026-11-20' }
  const clips = [{ sound, type: 'audio/ogg; codecs=opus' as const, bytes: body.length }]
  const pack = encodeVoicePack({ id: 'voice-new', version: 1, language, speaker, clips }, [body])
  return { clip: { pack: hex(pack) } }
}
const written = (more: object = {}): Payload['g'] => ({
  translation: { language: 'khm', source, text: '[thử]', ...more },
})
async function send(g: Payload['g'], more: Omit<Payload, 'g' | 't'> = {}, from = tablet): Promise<string> {
  const { n } = await from.seal({ g, ...more }, kind)
  await hub.push(await from.stream(n))
  await hub.apply()
  return hub.fate(from, n)
}
const clips = () => hub.in((tx) => tx.clips('sti'))

it('a sentence that a volunteer recorded waits in the studio for an officer, and is no case (SPEC STU-1, STU-2)', async () => {
  expect(await send(said())).toBe('applied')
  expect(await clips()).toMatchObject([
    { sound: keepOld, state: 'draft', speaker: 'Điểu Thị Mẫu', recordedBy: tablet.actorId, isOut: false },
  ])
  expect(await hub.in((tx) => tx.records({ limit: 9 }))).toEqual([])
  // said again it takes the place of the one that waited
  const [first] = await clips()
  expect(await send(said())).toBe('applied')
  const [second, ...more] = await clips()
  expect([second?.id === first?.id, more]).toEqual([false, []])
  expect(await send(written())).toBe('applied')
  expect(await hub.in((tx) => tx.translations('km'))).toMatchObject([
    { source, text: '[thử]', state: 'draft', writtenBy: tablet.actorId },
  ])
  const lines = await hub.in((tx) => tx.auditRows(1, 100))
  const actor = `volunteer:${tablet.actorId}`
  expect(lines.filter((line) => line.actor === actor).map(({ action }) => action)).toEqual([
    'record-clip',
    'record-clip',
    'write-translation',
  ])
})

it('two volunteers say one sentence in one evening: both wait, and the second person chooses (SPEC STU-2)', async () => {
  const other = await hub.tablet('other')
  await send(said())
  await send(written())
  expect(await send(said(), {}, other)).toBe('applied')
  expect(await send(written(), {}, other)).toBe('applied')
  const both = [tablet.actorId, other.actorId].sort()
  expect((await clips()).map(({ recordedBy }) => recordedBy).sort()).toEqual(both)
  expect((await hub.in((tx) => tx.translations('km'))).map(({ writtenBy }) => writtenBy).sort()).toEqual(both)
})

it('the hub keeps the sound in the studio only, where its speaker takes it back (SPEC STU-3)', async () => {
  await send(said())
  const item = await hub.in((tx) => tx.item(tablet.chainHex, 1))
  expect(item).toMatchObject({ ct: null, withheld: 'erased', type: studioItem.code })
  expect(item?.ctHash).toEqual(tablet.items[0]?.ctHash)
  // the chain goes on over it, and what was sent twice has no second effect (SPEC VDT-5)
  await hub.push(await tablet.stream(1))
  await hub.apply()
  expect(await clips()).toHaveLength(1)
  expect(await send(said('new-phone/login'))).toBe('applied')
})

it('refuses of a tablet what it refuses of an officer, and of a kiosk all (SPEC STU-1, STU-2)', async () => {
  expect(await send(said('new-phone/nothing'))).toBe('rejected invalid-fields')
  expect(await send(said(keepOld, 'xxx'))).toBe('rejected invalid-fields')
  expect(await send(said(keepOld, 'sti', utf8('<html>')))).toBe('rejected invalid-fields')
  expect(await send({ clip: { pack: 'zz' } })).toBe('rejected invalid-fields')
  expect(await send({ clip: { pack: '00', more: 1 } })).toBe('rejected malformed')
  expect(await send({ ...said(), ...written() })).toBe('rejected malformed')
  expect(await send(said(), { r: tablet.newRecord(), b: 0 })).toBe('rejected malformed')
  expect(await send(written({ text: '<b>x</b>' }))).toBe('rejected invalid-fields')
  expect(await send(written({ source: 'Không bài nào nói' }))).toBe('rejected invalid-fields')
  expect(await send(written({ language: 'sti' }))).toBe('rejected invalid-fields')
  expect(await clips()).toEqual([])
  const kiosk = await hub.tablet('k', 'approved', hub.tenant, 'kiosk')
  await kiosk.newSession(kiosk.signer, { actor: kiosk.scope.device })
  expect(await send(said(), {}, kiosk)).toBe('rejected not-allowed-now')
  expect(await clips()).toEqual([])
})
