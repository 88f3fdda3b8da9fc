import { expect, it } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { removeEnded } from './removeEnded.ts'

const day = 24 * 60 * 60 * 1000

it('forgets in every commune what ended long ago, a batch a transaction, and nothing that may still be asked for', async () => {
  const hub = await TestHub.create('ended')
  const now = 100 * day
  for (const tenant of [hub.tenant, hub.otherTenant]) {
    await hub.in(async (tx) => {
      for (let i = 0; i < 1200; i++) await tx.useNonce(`old ${i}`, now - 2 * day - 1)
      await tx.useNonce('recent', now - 2 * day)
      const token = { unit: 'u', team: 't', usedAt: null }
      await tx.putEnrolToken({ ...token, tokenHash: 'old', expiresAt: now - 30 * day - 1 })
      await tx.putEnrolToken({ ...token, tokenHash: 'recent', expiresAt: now - 30 * day })
      const session = { officer: 'o', createdAt: 1 }
      await tx.putOfficerSession({ ...session, tokenHash: 'old', expiresAt: now - day - 1 })
      await tx.putOfficerSession({ ...session, tokenHash: 'recent', expiresAt: now - day })
    }, tenant)
  }
  let transactions = 0
  hub.faults.beforeCommit = () => {
    transactions += 1
  }
  expect(await removeEnded(hub.store, now)).toBe(2 * 1202)
  // three of nonces, one of links, one of sessions
  expect(transactions).toBe(10)
  delete hub.faults.beforeCommit
  for (const tenant of [hub.tenant, hub.otherTenant]) {
    await hub.in(async (tx) => {
      expect([await tx.useNonce('recent', now), await tx.useNonce('old 7', now)]).toEqual([false, true])
      expect((await tx.enrolTokens()).map(({ tokenHash }) => tokenHash)).toEqual(['recent'])
      expect([await tx.officerSession('old'), (await tx.officerSession('recent'))?.officer]).toEqual([null, 'o'])
    }, tenant)
  }
  expect(await removeEnded(hub.store, now + 365 * day, () => false)).toBe(0)
})
