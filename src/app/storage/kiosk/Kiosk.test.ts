import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { idBytes, SampleTablet, sampleIds } from '../../../../tests/tablet/tabletKit.ts'
import { hex, uuidText } from '../../../crypto/bytes.ts'
import { webCrypto, webSigner } from '../../../crypto/web/webCrypto.ts'
import { shortCodeOf } from '../../../domain/shortCode.ts'
import { claimProof } from '../../../protocol/claim.ts'
import { isHeaderSigned, parseSessionHeader } from '../../../protocol/sessionHeader.ts'
import { readMeta } from '../db/meta.ts'
import type { SealState } from '../ports.ts'

const agreed = { consent: { given: true, at: 1, textVersion: '2026-11-22', method: 'screen' } }
const about = { procedureCode: '1.004194', formId: 'ct01', formVersion: '1', createdAt: 1 }

describe('a kiosk', () => {
  let tablet: SampleTablet
  let tab: Awaited<ReturnType<SampleTablet['openKiosk']>>
  beforeEach(async () => {
    tablet = await SampleTablet.approved({ kiosk: true })
    tab = await tablet.openKiosk()
  })
  afterEach(() => tablet.end())

  const rows = () => tab.db.outbox.orderBy('[chain+n]').toArray()
  const payloads = async () =>
    Promise.all((await rows()).map(async (row) => (await tablet.opened(tab.db, row)).payload))
  const begin = () => tab.kiosk.drafts.create('dossier', { about }, null)
  const say = (id: string, name: string, at = 'question/answers-name') =>
    tab.kiosk.drafts.save(id, { answers: { name } }, at)

  it('seals each finished page on top of the one before, and the last with the command (SPEC KSK-2)', async () => {
    const { id } = await begin()
    await tab.kiosk.drafts.save(id, agreed, 'question/answers-name')
    expect(await tab.kiosk.sealPages()).toBe(true)
    await say(id, 'Người Mẫu')
    await tab.kiosk.sealPages()
    await tab.kiosk.sealPages()
    await say(id, 'Người Mẫu Hai', 'check')
    expect(await tab.kiosk.drafts.finish(id)).toEqual({ shortCode: shortCodeOf(id) })
    const k = expect.stringMatching(/^[0-9a-f]{64}$/)
    expect(await payloads()).toEqual([
      { r: id, b: 0, k, g: { about, ...agreed }, t: [0] },
      { b: -1, g: { answers: { name: 'Người Mẫu' } }, t: [0] },
      { b: -1, g: { answers: { name: 'Người Mẫu Hai' } }, c: { name: 'submit' }, t: [0] },
    ])
    expect(await tab.kiosk.drafts.get(id)).toBeNull()
  })

  it('seals nothing before the resident has agreed, and says so when one takes it back (SPEC KSK-2)', async () => {
    const { id } = await begin()
    await say(id, 'Người Mẫu', 'consent')
    await tab.kiosk.sealPages()
    await tab.kiosk.drafts.discard(id)
    expect(await rows()).toEqual([])
    const other = await begin()
    await tab.kiosk.drafts.save(other.id, agreed, 'question/answers-name')
    await tab.kiosk.sealPages()
    await say(other.id, 'Người Mẫu')
    await tab.kiosk.drafts.discard(other.id)
    expect(await payloads()).toMatchObject([{ r: other.id }, { b: -1, g: { consent: { given: false } }, t: [0] }])
    expect((await payloads())[1]).not.toHaveProperty('c')
  })

  it('signs for each resident anew, itself, in a session of their own (SPEC KSK-1, SES-1)', async () => {
    for (let resident = 0; resident < 2; resident++) {
      const { id } = await begin()
      await tab.kiosk.drafts.save(id, agreed)
      await tab.kiosk.sealPages()
      await tab.kiosk.nextPerson()
    }
    const device = await readMeta(tab.db, 'device')
    const own = device && (await webSigner(device.sign)).publicKey
    const headers = (await tab.db.sessions.toArray()).map(({ header }) => parseSessionHeader(header))
    expect(new Set((await rows()).map(({ sid }) => sid)).size).toBe(2)
    for (const header of headers) {
      expect(header && uuidText(header.actor)).toBe(sampleIds.device)
      expect(header && own && (await isHeaderSigned(webCrypto, header, own))).toBe(true)
    }
  })

  it('keeps nothing that it could read itself, and nothing for the next one (SPEC KSK-2, STO-1, fault 39)', async () => {
    const { id } = await begin()
    await tab.kiosk.drafts.save(id, { ...agreed, answers: { name: 'Marker Người Mẫu' } }, 'question/answers-name')
    await tab.kiosk.sealPages()
    const { drafts } = tab.kiosk
    await tab.kiosk.nextPerson()
    expect([await drafts.get(id), drafts.list.value, tab.kiosk.begun()]).toEqual([null, [], []])
    await expect(drafts.save(id, {}, 'check')).rejects.toMatchObject({ code: 'missing' })
    expect(await tab.db.drafts.count()).toBe(0)
    for (const table of tab.db.tables) {
      for (const row of await table.toArray()) {
        const text = [...Object.values(row as Record<string, unknown>)]
          .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : JSON.stringify(value)))
          .join(' ')
        expect(text).not.toMatch(/Marker|Mẫu|dossier|ct01/)
      }
    }
    // who unlocks the tablet afterwards reads nothing of it either
    const [row] = await rows()
    await tablet.unlock(tab.keyring)
    const opened = row?.ref && tab.keyring.require().vault.open({ table: 'outbox', id: row.chain, version: 1 }, row.ref)
    await expect(opened).rejects.toMatchObject({ code: 'failed' })
  })

  it('lets a page that was finished reach the disk when somebody presses “next person” at once; the rest goes', async () => {
    const { id } = await begin()
    await tab.kiosk.drafts.save(id, { ...agreed, answers: { name: 'Người Mẫu' } })
    const sealed = tab.kiosk.sealPages()
    await tab.kiosk.drafts.save(id, { answers: { phone: '0901234567' } })
    await Promise.all([tab.kiosk.nextPerson(), sealed])
    expect(await payloads()).toMatchObject([{ r: id, g: { answers: { name: 'Người Mẫu' } } }])
    expect(JSON.stringify(await payloads())).not.toContain('0901234567')
  })

  it('begins nothing for a resident who was gone before it was ready, and mixes no two sessions (SPEC KSK-3)', async () => {
    const { id } = await begin()
    await tab.kiosk.drafts.save(id, agreed)
    const sealed = tab.kiosk.sealPages()
    const gone = tab.kiosk.nextPerson()
    const hasty = begin()
    const again = tab.kiosk.nextPerson()
    await expect(hasty).rejects.toMatchObject({ code: 'missing' })
    const next = await begin()
    await tab.kiosk.drafts.save(next.id, agreed)
    await Promise.all([sealed, gone, again, tab.kiosk.sealPages()])
    expect(await payloads()).toMatchObject([{ r: id }, { r: next.id }])
    expect(new Set((await rows()).map(({ sid }) => sid)).size).toBe(2)
  })

  it('gives a slip once something is sealed, whose secret the hub can only check (SPEC KSK-5)', async () => {
    const { id } = await begin()
    expect(tab.kiosk.begun()).toEqual([{ id, type: 'dossier', slip: null }])
    await tab.kiosk.drafts.save(id, agreed)
    await tab.kiosk.sealPages()
    const slip = tab.kiosk.begun()[0]?.slip
    expect(slip).toEqual({ code: shortCodeOf(id), secret: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{8}$/) })
    const proof = await claimProof(webCrypto, idBytes(sampleIds.tenant), slip?.code ?? '', slip?.secret ?? '')
    expect((await payloads())[0]).toMatchObject({ k: hex(proof) })
    expect(JSON.stringify(await payloads())).not.toContain(slip?.secret)
  })

  it('says whether what was finished is sealed, and keeps it when it could not be', async () => {
    const states: SealState[] = []
    tab.kiosk.sealing.subscribe((state) => states.push(state))
    const { id } = await begin()
    await tab.kiosk.sealPages()
    await tab.kiosk.drafts.save(id, { ...agreed, answers: { name: 'Người Mẫu' } })
    tab.keys.end()
    expect(await tab.kiosk.sealPages()).toBe(false)
    await tab.keys.begin()
    expect(await tab.kiosk.sealPages()).toBe(true)
    expect(states).toEqual(['idle', 'sealing', 'idle', 'sealing', 'failed', 'sealing', 'sealed'])
    expect(await payloads()).toMatchObject([{ r: id, g: { answers: { name: 'Người Mẫu' } } }])
  })

  it('refuses a secret, and is none on a team’s tablet (SPEC STO-5, KSK-1)', async () => {
    const { id } = await begin()
    const secret = tab.kiosk.drafts.save(id, { answers: { name: 'OTP 4821' } })
    await expect(secret).rejects.toMatchObject({ code: 'failed', data: { reason: 'secret', field: 'name' } })
    const ofTeam = await SampleTablet.approved()
    const other = await ofTeam.openKiosk()
    await expect(other.kiosk.drafts.create('dossier', {}, null)).rejects.toMatchObject({ code: 'locked' })
    ofTeam.end()
  })
})
