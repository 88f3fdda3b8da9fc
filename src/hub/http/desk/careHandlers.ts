import type { Context, Hono } from 'hono'
import { Problem } from '../../../protocol/problems.ts'
import { readyCommunes } from '../../enrol/makeCommune.ts'
import { confirmPassword } from '../../enrol/officerSession.ts'
import { setupFacts } from '../../enrol/setupFacts.ts'
import { isOwnMachine, subnetOf } from '../address.ts'
import type { HttpEnv, HttpPorts } from '../HttpPorts.ts'
import { readJson } from '../readBody.ts'
import { careRoutes, drillBody, type ProgressAnswer, sheetBody } from './careRoutes.ts'
import { onRoute } from './onRoute.ts'

/** How the set-up stands, and the recovery sheet with its drill (decision 014). */
export function careHandlers(app: Hono<HttpEnv>, ports: HttpPorts): void {
  const { enrol, care, clients, limits, signIns } = ports
  let drilling = false

  /** Shares open every commune's backups: they go over no line that others hear, and to nobody who keeps one commune of many. */
  async function mayShowShares(context: Context<HttpEnv>, tenant: string): Promise<ProgressAnswer['mayShowShares']> {
    const real = (await readyCommunes(enrol)).filter(({ practice }) => !practice)
    if (real.some(({ id }) => id !== tenant)) return 'many-communes'
    // a proxy that nobody told us of may stand between; the line to it is not the whole line
    const isHere = isOwnMachine(clients.addressOf(context)) && context.req.header('x-forwarded-for') === undefined
    return ports.officeUrl.startsWith('https:') || isHere ? 'yes' : 'plain-line'
  }
  async function mustMayShowShares(context: Context<HttpEnv>, tenant: string): Promise<void> {
    const reason = await mayShowShares(context, tenant)
    if (reason !== 'yes') throw new Problem('not-allowed', { reason })
  }

  onRoute(app, ports, careRoutes.progress, async (context, { tenant }) => {
    const [{ sheet, backups, https, system }, organisation] = [
      await care.state(),
      await setupFacts(enrol.store, tenant),
    ]
    const { inUse, waits, proved, ...sheetMore } = sheet
    const { folder, oneDisk, path, hour, health } = backups
    const { state, ...httpsMore } = https
    const answer: ProgressAnswer = {
      facts: { ...organisation, sheet: { inUse, waits, proved }, backups: { folder, oneDisk }, https: state },
      hub: {
        sheet: sheetMore,
        backups: { path, hour, state: health.state, ageHours: health.ageHours },
        https: httpsMore,
        system,
      },
      mayShowShares: await mayShowShares(context, tenant),
    }
    return context.json(answer)
  })

  onRoute(app, ports, careRoutes.recoverySheet, async (context, who) => {
    const { password } = await readJson(context.req.raw, sheetBody)
    await mustMayShowShares(context, who.tenant)
    const address = clients.addressOf(context)
    await limits.count('login', address)
    await confirmPassword(enrol, signIns, who, password, subnetOf(address))
    const made = await care.newSheet()
    const [actor, detail] = [`officer:${who.officer.id}`, { sheet: made.sheet }]
    await enrol.store.inTenant(who.tenant, (tx) =>
      tx.audit({ at: enrol.now(), actor, action: 'show-recovery-sheet', subject: 'hub', detail }),
    )
    return context.json(made)
  })

  onRoute(app, ports, careRoutes.recoveryDrill, async (context, { tenant, officer }) => {
    const { shares } = await readJson(context.req.raw, drillBody)
    await mustMayShowShares(context, tenant)
    // each reads a whole backup
    if (drilling) throw new Problem('busy', { retryAfter: 30 })
    drilling = true
    try {
      const result = await care.drill(shares)
      const detail = result.ok
        ? { sheet: result.sheet, proved: result.backup ? 'backup' : 'key' }
        : { failed: result.code }
      await enrol.store.inTenant(tenant, (tx) =>
        tx.audit({
          at: enrol.now(),
          actor: `officer:${officer.id}`,
          action: 'recovery-drill',
          subject: 'hub',
          detail,
        }),
      )
      return context.json(result)
    } finally {
      drilling = false
    }
  })
}
