import type { Context, Hono } from 'hono'
import { addOfficer } from '../../enrol/addOfficer.ts'
import { disableOfficer, resetPassword } from '../../enrol/changeOfficer.ts'
import { addHamlet, addTeam, renameTeam, renameUnit } from '../../enrol/changePlaces.ts'
import type { OfficerRow, TeamRow, UnitRow } from '../../store/rows.ts'
import type { HttpEnv, HttpPorts } from '../HttpPorts.ts'
import { readJson } from '../readBody.ts'
import { onRoute } from './onRoute.ts'
import {
  disableBody,
  newOfficerBody,
  passwordBody,
  peopleRoutes,
  renameTeamBody,
  teamBody,
  unitBody,
} from './peopleRoutes.ts'

const idOf = (context: Context<HttpEnv>) => context.req.param('id') ?? ''
const unitAnswer = ({ id, code, name, oldName }: UnitRow) => ({ id, code, name, oldName })
const teamAnswer = ({ id, name }: TeamRow) => ({ id, name })
const officerAnswer = ({ id, name, displayName, role, disabled }: OfficerRow) => ({
  id,
  name,
  displayName,
  role,
  disabled,
})

/** Hamlets, teams and the desk's own officers. */
export function adminHandlers(app: Hono<HttpEnv>, ports: HttpPorts): void {
  const { enrol } = ports

  onRoute(app, ports, peopleRoutes.addUnit, async (context, { tenant, officer }) => {
    const input = await readJson(context.req.raw, unitBody)
    return context.json(unitAnswer(await addHamlet(enrol, tenant, `officer:${officer.id}`, input)))
  })
  onRoute(app, ports, peopleRoutes.renameUnit, async (context, { tenant, officer }) => {
    const input = await readJson(context.req.raw, unitBody)
    return context.json(unitAnswer(await renameUnit(enrol, tenant, `officer:${officer.id}`, idOf(context), input)))
  })
  onRoute(app, ports, peopleRoutes.addTeam, async (context, { tenant, officer }) => {
    const input = await readJson(context.req.raw, teamBody)
    return context.json(teamAnswer(await addTeam(enrol, tenant, `officer:${officer.id}`, input)))
  })
  onRoute(app, ports, peopleRoutes.renameTeam, async (context, { tenant, officer }) => {
    const { name } = await readJson(context.req.raw, renameTeamBody)
    return context.json(teamAnswer(await renameTeam(enrol, tenant, `officer:${officer.id}`, idOf(context), name)))
  })
  onRoute(app, ports, peopleRoutes.officers, async (context, { tenant }) =>
    context.json((await enrol.store.inTenant(tenant, (tx) => tx.officers())).map(officerAnswer)),
  )
  onRoute(app, ports, peopleRoutes.addOfficer, async (context, { tenant, officer }) => {
    const input = await readJson(context.req.raw, newOfficerBody)
    return context.json(officerAnswer(await addOfficer(enrol, tenant, `officer:${officer.id}`, input)))
  })
  onRoute(app, ports, peopleRoutes.disableOfficer, async (context, { tenant, officer }) => {
    const { disabled } = await readJson(context.req.raw, disableBody)
    const row = await disableOfficer(enrol, tenant, `officer:${officer.id}`, idOf(context), disabled)
    return context.json(officerAnswer(row))
  })
  onRoute(app, ports, peopleRoutes.resetPassword, async (context, { tenant, officer }) => {
    const { password } = await readJson(context.req.raw, passwordBody)
    const row = await resetPassword(enrol, tenant, `officer:${officer.id}`, idOf(context), password)
    return context.json(officerAnswer(row))
  })
}
