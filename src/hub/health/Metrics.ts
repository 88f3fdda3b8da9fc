import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { readCommune } from './checkCommunes.ts'
import type { HealthPorts } from './HealthPorts.ts'

/** One request that was answered; `route` is its pattern, never its path. */
export interface SeenRequest {
  readonly origin: 'field' | 'office'
  readonly method: string
  readonly route: string
  readonly status: number
  readonly ms: number
}

const figures = {
  stored_items: 'Items stored from pushes',
  waiting_items: 'Items that wait for apply',
  held_items: 'Items held for something or somebody',
  rejected_items: 'Items refused for good',
  records: 'Cases',
  open_conflicts: 'Conflicts that wait for a person',
  approved_tablets: 'Tablets in use',
  silent_tablets: 'Tablets in use, silent for a week',
} as const
type Figure = keyof typeof figures

/** However often it is asked, the database answers once in so long, ms. */
const keptMs = 10_000

/**
 * What a Prometheus server asks for: requests by route and status, the queue, apply's lag, the database, the backup's age, and
 * the process itself (event loop, memory, handles). Sums over all communes: no name of one, of a tablet, of a person.
 */
export class Metrics {
  private readonly registry = new Registry()
  private readonly requests: Counter<'origin' | 'method' | 'route' | 'status'>
  private readonly seconds: Histogram<'origin'>
  private readonly gauges: Readonly<Record<Figure, Gauge>>
  private readonly lag: Gauge
  private readonly up: Gauge
  private readonly backupAge: Gauge
  private readAt = Number.NEGATIVE_INFINITY
  private reading: Promise<void> | null = null

  constructor(private readonly ports: HealthPorts) {
    const registers = [this.registry]
    collectDefaultMetrics({ register: this.registry, prefix: 'tramso_' })
    this.requests = new Counter({
      name: 'tramso_requests_total',
      help: 'Requests by route and status',
      labelNames: ['origin', 'method', 'route', 'status'],
      registers,
    })
    this.seconds = new Histogram({
      name: 'tramso_request_seconds',
      help: 'How long API requests took',
      labelNames: ['origin'],
      buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
      registers,
    })
    const gauge = (name: string, help: string) => new Gauge({ name: `tramso_${name}`, help, registers })
    this.gauges = {
      stored_items: gauge('stored_items', figures.stored_items),
      waiting_items: gauge('waiting_items', figures.waiting_items),
      held_items: gauge('held_items', figures.held_items),
      rejected_items: gauge('rejected_items', figures.rejected_items),
      records: gauge('records', figures.records),
      open_conflicts: gauge('open_conflicts', figures.open_conflicts),
      approved_tablets: gauge('approved_tablets', figures.approved_tablets),
      silent_tablets: gauge('silent_tablets', figures.silent_tablets),
    }
    this.lag = gauge('apply_lag_seconds', 'Age of the oldest item that waits for apply')
    this.up = gauge('database_up', '1 while the database answers')
    this.backupAge = gauge('backup_age_seconds', 'Age of the newest verified backup; -1 while there is none')
  }

  /** Count a request. */
  seen({ origin, method, route, status, ms }: SeenRequest): void {
    this.requests.inc({ origin, method, route, status: String(status) })
    if (route !== 'static') this.seconds.observe({ origin }, ms / 1000)
  }

  /** The text that Prometheus reads, and its content type. */
  async text(): Promise<{ type: string; body: string }> {
    await this.refresh()
    return { type: this.registry.contentType, body: await this.registry.metrics() }
  }

  private refresh(): Promise<void> {
    if (this.ports.now() - this.readAt < keptMs) return Promise.resolve()
    this.reading ??= this.read().finally(() => {
      this.reading = null
    })
    return this.reading
  }

  private async read(): Promise<void> {
    const { store, backup } = this.ports
    const now = this.ports.now()
    const lastAt = backup()?.lastAt ?? null
    this.backupAge.set(lastAt === null ? -1 : Math.max(0, now - lastAt) / 1000)
    try {
      const sums = new Map<Figure, number>()
      const add = (figure: Figure, count: number) => sums.set(figure, (sums.get(figure) ?? 0) + count)
      let since = now
      for (const { id } of await store.tenants()) {
        await store.inTenant(id, async (tx) => {
          const counts = await tx.counts()
          const state = await readCommune(tx, now)
          add('stored_items', counts.items)
          add('waiting_items', counts.pending)
          add('held_items', counts.held)
          add('rejected_items', counts.rejected)
          add('records', counts.records)
          add('open_conflicts', counts.openConflicts)
          add('approved_tablets', state.tablets)
          add('silent_tablets', state.silent.length)
          since = Math.min(since, state.pendingSince ?? now)
        })
      }
      for (const [figure, count] of sums) this.gauges[figure].set(count)
      this.lag.set((now - since) / 1000)
      this.up.set(1)
      this.readAt = now
    } catch {
      this.up.set(0)
    }
  }
}
