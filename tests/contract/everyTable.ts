import { hex } from '../../src/crypto/bytes.ts'
import type { HubStore } from '../../src/hub/store/HubStore.ts'
import { sample } from './sampleRows.ts'
import { sha256 } from './sha256.ts'

/** A text that must never be readable where only sealed bytes belong. */
export const marker = 'Dấu-Vết-Riêng'

const sealed = Uint8Array.from({ length: 5_000 }, (_, i) => (i * 31) % 256)
/** The bytes of the one photo that each commune has here. */
export const samplePhoto = { id: hex(sha256(sealed)), sealed }

/** A shelf that holds it for both, and remembers what it was told of. */
export function sampleShelf() {
  const lost: string[] = []
  const shelf = {
    read: async (_tenant: string, { id }: { id: string }) => (id === samplePhoto.id ? samplePhoto.sealed : null),
    lose: async (_tenant: string, keys: readonly { id: string }[]) => lost.push(...keys.map(({ id }) => id)),
  }
  return { ...shelf, lost }
}

/** Two communes with a row in every table that a hub has, with the signs in them that COPY must escape; their ids. */
export async function fillEveryTable(store: HubStore): Promise<string[]> {
  const tenants = [sample.tenant(), sample.tenant()]
  for (const tenant of tenants) {
    await store.createTenant(tenant)
    await store.inTenant(tenant.id, async (tx) => {
      await tx.nextSeq()
      await tx.audit({ at: 1, actor: 'hub', action: 'test', subject: 'record:r', detail: { a: 1 } })
      await tx.putUnit({ id: 'u', code: 'u', kind: 'hamlet', name: `Thôn ${marker}\t\\ "x"\n2`, oldName: null })
      await tx.putTeam({
        id: 'team-1',
        unit: 'u',
        name: '\\N',
        keyId: 1,
        key: new Uint8Array([0, 10, 92, 255]),
        olderKeys: new Uint8Array([0, 92]),
      })
      await tx.putVolunteer(sample.volunteer())
      await tx.putOfficer(sample.officer())
      await tx.putOfficerSession({ tokenHash: 't', officer: 'o', createdAt: 1, expiresAt: 2 })
      await tx.putPasskey(sample.passkey({ label: `Máy ${marker}` }))
      await tx.putDevice(sample.device())
      await tx.putEnrolToken(sample.enrolToken())
      await tx.useNonce('00', 9)
      await tx.putChain({ chain: 'c', device: 'me', n: 3, hash: new Uint8Array(32).fill(255) })
      await tx.putChain({ chain: 'b', device: 'me', n: 3, hash: new Uint8Array(32).fill(7) })
      await tx.putBranch(sample.branch({ origin: 'c' }))
      const header = { sid: 's', device: 'me', actor: 'a', kid: 'k', bytes: new Uint8Array([1, 9, 13]) }
      await tx.putSessionHeader(header)
      await tx.appendItems([sample.item('c', 1), sample.item('c', 2), sample.item('c', 3)])
      await tx.lockIntake('me', 20_000)
      await tx.putFrame(sample.frame('c', 1, 3))
      await tx.putReceipt({ chain: 'c', upToN: 3, jws: 'a.b.c' })
      await tx.putVerdict(sample.verdict('c', 1, { device: 'me', seq: 1 }))
      await tx.putRecord(sample.record({ id: 'r', seq: 1 }))
      const by = { actor: 'volunteer:v', device: 'me', chain: 'c', n: 1, wall: 1, at: 2 }
      const set = { name: 'Người\u2028Mẫu', empty: '', note: null }
      const change = { record: 'r', version: 1, group: 'identity', base: 0, set, before: {} }
      await tx.putChange({ ...change, outcome: 'applied', ...by })
      await tx.putConflict(sample.conflict())
      await tx.putAlarm({ id: 'a', code: 'fork', device: null, chain: 'c', n: 1, at: 1 })
      await tx.putClip(sample.clip({ reason: `Gió ${marker}` }))
      await tx.putClipBody({ clip: 'clip', body: new Uint8Array([0, 9, 10, 92, 255]) })
      await tx.putTranslation(sample.translation({ text: `Mở ${marker}` }))
      await tx.putPack(sample.pack())
      await tx.putPackBody({ pack: 'p', sha256: 'b'.repeat(64), body: new Uint8Array([0, 9, 10, 92, 255]) })
      await tx.admit({ chain: 'c', n: 2, by: 'officer:o', at: 1 })
      await tx.putLoss({ device: 'me', reportedAt: 1, by: 'officer:o' })
      await tx.putRecovery({ device: 'me', volunteer: 'v', counter: 2 })
      await tx.putClaim({ record: 'r', proof: new Uint8Array(32).fill(92), until: 9, wrong: 1, claimedBy: null })
      await tx.putKioskLetter({ device: 'me', letter: 'A' })
      await tx.addTicket(sample.ticket())
      await tx.putEvening(sample.evening())
      await tx.putSameness({ a: 'p', b: 'q', same: true, by: 'officer:o', at: 5 })
      await tx.putMoved({ team: 'team-2', record: 'r', seq: 1, at: 1 })
      await tx.putSafe(sample.safe({ chain: 'older', n: 1 }))
      await tx.namePhoto({ device: 'me', photo: 'a'.repeat(64), record: 'r', chain: 'c', n: 1 })
      await tx.namePhoto({ device: 'me', photo: samplePhoto.id, record: 'r', chain: 'c', n: 1 })
      const { id, sealed } = samplePhoto
      await tx.storePhoto({ device: 'me', id, sid: 's', length: sealed.length, receivedAt: 5 })
    })
  }
  return tenants.map(({ id }) => id)
}
