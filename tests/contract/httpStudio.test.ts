import { beforeEach, describe, expect, it } from 'vitest'
import { hex, utf8, utf8Text } from '../../src/crypto/bytes.ts'
import type { Bytes } from '../../src/crypto/CryptoPort.ts'
import { loadGuides } from '../../src/domain/guidesPack.ts'
import { soundsOf } from '../../src/domain/sentences.ts'
import { paths } from '../../src/protocol/api.ts'
import { parseJws } from '../../src/protocol/jws.ts'
import { wireVersions } from '../../src/protocol/limits.ts'
import { packStatement } from '../../src/protocol/pack.ts'
import { encodeVoicePack, maxClipBytes, parseVoicePack } from '../../src/protocol/voicePack.ts'
import { oggOpus } from '../kit/oggOpus.ts'
import { HttpKit, refusal } from './httpKit.ts'
import { sha256 } from './sha256.ts'

const keepOld = 'new-phone/keepOld'
const login = 'new-phone/login'
const opus = oggOpus
const speaker = { name: 'Điểu Thị Mẫu', consentOn: '2026-11-20' }
const recorded = (sound: string, body = opus('[thử]'), more: object = {}) =>
  encodeVoicePack(
    {
      id: 'voice-new',
      version: 1,
      language: 'sti',
      speaker,
      clips: [{ sound, type: 'audio/ogg; codecs=opus', bytes: body.length }],
      ...more,
    },
    [body],
  )

describe('the language studio (decision 022)', () => {
  let kit: HttpKit
  let recorder: string
  let listener: string
  beforeEach(async () => {
    kit = await HttpKit.create({ rates: { login: 1000, address: 10_000 } })
    recorder = await kit.signIn(kit.hub.tenant, 'nguoithu', 'mat-khau-thu', 'admin')
    listener = await kit.signIn(kit.hub.tenant, 'nguoinghe', 'mat-khau-thu', 'officer')
  })
  const post = (path: string, cookie = recorder, body: unknown = {}) =>
    kit.desk('POST', `/api/desk/studio/${path}`, { cookie, body })
  const add = (body: Uint8Array, cookie = recorder) =>
    kit.desk('POST', '/api/desk/studio/clips', { cookie, bytes: body })
  const record = async (sound: string, body?: Bytes, more?: object): Promise<string> =>
    (await (await add(recorded(sound, body, more))).json()).id
  const studio = async () => (await kit.desk('GET', '/api/desk/studio/languages/sti', { cookie: listener })).json()
  const approve = (id: string, cookie = listener) => post(`clips/${id}/decide`, cookie, { decision: 'approve' })
  const publish = async () => (await post('languages/sti/publish')).json()
  /** What tablets are told of the studio's packs, with what each says. */
  const told = async () => {
    const rows = (await kit.hub.in((tx) => tx.packs())).filter(({ id }) => id.startsWith('voice-studio-'))
    return Promise.all(
      rows.map(async ({ id, version, jws }) => {
        const hash = packStatement.schema.parse(parseJws(jws)?.payload).sha256
        const wire = [wireVersions.min, wireVersions.max]
        const asked = { wire, tenant: kit.hub.tenant, sha256: hash, from: 0 }
        const answer = await kit.tablet('POST', paths.pack, { body: asked })
        const body = answer.status === 200 ? new Uint8Array(await answer.arrayBuffer()) : null
        const voice = body && hex(sha256(body)) === hash ? parseVoicePack(body) : null
        return { id, version, sounds: voice?.header.clips.map(({ sound }) => sound) ?? [], voice }
      }),
    )
  }

  it('keeps a sentence as a draft, which a second officer hears and takes; only then it is published', async () => {
    const id = await record(keepOld)
    expect((await studio()).clips).toMatchObject([
      { id, sound: keepOld, state: 'draft', speaker: speaker.name, consentOn: '2026-11-20', isOut: false },
    ])
    const heard = await kit.desk('GET', `/api/desk/studio/clips/${id}/sound`, { cookie: listener })
    expect(new Uint8Array(await heard.arrayBuffer())).toEqual(opus('[thử]'))
    expect(await publish()).toEqual({ told: 0, same: 0, withdrawn: 0 })
    expect(await refusal(approve(id, recorder))).toBe('403 not-allowed')
    expect((await approve(id)).status).toBe(200)
    expect(await refusal(approve(id))).toBe('409 conflict')
    expect(await refusal(post('languages/sti/publish', listener))).toBe('403 not-allowed')
    expect(await publish()).toEqual({ told: 1, same: 0, withdrawn: 0 })
    expect(await publish()).toEqual({ told: 0, same: 1, withdrawn: 0 })
    const [pack] = await told()
    expect(pack).toMatchObject({ version: 1, sounds: [keepOld] })
    expect(pack?.voice?.header).toMatchObject({ language: 'sti', speaker })
    expect((await studio()).clips).toMatchObject([
      { state: 'reviewed', decidedBy: { name: expect.any(String) }, isOut: true },
    ])
    const actions = (await kit.hub.in((tx) => tx.auditRows(1, 1000))).map(({ action }) => action)
    expect(actions).toEqual(expect.arrayContaining(['record-clip', 'approve-clip', 'publish-pack']))
  })

  it('gives a sentence back with a reason; the retake waits beside the one that counts, and takes its place', async () => {
    const first = await record(keepOld)
    await approve(first)
    const bad = await record(keepOld, opus('[thử 2]'))
    await post(`clips/${bad}/decide`, listener, { decision: 'return', reason: 'Có tiếng xe' })
    expect((await studio()).clips).toHaveLength(2)
    expect((await studio()).clips).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: first, state: 'reviewed' }),
        expect.objectContaining({ id: bad, state: 'returned', reason: 'Có tiếng xe' }),
      ]),
    )
    const retake = await record(keepOld, opus('[thử 3]'))
    await publish()
    expect((await told())[0]?.voice?.clip(keepOld)?.bytes).toEqual(opus('[thử]'))
    await approve(retake)
    await publish()
    expect((await studio()).clips).toMatchObject([{ id: retake, state: 'reviewed' }])
    expect((await told())[0]).toMatchObject({ version: 2 })
    expect((await told())[0]?.voice?.clip(keepOld)?.bytes).toEqual(opus('[thử 3]'))
  })

  it('erases a sentence whose speaker takes it back, out of the published pack too; a language is withdrawn as a whole', async () => {
    const [one, other] = [await record(keepOld), await record(login)]
    await approve(one)
    await approve(other)
    await publish()
    expect((await post(`clips/${one}/withdraw`, listener)).status).toBe(200)
    expect(await told()).toMatchObject([{ version: 2, sounds: [login] }])
    expect(await refusal(kit.desk('GET', `/api/desk/studio/clips/${one}/sound`, { cookie: listener }))).toBe(
      '404 not-found',
    )
    expect(await (await post('languages/sti/withdraw')).json()).toEqual({ told: 0, same: 0, withdrawn: 1 })
    expect(await told()).toMatchObject([{ version: 3, sounds: [] }])
    expect((await studio()).clips).toMatchObject([
      { sound: keepOld, state: 'withdrawn', isOut: false },
      { sound: login, state: 'reviewed', isOut: false },
    ])
    expect(await publish()).toMatchObject({ told: 1 })
    expect(await told()).toMatchObject([{ version: 4, sounds: [login] }])
    // the last of a pack: the pack goes with it
    await post(`clips/${other}/withdraw`, listener)
    expect(await told()).toMatchObject([{ version: 5, sounds: [] }])
  })

  it('who takes a sentence back publishes no other one: what was approved since waits for an administrator', async () => {
    const [one, other] = [await record(keepOld), await record(login)]
    for (const id of [one, other]) await approve(id)
    await publish()
    await approve(await record(login, opus('[thử lại]')))
    await approve(await record('new-phone/chip'))
    expect((await post(`clips/${one}/withdraw`, listener)).status).toBe(200)
    const [pack] = await told()
    expect(pack).toMatchObject({ version: 2, sounds: [login] })
    expect(pack?.voice?.clip(login)?.bytes).toEqual(opus('[thử]'))
    expect(await publish()).toEqual({ told: 1, same: 0, withdrawn: 0 })
    expect((await told())[0]).toMatchObject({ version: 3, sounds: ['new-phone/chip', login] })
  })

  it('a sentence is taken back also where those approved since would make its pack too large', async () => {
    const [one, ...others] = [...soundsOf([])].filter((sound) => sound.startsWith('remedy/')).slice(0, 17)
    await approve(await record(one ?? ''))
    await publish()
    const large = opus(...Array.from({ length: 155 }, () => 'm'.repeat(1270)))
    expect(large.length).toBeLessThan(maxClipBytes)
    for (const sound of others) await approve(await record(sound, large))
    expect(await refusal(post('languages/sti/publish'))).toBe('413 too-large')
    const [first] = (await studio()).clips.filter((clip: { sound: string }) => clip.sound === one)
    expect((await post(`clips/${first.id}/withdraw`, listener)).status).toBe(200)
    expect(await told()).toMatchObject([{ version: 2, voice: null }])
  })

  it('after a restore, whose epoch is the minutes since 1970, tablets believe what is told and taken back (SPEC EPO-4, PCK-3)', async () => {
    const one = await record(keepOld)
    await approve(one)
    await publish()
    kit.hub.epoch = Math.floor(Date.UTC(2026, 10, 27) / 60_000)
    await approve(await record(login))
    expect(await publish()).toEqual({ told: 1, same: 0, withdrawn: 0 })
    expect(await told()).toMatchObject([{ sounds: [keepOld, login] }])
    expect((await post(`clips/${one}/withdraw`, listener)).status).toBe(200)
    expect(await told()).toMatchObject([{ sounds: [login] }])
  })

  it('who spoke a sentence that another speaker’s retake replaced can take it back while tablets still have it', async () => {
    const first = await record(keepOld)
    await approve(first)
    await publish()
    const other = await record(keepOld, opus('[thử 2]'), { speaker: { ...speaker, name: 'Điểu Văn Thử' } })
    await approve(other)
    expect((await studio()).clips).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: first, state: 'replaced', isOut: true }),
        expect.objectContaining({ id: other, state: 'reviewed', isOut: false }),
      ]),
    )
    expect((await post(`clips/${first}/withdraw`, listener)).status).toBe(200)
    expect(await told()).toMatchObject([{ version: 2, sounds: [] }])
    expect((await studio()).clips).toMatchObject([{ id: other, state: 'reviewed' }])
    expect(await refusal(kit.desk('GET', `/api/desk/studio/clips/${first}/sound`, { cookie: listener }))).toBe(
      '404 not-found',
    )
    // once the other one is published nobody has the first any more, and it goes by itself
    const third = await record(keepOld, opus('[thử 3]'))
    await publish()
    await approve(third)
    expect((await studio()).clips).toHaveLength(2)
    await publish()
    expect((await studio()).clips).toMatchObject([{ id: third, state: 'reviewed', isOut: true }])
  })

  it('what a speaker takes back leaves tablets also where an older take of theirs is what they have', async () => {
    await approve(await record(keepOld))
    await publish()
    const later = { speaker: { ...speaker, consentOn: '2026-11-21' } }
    const retake = await record(keepOld, opus('[thử 2]'), later)
    await approve(retake)
    expect((await post(`clips/${retake}/withdraw`, listener)).status).toBe(200)
    expect(await told()).toMatchObject([{ version: 2, sounds: [] }])
    expect((await studio()).clips).toMatchObject([{ id: retake, state: 'withdrawn' }])
  })

  it('makes a pack of each speaker, consent and guide; one that is the same is not told again', async () => {
    const other = { speaker: { ...speaker, consentOn: '2026-11-21' } }
    const scam = loadGuides().find(({ id }) => id === 'recognise-scam')?.steps[0]?.sound ?? ''
    for (const id of [await record(keepOld), await record(login, undefined, other), await record(scam)])
      await approve(id)
    expect(await publish()).toEqual({ told: 3, same: 0, withdrawn: 0 })
    const retake = await record(keepOld, opus('[thử mới]'))
    await approve(retake)
    expect(await publish()).toEqual({ told: 1, same: 2, withdrawn: 0 })
  })

  it('refuses a clip with a reason, and keeps nothing of it (issue 4)', async () => {
    const wrong = [
      ['of 50 MB (issue 4)', () => new Uint8Array(50_000_000), '413 too-large'],
      ['larger than a sentence', () => recorded(keepOld, new Uint8Array(maxClipBytes + 1)), '400 malformed'],
      ['that is cut', () => recorded(keepOld, opus('[thử]').subarray(0, -1)), '400 malformed'],
      ['that is no Opus', () => recorded(keepOld, utf8('<html>')), '400 malformed'],
      ['shorter than it says', () => recorded(keepOld).subarray(0, -1), '400 malformed'],
      ['of a sentence that no guide has', () => recorded('new-phone/nothing'), '400 malformed'],
      ['in no language of ours', () => recorded(keepOld, undefined, { language: 'xxx' }), '400 malformed'],
      [
        'with markup for a name',
        () => recorded(keepOld, undefined, { speaker: { ...speaker, name: '<b>x</b>' } }),
        '400 malformed',
      ],
      ['without consent', () => recorded(keepOld, undefined, { speaker: { name: 'Mẫu' } }), '400 malformed'],
    ] as const
    for (const [what, body, expected] of wrong) expect([what, await refusal(add(body()))]).toEqual([what, expected])
    expect((await studio()).clips).toEqual([])
  })

  it('keeps a translation, which a second officer takes; tablets are told all of a language as one pack, and it is taken back', async () => {
    const khmer = async () => (await kit.desk('GET', '/api/desk/studio/languages/khm', { cookie: listener })).json()
    const source = loadGuides()[0]?.steps[0]?.title.vi ?? ''
    const write = (text: string, more: object = {}) =>
      post('translations', recorder, { language: 'khm', source, text, ...more })
    const words = async () => {
      const row = (await kit.hub.in((tx) => tx.packs())).find(({ id }) => id === 'words-km')
      const told = row && packStatement.schema.parse(parseJws(row.jws)?.payload)
      const body = told && (await kit.hub.in((tx) => tx.packBody(told.sha256)))
      return { version: row?.version, texts: body ? JSON.parse(utf8Text(body.body)).texts : null }
    }
    expect(await refusal(write('<b>x</b>'))).toBe('400 malformed')
    expect(await refusal(write('{{tên}}'))).toBe('400 malformed')
    expect(await refusal(write('a'.repeat(481)))).toBe('413 too-large')
    expect(await refusal(write('[thử]', { source: 'Không bài nào nói' }))).toBe('400 malformed')
    expect(await refusal(write('[thử]', { language: 'sti' }))).toBe('400 malformed')
    const { id } = await (await write('[thử]')).json()
    expect((await khmer()).translations).toMatchObject([{ id, source, text: '[thử]', state: 'draft', isOut: false }])
    const decide = (one: string, body: object, cookie = listener) => post(`translations/${one}/decide`, cookie, body)
    expect(await refusal(decide(id, { decision: 'approve' }, recorder))).toBe('403 not-allowed')
    expect((await decide(id, { decision: 'return', reason: 'Sai ý' })).status).toBe(200)
    const { id: second } = await (await write('[thử 2]')).json()
    expect((await khmer()).translations).toMatchObject([{ id: second, state: 'draft' }])
    await decide(second, { decision: 'approve' })
    expect(await (await post('languages/khm/publish')).json()).toEqual({ told: 1, same: 0, withdrawn: 0 })
    expect(await (await post('languages/khm/publish')).json()).toEqual({ told: 0, same: 1, withdrawn: 0 })
    expect(await words()).toMatchObject({ version: 1, texts: [{ vi: source, text: '[thử 2]', by: 'Cán bộ Mẫu' }] })
    expect(await (await post('languages/khm/withdraw')).json()).toEqual({ told: 0, same: 0, withdrawn: 1 })
    expect(await words()).toEqual({ version: 2, texts: null })
    await post('languages/khm/publish')
    expect(await words()).toMatchObject({ version: 3 })
    const { id: third } = await (await write('[thử 3]', { source: loadGuides()[0]?.steps[1]?.title.vi })).json()
    await decide(third, { decision: 'approve' })
    await post(`translations/${second}/remove`, listener)
    // what was approved since waits for an administrator
    expect(await words()).toEqual({ version: 4, texts: null })
    expect((await khmer()).translations).toMatchObject([{ id: third, isOut: false }])
    // one that another took the place of is taken away as long as tablets have it
    await post('languages/khm/publish')
    const { id: fourth } = await (await write('[thử 4]', { source: loadGuides()[0]?.steps[1]?.title.vi })).json()
    await decide(fourth, { decision: 'approve' })
    expect((await khmer()).translations).toHaveLength(2)
    expect((await post(`translations/${third}/remove`, listener)).status).toBe(200)
    expect(await words()).toEqual({ version: 6, texts: null })
    expect((await khmer()).translations).toMatchObject([{ id: fourth, state: 'reviewed', isOut: false }])
  })

  it('publishes translations whatever signs an officer’s name has (fault 48)', async () => {
    const named = async (displayName: string) => {
      await kit.hub.in(async (tx) => {
        for (const officer of await tx.officers()) await tx.putOfficer({ ...officer, displayName })
      })
      await post('languages/khm/publish')
      const row = (await kit.hub.in((tx) => tx.packs())).find(({ id }) => id === 'words-km')
      const told = row && packStatement.schema.parse(parseJws(row.jws)?.payload)
      const body = told && (await kit.hub.in((tx) => tx.packBody(told.sha256)))
      return body && JSON.parse(utf8Text(body.body)).texts[0].by
    }
    const source = loadGuides()[0]?.steps[0]?.title.vi ?? ''
    const { id } = await (await post('translations', recorder, { language: 'khm', source, text: '[thử]' })).json()
    await post(`translations/${id}/decide`, listener, { decision: 'approve' })
    expect(await named('Người {Nghe} <Mẫu>')).toBe('Người Nghe Mẫu')
    expect(await named('a'.repeat(200))).toBe('a'.repeat(120))
    // where no letter is left, the name by which they sign in
    expect(await named('<>')).toBe('nguoinghe')
  })

  it('is for officers of the desk’s own page, and asks for a language that is known', async () => {
    expect(await refusal(kit.desk('GET', '/api/desk/studio/languages/sti'))).toBe('401 not-signed-in')
    expect(await refusal(kit.desk('GET', '/api/desk/studio/languages/xxx', { cookie: recorder }))).toBe('404 not-found')
    expect(await refusal(approve('00000000-0000-4000-8000-000000000000'))).toBe('404 not-found')
  })
})
