import { afterEach, beforeEach, expect, it } from 'vitest'
import { SampleTablet } from '../../../../tests/tablet/tabletKit.ts'
import { webCrypto } from '../../../crypto/web/webCrypto.ts'
import { DraftHands } from './DraftHands.ts'
import { codeOfBundle, newIdentity, openBundle, recipientOf } from './draftBundle.ts'

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
