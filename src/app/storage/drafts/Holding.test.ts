import { IDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pulled, SampleTablet, sampleIds } from '../../../../tests/tablet/tabletKit.ts'
import { webCrypto } from '../../../crypto/web/webCrypto.ts'
import type { PullEntry, PulledRecord } from '../../../protocol/page.ts'
import { DraftHands } from '../handover/DraftHands.ts'
import type { DraftSummary } from '../ports.ts'
import { takePage } from '../sync/takePage.ts'

const id = '60000000-0000-4000-8000-000000000006'
const other = '20000000-0000-4000-8000-00000000000b'

let tablet: SampleTablet
let tab: Awaited<ReturnType<SampleTablet['openTab']>>
let hands: DraftHands
let cursor: number
beforeEach(async () => {
  tablet = await SampleTablet.approved()
  tab = await tablet.openTab()
  hands = new DraftHands({ ...tab, crypto: webCrypto, clock: tablet.clock })
  cursor = 0
})
afterEach(() => tablet.end())

const payloads = async () => {
  const rows = await tab.db.outbox.orderBy('[chain+n]').toArray()
  return Promise.all(
    rows.map(async (row) => {
      const { payload } = await tablet.opened(tab.db, row)
      if (typeof payload === 'string') throw new Error(payload)
      return payload
    }),
  )
}
async function pull(...entries: PullEntry[]) {
  const to = Math.max(cursor, ...entries.map(({ s }) => s)) + 1
  await takePage(tab.db, await tablet.page(cursor, to, entries), entries)
  cursor = to
  tab.changes.say('pages')
}
const shown = (isWanted: (draft: DraftSummary) => boolean) =>
  new Promise<DraftSummary>((resolve) => {
    tab.drafts.list.subscribe((list) => {
      const found = list.find((draft) => draft.id === id && isWanted(draft))
      if (found) resolve(found)
    })
  })
const heldElsewhere = (version: number): PulledRecord => ({
  ...pulled({ id, s: version, version }),
  groups: {
    identity: { value: { name: 'Nguyễn Văn Mẫu', sex: 'm' }, version: 1 },
    holder: {
      value: { device: other, tablet: 'Máy 2', volunteer: other, name: 'Chị Thử Hai', since: tablet.clock.now() },
      version,
    },
  },
})
/** Receipt and verdict of the newest item. */
async function decided(version: number, state: 'applied' | 'rejected' = 'applied', data: Record<string, string> = {}) {
  const rows = await tab.db.outbox.orderBy('[chain+n]').toArray()
  const last = rows.at(-1)
  if (!last) throw new Error('nothing sealed')
  const { chain, n } = last
  await tab.db.chains.where('chain').equals(chain).modify({ receiptedN: n })
  const verdict = { chain, n, state, reason: null, data, record: id, version }
  await pull({ k: 'verdict', s: cursor + 1, ...verdict })
}
/** A word that a full disk does not take: it stays in memory (fault 5). */
async function typedOnFullDisk(of: string, patch: Record<string, Record<string, unknown>>) {
  const disk = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError')
  })
  await expect(tab.drafts.save(of, patch)).rejects.toMatchObject({ code: 'disk-full' })
  disk.mockRestore()
}

describe('who holds a record of the team', () => {
  it('is told once when the first word is written in it, and is the base of nothing (SPEC HLD-3)', async () => {
    await pull(pulled({ id, s: 3 }))
    await tab.drafts.save(id, { contact: { phone: '0901234567' } })
    await tab.drafts.save(id, { contact: { phoneOwner: 'self' } })
    // applied on top of what somebody else had changed meanwhile
    await decided(9)
    await tab.drafts.finish(id)
    const [hold, done, ...more] = await payloads()
    expect(hold).toMatchObject({ r: id, b: 3, g: { holder: { device: sampleIds.device, name: 'Điểu Thị Mẫu' } } })
    expect(Object.keys(hold?.g ?? {})).toEqual(['holder'])
    expect(done).toMatchObject({ r: id, b: 3, g: { contact: { phone: '0901234567', phoneOwner: 'self' } } })
    expect(done?.g).not.toHaveProperty('holder')
    expect(more).toEqual([])
    // nor is the case offered a second time because of it
    await pull(pulled({ id, s: 11, version: 9 }))
    expect(await tab.drafts.get(id)).toBeNull()
  })

  it('is not told by looking: another’s stays another’s, and what is written after the look is told (SPEC HLD-3)', async () => {
    await pull(heldElsewhere(4))
    await tab.drafts.save(id, {}, 'phone')
    await tab.drafts.save(id, { identity: { name: 'Nguyễn Văn Mẫu' } }, 'name')
    await shown(({ at, held }) => at === 'name' && held?.way === 'elsewhere')
    expect(await payloads()).toEqual([])
    await tab.drafts.save(id, { contact: { phone: '0901234567' } })
    await tab.drafts.save(id, { contact: { phoneOwner: 'self' } })
    expect(await payloads()).toMatchObject([{ b: 4, g: { holder: { device: sampleIds.device } } }])
  })

  it('is told by opening what was given: nobody else need (SPEC HLD-2)', async () => {
    const since = tablet.clock.now()
    const value = { since, giver: 'Chị Thử Hai', from: other, fromTablet: 'Máy 2', at: 'sex' }
    const given = heldElsewhere(4)
    await pull({ ...given, groups: { ...given.groups, holder: { value, version: 4 } } })
    // it goes on where its giver stood
    expect((await tab.drafts.get(id))?.at).toBe('sex')
    await tab.drafts.save(id, {}, 'phone')
    await tab.drafts.save(id, {}, 'name')
    expect(await payloads()).toMatchObject([{ b: 4, g: { holder: { device: sampleIds.device } } }])
  })

  it('is ended by the hub with the case’s next step: this tablet’s own word too (SPEC HLD-4, HLD-5)', async () => {
    await pull(heldElsewhere(4))
    await hands.giveThroughHub(id, { id: other, label: 'Máy 2' })
    await shown(({ held }) => held?.way === 'waiting')
    await tab.drafts.save(id, { contact: { phone: '0901234567' } })
    await decided(5)
    await shown(({ held }) => held?.way === 'sent')
    await pull(pulled({ id, s: 14, version: 7 }))
    await shown(({ held }) => held === null)
  })

  it('is told with its one new line where the notes are full, or nobody could take it over (SPEC HLD-1)', async () => {
    const entries = Array.from({ length: 50 }, (_, at) => ({ at, text: `Dòng ${at}` }))
    const full = heldElsewhere(4)
    await pull({ ...full, groups: { ...full.groups, notes: { value: { entries }, version: 1 } } })
    await hands.takeOver(id, 'Máy 2')
    await tab.drafts.finish(id)
    const notes = { entries: [expect.objectContaining({ hand: expect.objectContaining({ kind: 'taken' }) })] }
    expect((await payloads()).map(({ g }) => g?.notes)).toEqual([notes, notes])
  })

  it('offers a case again that was sent back anew before it was told and finished as of the older state (SPEC MRG-5)', async () => {
    await pull(pulled({ id, s: 3 }))
    await tab.drafts.save(id, { contact: { phone: '0901234567' } })
    // meanwhile a colleague had finished it, and the desk asked again
    await decided(6)
    const contact = { value: { phone: '0900000000' }, version: 4 }
    await pull(pulled({ id, s: 12, version: 6, note: 'lần hai', groups: { contact } }))
    await tab.drafts.finish(id)
    expect(await tab.drafts.get(id)).toBeNull()
    await decided(6, 'applied', { conflicts: 'contact', command: 'stale-command' })
    expect(await tab.drafts.get(id)).toMatchObject({ returnNote: 'lần hai', groups: { contact: contact.value } })
  })

  it('is asked about where another tablet has it, and taking it over is told with a line in its notes (SPEC HLD-1)', async () => {
    await pull(heldElsewhere(4))
    expect((await shown(({ held }) => held !== null)).held).toMatchObject({
      who: 'Chị Thử Hai, Máy 2',
      way: 'elsewhere',
    })
    await hands.takeOver(id, 'Chị Thử Hai, Máy 2')
    await shown(({ held }) => held === null)
    const [taken] = await payloads()
    expect(taken?.g).toMatchObject({
      holder: { device: sampleIds.device, volunteer: sampleIds.volunteer },
      notes: { entries: [{ hand: { kind: 'taken', by: 'Điểu Thị Mẫu', to: 'Chị Thử Hai, Máy 2', where: 'Máy 1' } }] },
    })
    expect(taken).not.toHaveProperty('c')
  })

  it('is this tablet’s own word until the hub has decided, then the later version, whatever clocks say (SPEC HLD-5)', async () => {
    await pull(heldElsewhere(4))
    await hands.takeOver(id, 'Máy 2')
    await tab.drafts.save(id, { contact: { phone: '0901234567' } })
    await pull(heldElsewhere(5))
    await shown(({ held }) => held === null)
    await decided(6)
    await shown(({ held }) => held === null)
    await pull(heldElsewhere(7))
    await shown(({ held }) => held?.way === 'elsewhere')
    // what was typed here is kept all the same, and can be sealed (SPEC HLD-4)
    expect((await tab.drafts.get(id))?.groups.contact).toEqual({ phone: '0901234567' })
    await tab.drafts.finish(id)
    expect((await payloads()).at(-1)).toMatchObject({ g: { contact: { phone: '0901234567' } } })
  })

  it('counts no more when the hub refused it (SPEC HLD-5)', async () => {
    await pull(heldElsewhere(4))
    await hands.takeOver(id, 'Máy 2')
    await tab.drafts.save(id, { contact: { phone: '0901234567' } })
    await decided(0, 'rejected')
    await shown(({ held }) => held?.way === 'elsewhere')
  })

  it('given through the hub a draft goes whole in one item, waits for the line, and comes back as it was meant (SPEC HLD-2)', async () => {
    const draft = await tab.drafts.create('dossier', { subject: { name: 'Điểu Thử' } }, null)
    await tab.drafts.save(draft.id, {}, 'question/subject.sex')
    const held = (way: string) =>
      new Promise<void>((resolve) => {
        tab.drafts.list.subscribe((list) => list.some((one) => one.held?.way === way) && resolve())
      })
    await hands.giveThroughHub(draft.id, { id: other, label: 'Máy 2' })
    await held('waiting')
    expect(await payloads()).toMatchObject([
      {
        r: draft.id,
        b: 0,
        g: {
          subject: { name: 'Điểu Thử' },
          holder: {
            device: other,
            tablet: 'Máy 2',
            giver: 'Điểu Thị Mẫu',
            from: sampleIds.device,
            fromTablet: 'Máy 1',
            at: 'question/subject.sex',
          },
        },
      },
    ])
    await tab.db.chains.toCollection().modify({ receiptedN: 1 })
    tab.changes.say('drafts')
    await held('sent')
    // taken back before anybody had it
    await hands.takeOver(draft.id, 'Máy 2')
    const back = (await payloads())[1]
    expect(back).toMatchObject({ b: -1, g: { holder: { device: sampleIds.device } } })
    expect(Object.keys(back?.g ?? {}).sort()).toEqual(['holder', 'notes'])
  })

  it('is told of what was pulled with the word that a full disk did not take, which stays or goes along (SPEC HLD-2, fault 5)', async () => {
    const contact = { phone: '0901234567' }
    await pull(pulled({ id, s: 3 }))
    await typedOnFullDisk(id, { contact })
    await hands.takeOver(id, 'Máy 2')
    expect((await tab.drafts.get(id))?.groups.contact).toEqual(contact)
    await decided(4)
    await pull(pulled({ id, s: 10, version: 4 }))
    expect((await tab.drafts.get(id))?.groups.contact).toEqual(contact)
    await hands.giveThroughHub(id, { id: other, label: 'Máy 2' })
    const [taken, gift] = await payloads()
    expect(taken?.g).not.toHaveProperty('contact')
    expect(gift?.g).toMatchObject({ contact, holder: { device: other } })
  })

  it('given with such a word on top of a partial, the word goes along (SPEC HLD-2, fault 5)', async () => {
    const draft = await tab.drafts.create('dossier', { subject: { name: 'Điểu Thử' } }, null)
    await tab.drafts.sealAll()
    await typedOnFullDisk(draft.id, { requester: { phone: '0901234567' } })
    await hands.giveThroughHub(draft.id, { id: other, label: 'Máy 2' })
    expect((await payloads())[1]).toMatchObject({
      b: -1,
      g: { requester: { phone: '0901234567' }, holder: { device: other } },
    })
  })

  it('goes whole from a partial that the hub refused, which nothing could follow (SPEC HLD-2)', async () => {
    const draft = await tab.drafts.create('dossier', { subject: { name: 'Điểu Thử' } }, null)
    await tab.drafts.sealAll()
    await decided(0, 'rejected')
    // of what the commune does not have it hears nothing
    await hands.takeOver(draft.id, 'Máy 2')
    await tab.drafts.sealAll()
    await hands.giveThroughHub(draft.id, { id: other, label: 'Máy 2' })
    const [, whole, gift] = await payloads()
    expect(whole).toMatchObject({ r: draft.id, b: 0, g: { subject: { name: 'Điểu Thử' } } })
    expect(whole?.g).not.toHaveProperty('holder')
    expect(gift).toMatchObject({ b: -1, g: { holder: { device: other } } })
  })

  it('given from such a partial it goes whole too (SPEC HLD-2)', async () => {
    const draft = await tab.drafts.create('dossier', { subject: { name: 'Điểu Thử' } }, null)
    await tab.drafts.sealAll()
    await decided(0, 'rejected')
    await hands.giveThroughHub(draft.id, { id: other, label: 'Máy 2' })
    expect((await payloads())[1]).toMatchObject({
      r: draft.id,
      b: 0,
      g: { subject: { name: 'Điểu Thử' }, holder: { device: other } },
    })
  })
})
