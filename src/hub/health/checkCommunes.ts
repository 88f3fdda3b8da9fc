import type { TenantTx } from '../store/HubStore.ts'
import { found, type HealthCheck } from './HealthCheck.ts'
import type { HealthPorts } from './HealthPorts.ts'

const minute = 60_000
const day = 86_400_000
/** Nothing heard from a tablet in use for so long: lost, broken, or lying somewhere with work in it. */
const silentMs = 7 * day
const heldWarnMs = 3 * day
const lagWarnMs = 5 * minute
const lagBadMs = 60 * minute
/** Looked through for the oldest; more held ones than this are many anyway. */
const mostHeld = 1_000
/** Named in one sentence. */
const mostNamed = 5

/** What the checks of one commune are made of. */
export interface CommuneState {
  readonly pending: number
  /** since when the first of the queue lies here, ms; null for an empty queue */
  readonly pendingSince: number | null
  readonly held: number
  readonly heldSince: number | null
  /** labels of tablets in use that have been silent for a week */
  readonly silent: readonly string[]
  readonly tablets: number
}

/** Reads the state of one commune; nothing of any case. */
export async function readCommune(tx: TenantTx, now: number): Promise<CommuneState> {
  const counts = await tx.counts()
  const [first] = counts.pending === 0 ? [] : await tx.pendingItems(1)
  const troubled = counts.held === 0 ? [] : await tx.troubledItems(mostHeld)
  const held = troubled.filter(({ verdict }) => verdict.state === 'held').map(({ receivedAt }) => receivedAt)
  const inUse = (await tx.devices()).filter(({ status }) => status === 'approved')
  const silent = inUse.filter(({ lastSeenAt, createdAt }) => now - (lastSeenAt ?? createdAt) > silentMs)
  return {
    pending: counts.pending,
    pendingSince: first?.receivedAt ?? null,
    held: counts.held,
    heldSince: held.length === 0 ? null : Math.min(...held),
    silent: silent.map(({ label }) => label),
    tablets: inUse.length,
  }
}

const oldest = (times: readonly (number | null)[]): number | null => {
  const known = times.flatMap((time) => time ?? [])
  return known.length === 0 ? null : Math.min(...known)
}
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

function lag(states: readonly CommuneState[], now: number): HealthCheck {
  const since = oldest(states.map(({ pendingSince }) => pendingSince))
  const data = {
    count: sum(states.map(({ pending }) => pending)),
    minutes: Math.floor((now - (since ?? now)) / minute),
  }
  const ms = since === null ? 0 : now - since
  if (ms < lagWarnMs) return found('lag', 'ok', data.count === 0 ? 'none' : 'working', data)
  return found('lag', ms < lagBadMs ? 'warn' : 'bad', 'behind', data)
}

function held(states: readonly CommuneState[], now: number): HealthCheck {
  const count = sum(states.map((state) => state.held))
  const since = oldest(states.map(({ heldSince }) => heldSince))
  if (count === 0) return found('held', 'ok', 'none')
  const ms = now - (since ?? now)
  return found('held', ms > heldWarnMs ? 'warn' : 'ok', 'some', { count, days: Math.floor(ms / day) })
}

function tablets(states: readonly CommuneState[]): HealthCheck {
  const silent = states.flatMap((state) => state.silent)
  const all = sum(states.map((state) => state.tablets))
  if (silent.length === 0) return found('tablets', 'ok', all === 0 ? 'none' : 'heard', { all })
  const names = silent.slice(0, mostNamed).join(', ')
  return found('tablets', 'warn', 'silent', { count: silent.length, all, names })
}

/**
 * The database, the queue, what is held and the tablets, of one commune or of all on this hub.
 * @param tenant whose; without it all of them, for the one who runs the machine
 */
export async function checkCommunes(ports: HealthPorts, tenant?: string): Promise<HealthCheck[]> {
  const health = await ports.store.health()
  if (!health.ok) return [found('database', 'bad', 'away')]
  const database = found('database', 'ok', 'ready', { version: health.version })
  try {
    const ids = tenant === undefined ? (await ports.store.tenants()).map(({ id }) => id) : [tenant]
    const now = ports.now()
    const states: CommuneState[] = []
    for (const id of ids) states.push(await ports.store.inTenant(id, (tx) => readCommune(tx, now)))
    return [database, lag(states, now), held(states, now), tablets(states)]
  } catch {
    return [found('database', 'bad', 'away')]
  }
}
