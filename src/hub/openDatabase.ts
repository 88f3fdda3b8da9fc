import { nodeCrypto } from '../crypto/node/nodeCrypto.ts'
import { EmbeddedPostgres } from './embedded/EmbeddedPostgres.ts'
import { runningServer } from './embedded/runningServer.ts'
import { places, type Settings } from './settings.ts'
import { PgStore } from './store/pg/PgStore.ts'
import { provision } from './store/pg/provision.ts'

export interface OpenDatabase {
  store: PgStore
  /** connection string of the runtime role */
  url: string
  /** the embedded server when this process runs it */
  server: EmbeddedPostgres | null
  /** Close the connections, then stop the server if it is ours. */
  close(): Promise<void>
}

const sha256 = (bytes: Uint8Array): Uint8Array => {
  const digest = nodeCrypto.sha256(bytes)
  if (digest instanceof Promise) throw new TypeError('the hub hashes synchronously')
  return digest
}

/**
 * The hub's database, ready to use: `DATABASE_URL`, or the embedded server. A command beside a running hub (`beside`)
 * uses that hub's server. Throws `EmbeddedError` or `ProvisionError`.
 */
export async function openDatabase(settings: Settings, beside = false): Promise<OpenDatabase> {
  const folder = places(settings.dataDir).postgres
  const given = settings.databaseUrl ?? (beside ? runningServer(folder) : null)
  const server = given === null ? await EmbeddedPostgres.start(folder) : null
  try {
    const url = await provision(given ?? server?.url ?? '')
    const store = new PgStore({ url, sha256, poolSize: settings.poolSize })
    return {
      store,
      url,
      server,
      close: async () => {
        await store.close()
        await server?.stop()
      },
    }
  } catch (error) {
    await server?.stop()
    throw error
  }
}
