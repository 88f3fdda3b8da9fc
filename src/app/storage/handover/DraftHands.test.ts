import { afterEach, beforeEach, expect, it } from 'vitest'
import { sampleBundle } from '../../../../tests/tablet/sampleBundle.ts'
import { pulled, SampleTablet } from '../../../../tests/tablet/tabletKit.ts'
import { webCrypto } from '../../../crypto/web/webCrypto.ts'
import type { PulledRecord } from '../../../protocol/page.ts'
import { takePage } from '../sync/takePage.ts'
import { DraftHands } from './DraftHands.ts'
import { codeOfBundle, newIdentity, openBundle, recipientOf, sealBundle } from './draftBundle.ts'

let tablet: SampleTablet
let tab: Awaited<ReturnType<SampleTablet['openTab']>>
let hands: DraftHands
beforeEach(async () => {
  tablet = await SampleTablet.approved()
  tab = await tablet.openTab()
  hands = new DraftHands({ ...tab, crypto: webCrypto, clock: tablet.clock })
})
afterEach(() => tablet.end())

/** Another tablet, and what it does with a file: the code that it shows. */
async function otherTablet(label: string) {
  const identity = await newIdentity()
  const to = { label, key: await recipientOf(identity), check: '' }
  return {
    async give(id: string): Promise<string> {
      const given = await hands.giveAway(id, to)
      if (given.kind !== 'ok') throw new Error(given.kind)
      const opened = await openBundle([identity], given.bytes)
      if (typeof opened === 'string') throw new Error(opened)
      return codeOfBundle(webCrypto, opened.bundle)
    },
  }
}
const begun = async () => (await tab.drafts.create('dossier', { subject: { name: 'Điểu Thử' } }, null)).id

it('nothing is written in a draft while another tablet has it; taken back it is gone on with, and an old code counts no more (decision 026)', async () => {
  const [id, other] = [await begun(), await otherTablet('Máy 2')]
  const code = await other.give(id)
  const refused = { code: 'failed', data: { reason: 'draft-given' } }
  await expect(tab.drafts.save(id, { contact: { phone: '0901234567' } })).rejects.toMatchObject(refused)
  await expect(tab.drafts.finish(id)).rejects.toMatchObject(refused)
  await expect(hands.giveHere(id, { id: 'y', name: 'Lan Mẫu' })).rejects.toMatchObject(refused)
  await hands.takeOver(id, 'Máy 2')
  await tab.drafts.save(id, { contact: { phone: '0901234567' } })
  expect(await hands.release(id, code)).toBe(false)
  expect((await tab.drafts.get(id))?.groups.contact).toEqual({ phone: '0901234567' })
})

it('what was written in it all the same does not go with the code (decision 026)', async () => {
  const [id, other] = [await begun(), await otherTablet('Máy 2')]
  const code = await other.give(id)
  // a tab of an earlier version knows of no refusal
  await tab.drafts.rewrite(id, (content) => ({ ...content, groups: { ...content.groups, contact: { phone: '0901' } } }))
  expect(await hands.release(id, code)).toBe(false)
  expect(await tab.drafts.get(id)).not.toBeNull()
})

it('one bundle is one tablet’s: the code of who had it before says nothing of who has it now (decision 026)', async () => {
  const id = await begun()
  const [first, second] = [await otherTablet('Máy 2'), await otherTablet('Máy 3')]
  const lost = await first.give(id)
  expect(await first.give(id)).toBe(lost)
  const code = await second.give(id)
  expect(await hands.release(id, lost)).toBe(false)
  expect(await hands.release(id, code)).toBe(true)
  expect(await tab.drafts.get(id)).toBeNull()
})

it('sealed to the hub meanwhile for its age, it still goes with its code (design §1)', async () => {
  const [id, other] = [await begun(), await otherTablet('Máy 2')]
  const code = await other.give(id)
  tablet.clock.pass(73 * 3_600_000)
  await tab.drafts.sealSurplus()
  expect(await tab.db.outbox.count()).toBe(1)
  expect(await hands.release(id, code)).toBe(true)
})

const home = '70000000-0000-4000-8000-000000000007'
/** What anybody writes who has this tablet's key. */
async function brought(draft: Parameters<typeof sampleBundle>[0]): Promise<Uint8Array> {
  const { key } = JSON.parse((await hands.ownKey()).text)
  return sealBundle(key, sampleBundle(draft))
}
async function pull(record: PulledRecord) {
  await takePage(tab.db, await tablet.page(record.s - 1, record.s, [record]), [record])
  tab.changes.say('pages')
}
const household = pulled({
  ...{ id: home, s: 1, version: 4, type: 'household', status: 'kept', note: null },
  groups: { place: { value: { number: '014', head: 'Điểu Mẫu' }, version: 1 } },
})

it('no file brings a household in, nor a draft in the place of one: what is said there can still be saved (decision 026)', async () => {
  await pull(household)
  const groups = { place: { number: '014' }, eaccount01aaaaaaaa: { state: 'has', by: 'resident', on: '2026-11-27' } }
  const asHousehold = await brought({ id: home, type: 'household', groups, baseVersion: 4, read: {} })
  expect(await hands.take(asHousehold)).toEqual({ kind: 'unknown-file' })
  const inItsPlace = await brought({ id: home, baseVersion: 4, read: {} })
  expect(await hands.take(inItsPlace)).toMatchObject({ kind: 'here-already' })
  expect(await tab.db.drafts.count()).toBe(0)
  await tab.round.save(home, { visit: { state: 'done' } })
  expect(await tab.db.outbox.count()).toBe(1)
})

it('what could never be sealed, a secret, or a name without end is no draft’s file (decision 026, SPEC STO-5)', async () => {
  const refused = { kind: 'unknown-file' }
  for (const draft of [
    { id: 'x' },
    { type: 'round' as const },
    { title: 'x'.repeat(201) },
    { groups: { subject: { name: 'x'.repeat(500) } } },
    { groups: { nobody: { knows: 'this' } } },
    { groups: { subject: { name: 'Mẫu', note: 'OTP 123456' } } },
  ]) {
    expect([draft, await hands.take(await brought(draft))]).toEqual([draft, refused])
  }
  expect(await tab.db.drafts.count()).toBe(0)
})

it('a case that the desk sent back goes from tablet to tablet; one that was decided since takes no draft (decision 026)', async () => {
  const case1 = pulled({
    id: home,
    s: 1,
    type: 'dossier',
    groups: { subject: { value: { name: 'Điểu Thử' }, version: 1 } },
  })
  await pull(case1)
  const read = { subject: { name: 'Điểu Thử' } }
  const file = await brought({ baseVersion: 3, read, groups: { ...read, answers: { street: 'Đường Mẫu' } } })
  expect(await hands.take(file)).toMatchObject({ kind: 'ok', draft: home })
  await tab.drafts.discard(home)
  await pull({ ...case1, s: 2, version: 5, status: 'approved', note: null })
  const late = await sealBundle(JSON.parse((await hands.ownKey()).text).key, {
    ...sampleBundle({ baseVersion: 3, read, groups: read }),
    bundle: 'cd'.repeat(16),
  })
  expect(await hands.take(late)).toMatchObject({ kind: 'here-already' })
})
