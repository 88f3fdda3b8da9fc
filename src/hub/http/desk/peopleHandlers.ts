import type { Context, Hono } from 'hono'
import { answerAlarm } from '../../desk/answerAlarm.ts'
import { breachList } from '../../desk/breachList.ts'
import { decideHeld } from '../../desk/decideHeld.ts'
import { answerChallenge } from '../../enrol/answerChallenge.ts'
import { removeVolunteer } from '../../enrol/removeVolunteer.ts'
import { reportLost } from '../../enrol/reportLost.ts'
import { resetPin } from '../../enrol/resetPin.ts'
import type { VolunteerRow } from '../../store/rows.ts'
import type { HttpEnv, HttpPorts } from '../HttpPorts.ts'
import { readJson } from '../readBody.ts'
import { onRoute } from './onRoute.ts'
import { answerAlarmBody, challengeBody, decideItemsBody, leaveBody, peopleRoutes, pinBody } from './peopleRoutes.ts'

const idOf = (context: Context<HttpEnv>) => context.req.param('id') ?? ''
const personAnswer = ({ id, name, status }: VolunteerRow) => ({ id, name, status })

/** Who leaves, who forgot a PIN, which tablet is lost, and what is held until a person has decided. */
export function peopleHandlers(app: Hono<HttpEnv>, ports: HttpPorts): void {
  const { enrol, ingest } = ports
  const desk = { store: enrol.store, now: enrol.now }

  onRoute(app, ports, peopleRoutes.leave, async (context, { tenant, officer }) => {
    const { reason } = await readJson(context.req.raw, leaveBody)
    const row = await removeVolunteer(enrol, tenant, `officer:${officer.id}`, idOf(context), reason)
    return context.json(personAnswer(row))
  })
  onRoute(app, ports, peopleRoutes.resetPin, async (context, { tenant, officer }) => {
    const { pin } = await readJson(context.req.raw, pinBody)
    const row = await resetPin(enrol, tenant, `officer:${officer.id}`, idOf(context), pin)
    return context.json(personAnswer(row))
  })
  onRoute(app, ports, peopleRoutes.answerChallenge, async (context, { tenant, officer }) => {
    const { challenge } = await readJson(context.req.raw, challengeBody)
    return context.json(await answerChallenge(enrol, tenant, `officer:${officer.id}`, challenge))
  })
  onRoute(app, ports, peopleRoutes.decideItems, async (context, { tenant, officer }) => {
    const { items, ...decision } = await readJson(context.req.raw, decideItemsBody)
    const kind =
      decision.decision === 'letIn' ? { kind: 'letIn' as const } : { kind: 'refuse' as const, why: decision.why }
    await decideHeld(desk, tenant, officer.id, items, kind)
    ingest.onStored(tenant)
    return context.json({ decided: items.length })
  })
  onRoute(app, ports, peopleRoutes.answerAlarm, async (context, { tenant, officer }) => {
    const { seen } = await readJson(context.req.raw, answerAlarmBody)
    await answerAlarm(desk, tenant, officer.id, { id: idOf(context), seen })
    return context.json({ seen })
  })
  onRoute(app, ports, peopleRoutes.lost, async (context, { tenant, officer }) => {
    const { loss } = await reportLost(enrol, tenant, `officer:${officer.id}`, idOf(context))
    return context.json({ reportedAt: loss.reportedAt })
  })
  onRoute(app, ports, peopleRoutes.breachList, async (context, { tenant, officer }) =>
    context.json(await breachList(desk, tenant, `officer:${officer.id}`, idOf(context))),
  )
}
