import { nodeCrypto } from '../../crypto/node/nodeCrypto.ts'
import type { EnrolPorts } from '../enrol/EnrolPorts.ts'
import { hubSettings } from '../hubSettings.ts'
import { type HubIdentity, identityOf } from '../keys/HubKeys.ts'
import { loadKeys } from '../keys/loadKeys.ts'
import { openDatabase } from '../openDatabase.ts'
import { places, type Settings } from '../settings.ts'
import { enrolPortsOf } from '../startHub.ts'
import type { TenantRow } from '../store/rows.ts'
import { say, type Word } from '../words.ts'

/** A command cannot be done; the sentence for the terminal. Exit code 1. */
export class CommandError extends Error {
  constructor(word: Word, data: Record<string, string | number> = {}) {
    super(say(word, data))
    this.name = 'CommandError'
  }
}

export interface HubTools {
  settings: Settings
  identity: HubIdentity
  enrol: EnrolPorts
  /** the database as the runtime role sees it */
  url: string
}

/** Run a command on the hub's database: the running hub's, or one opened for as long as the command takes. */
export async function withHub<T>(work: (tools: HubTools) => Promise<T>): Promise<T> {
  const { settings } = hubSettings(process.env)
  const database = await openDatabase(settings, true)
  try {
    const identity = await identityOf(nodeCrypto, loadKeys(places(settings.dataDir).keys))
    return await work({ settings, identity, enrol: enrolPortsOf(database.store, identity), url: database.url })
  } finally {
    await database.close()
  }
}

/** The commune that a command means: by code or id, or the only one. Throws `CommandError`. */
export async function communeOf(enrol: EnrolPorts, asked: string | undefined): Promise<TenantRow> {
  const all = await enrol.store.tenants()
  if (all.length === 0) throw new CommandError('no-commune')
  if (asked === undefined) {
    const [only] = all
    if (only && all.length === 1) return only
    throw new CommandError('which-commune', { codes: all.map((row) => row.communeCode).join(', ') })
  }
  const found = all.filter((row) => row.id === asked || row.communeCode === asked)
  if (found.length > 1) throw new CommandError('which-commune', { codes: found.map((row) => row.id).join(', ') })
  const [commune] = found
  if (!commune) throw new CommandError('commune-unknown', { commune: asked })
  return commune
}
