import { describe, expect, it } from 'vitest'
import { StoreError } from '../../src/hub/store/HubStore.ts'
import { MemoryStore } from '../../src/hub/store/memory/MemoryStore.ts'
import { sample } from './sampleRows.ts'
import { sha256 } from './sha256.ts'
import { codeOf, storeContract } from './storeContract.ts'

storeContract('memory', async () => {
  const store = new MemoryStore(sha256)
  return { store, close: () => store.close() }
})

describe('what only the in-memory engine can do', () => {
  const open = async (faults = {}) => {
    const store = new MemoryStore(sha256, { faults })
    const tenant = sample.tenant()
    await store.createTenant(tenant)
    return { store, tenant: tenant.id }
  }

  it('undoes the open transaction of a crashed hub, refuses those that wait, and goes on', async () => {
    const { store, tenant } = await open()
    await store.inTenant(tenant, (tx) => tx.putRecord(sample.record({ id: 'before' })))
    let reached = () => {}
    const inside = new Promise<void>((resolve) => {
      reached = resolve
    })
    let go = () => {}
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    const torn = store.inTenant(tenant, async (tx) => {
      await tx.putRecord(sample.record({ id: 'torn' }))
      reached()
      await gate
      await tx.putRecord(sample.record({ id: 'after death' }))
    })
    const waiting = store.inTenant(tenant, (tx) => tx.counts())
    await inside
    store.crash()
    go()
    expect(await codeOf(waiting)).toBe('unavailable')
    expect(await codeOf(torn)).toBe('unavailable')
    const found = await store.inTenant(tenant, (tx) => tx.records({ limit: 9 }))
    expect(found.map((row) => row.id)).toEqual(['before'])
  })

  it('comes back to its backup with the next epoch, also in the middle of a transaction (SPEC EPO-1, fault 7)', async () => {
    const { store, tenant } = await open()
    const write = (id: string) =>
      store.inTenant(tenant, async (tx) => {
        await tx.putRecord(sample.record({ id, seq: await tx.nextSeq() }))
        await tx.appendItems([sample.item(id, 1)])
        await tx.audit({ at: 1, actor: 'hub', action: 'test', subject: `record:${id}` })
      })
    const seen = () =>
      store.inTenant(tenant, async (tx) => [
        (await tx.records({ limit: 9 })).map((row) => row.id).sort(),
        (await tx.pendingItems(9)).map((row) => row.chain),
        await tx.counts(),
        await tx.auditHead(),
      ])
    expect(() => store.restore()).toThrow('unavailable')
    await write('before')
    const kept = await seen()
    store.backup()
    await write('lost')
    await write('lost too')
    await store.inTenant(tenant, (tx) => tx.putVerdict(sample.verdict('before', 1)))
    let reached = () => {}
    const inside = new Promise<void>((resolve) => {
      reached = resolve
    })
    const torn = store.inTenant(tenant, async (tx) => {
      await tx.putRecord(sample.record({ id: 'torn' }))
      reached()
      await new Promise(() => undefined)
    })
    void torn.catch(() => undefined)
    await inside
    store.restore()
    expect(await seen()).toEqual(kept)
    expect(await store.epoch()).toBe(2)
    await write('after')
    store.restore()
    expect(await seen()).toEqual(kept)
    expect(await store.epoch()).toBe(3)
  })

  it('undoes a commit that the disk refuses (fault 6)', async () => {
    let full = false
    const { store, tenant } = await open({
      beforeCommit: () => {
        if (full) throw new StoreError('disk-full')
      },
    })
    full = true
    expect(await codeOf(store.inTenant(tenant, (tx) => tx.putRecord(sample.record({ id: 'r' }))))).toBe('disk-full')
    full = false
    expect(await store.inTenant(tenant, (tx) => tx.record('r'))).toBeNull()
  })

  it('refuses work when it is closed', async () => {
    const { store, tenant } = await open()
    await store.close()
    expect(await codeOf(store.inTenant(tenant, (tx) => tx.counts()))).toBe('unavailable')
    expect((await store.health()).ok).toBe(false)
  })
})
