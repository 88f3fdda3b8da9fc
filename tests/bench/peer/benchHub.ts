import { join } from 'node:path'
import { fromHex, uuidBytes } from '../../../src/crypto/bytes.ts'
import { nodeCrypto } from '../../../src/crypto/node/nodeCrypto.ts'
import { recordTypes } from '../../../src/domain/records.ts'
import { newRecord, withDerived } from '../../../src/hub/apply/recordState.ts'
import { SessionOpener } from '../../../src/hub/apply/SessionOpener.ts'
import { freePort } from '../../../src/hub/embedded/freePort.ts'
import { decideDevice } from '../../../src/hub/enrol/decideDevice.ts'
import { makeToken } from '../../../src/hub/enrol/enrolToken.ts'
import { identityOf } from '../../../src/hub/keys/HubKeys.ts'
import { loadKeys } from '../../../src/hub/keys/loadKeys.ts'
import { openDatabase } from '../../../src/hub/openDatabase.ts'
import { places, readSettings } from '../../../src/hub/settings.ts'
import { enrolPortsOf, startHub } from '../../../src/hub/startHub.ts'
import type { TenantTx } from '../../../src/hub/store/HubStore.ts'
import { openItem } from '../../../src/protocol/item.ts'
import { recordId, type StandardCase, toCase, toGroups } from './standardCase.ts'

const quiet = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined }
const seedsATransaction = 500

/**
 * The hub of a benchmark: the real one with its embedded PostgreSQL and a practice commune, and beside it what the
 * yardstick asks of a server (bench README): how much is durable, records put in at once, everything opened again.
 */
export async function startBenchHub(dir: string) {
  const [port, deskPort] = [await freePort(), await freePort()]
  const settings = readSettings({ PORT: String(port), DESK_PORT: String(deskPort), DATA_DIR: join(dir, 'hub') })
  const hub = await startHub(settings, quiet, { practice: true, version: 'bench' })
  const { store, close } = await openDatabase(settings, true)
  const identity = await identityOf(nodeCrypto, loadKeys(places(settings.dataDir).keys))
  const enrol = enrolPortsOf(store, identity)
  const practice = hub.practice
  if (!practice) throw new Error('no practice commune')
  const { tenant, volunteerPin, unitCode } = practice
  const sessions = new SessionOpener({ store, crypto: nodeCrypto, openers: identity.openers, now: Date.now })

  /** Items of new records among all stored ones, each opened with the hub's key as apply does it. */
  async function creations(tx: TenantTx): Promise<number> {
    let count = 0
    for (const device of await tx.devices()) {
      for (const { chain, n: last } of await tx.chainsOf(device.id)) {
        for (let n = 1; n <= last; n++) if (await isCreation(tx, chain, n)) count += 1
      }
    }
    return count
  }

  async function isCreation(tx: TenantTx, chain: string, n: number): Promise<boolean> {
    const item = await tx.item(chain, n)
    const session = item ? await sessions.open(tx, item.device, item.sid) : null
    const [tenantBytes, chainBytes] = [uuidBytes(tenant), fromHex(chain)]
    if (!item?.ct || !session || typeof session === 'string' || !tenantBytes || !chainBytes) throw new Error('unopened')
    const place = { ...item, tenant: tenantBytes, chain: chainBytes, headerHash: session.headerHash }
    const payload = await openItem(session.keys, place, item.ct)
    if (typeof payload === 'string') throw new Error(payload)
    return payload.b === 0
  }

  return {
    port,
    tenant,
    /** a link for one more tablet, and the PIN of its volunteers */
    token: async () => ({ token: (await makeToken(enrol, tenant, 'hub', unitCode)).token, pin: volunteerPin }),
    async approve(): Promise<void> {
      const devices = await store.inTenant(tenant, (tx) => tx.devices())
      for (const { id, status } of devices) {
        if (status === 'pending') await decideDevice(enrol, tenant, 'hub', id, 'approve')
      }
    },
    durable: async () => (await store.inTenant(tenant, (tx) => tx.counts())).items,
    async seed(cases: readonly StandardCase[]): Promise<void> {
      for (let at = 0; at < cases.length; at += seedsATransaction) {
        await store.inTenant(tenant, async (tx) => {
          const team = (await tx.teams())[0]?.id ?? ''
          for (const one of cases.slice(at, at + seedsATransaction)) {
            const id = recordId(one.id)
            const row = newRecord(id, recordTypes.activation.name, team, null, Date.now())
            const groups = Object.entries(toGroups(one)).map(([name, value]) => [name, { value, version: 1 }] as const)
            const whole = { ...row, version: 1, groups: Object.fromEntries(groups) }
            await tx.putRecord(withDerived(whole, Date.now(), await tx.nextSeq()))
          }
        })
      }
    },
    async dump(): Promise<{ cases: StandardCase[]; copies: number }> {
      for (let waited = 0; waited < 600; waited++) {
        if ((await store.inTenant(tenant, (tx) => tx.counts())).pending === 0) break
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      return store.inTenant(tenant, async (tx) => {
        const records = await tx.records({ type: 'activation', limit: 1_000_000 })
        const cases = records.map(({ id, groups }) =>
          toCase(id, Object.fromEntries(Object.entries(groups).map(([name, { value }]) => [name, value]))),
        )
        const sent = await creations(tx)
        return { cases, copies: sent === 0 ? cases.length : sent }
      })
    },
    async stop(): Promise<void> {
      await close()
      await hub.stop()
    },
  }
}
