import type { Hono } from 'hono'
import { addVolunteer } from '../../enrol/addVolunteer.ts'
import { decideDevice } from '../../enrol/decideDevice.ts'
import { endCall } from '../../enrol/endCall.ts'
import { makeToken } from '../../enrol/enrolToken.ts'
import type { HttpEnv, HttpPorts } from '../HttpPorts.ts'
import { readJson } from '../readBody.ts'
import { deskRoutes, deviceBody, enrolTokenBody, volunteerBody } from './deskRoutes.ts'
import { deviceAnswers } from './deviceAnswer.ts'
import { onRoute } from './onRoute.ts'

/** Tablets, enrolment links, units and volunteers of the officer's commune. */
export function placeHandlers(app: Hono<HttpEnv>, ports: HttpPorts): void {
  const { enrol } = ports
  const { store, crypto } = enrol

  onRoute(app, ports, deskRoutes.devices, async (context, { tenant }) =>
    context.json(await store.inTenant(tenant, async (tx) => deviceAnswers(crypto, tx, await tx.devices()))),
  )
  onRoute(app, ports, deskRoutes.device, async (context, { tenant, officer }) => {
    const { action, purpose } = await readJson(context.req.raw, deviceBody)
    const id = context.req.param('id') ?? ''
    const device = await decideDevice(enrol, tenant, `officer:${officer.id}`, id, action, purpose)
    const [answer] = await store.inTenant(tenant, (tx) => deviceAnswers(crypto, tx, [device]))
    return context.json(answer)
  })
  onRoute(app, ports, deskRoutes.answerCall, async (context, { tenant, officer }) => {
    const device = await endCall(enrol, tenant, `officer:${officer.id}`, context.req.param('id') ?? '')
    const [answer] = await store.inTenant(tenant, (tx) => deviceAnswers(crypto, tx, [device]))
    return context.json(answer)
  })
  onRoute(app, ports, deskRoutes.enrolTokens, async (context, { tenant, officer }) => {
    const { unit, team } = await readJson(context.req.raw, enrolTokenBody)
    const link = await makeToken(enrol, tenant, `officer:${officer.id}`, unit, team)
    return context.json({ enrolUrl: `${ports.fieldUrl}/enrol#token=${link.token}`, expiresAt: link.expiresAt })
  })
  onRoute(app, ports, deskRoutes.units, async (context, { tenant }) => {
    const { units, teams } = await store.inTenant(tenant, async (tx) => ({
      units: await tx.units(),
      teams: await tx.teams(),
    }))
    return context.json(
      units.map((unit) => ({
        ...unit,
        teams: teams.filter((team) => team.unit === unit.id).map(({ id, name }) => ({ id, name })),
      })),
    )
  })
  onRoute(app, ports, deskRoutes.volunteers, async (context, { tenant }) => {
    const { volunteers, teams } = await store.inTenant(tenant, async (tx) => ({
      volunteers: await tx.volunteers(),
      teams: new Map((await tx.teams()).map((row) => [row.id, row.name])),
    }))
    return context.json(
      volunteers.map(({ id, name, team, status }) => ({
        id,
        name,
        team: teams.get(team) ?? null,
        teamId: team,
        status,
      })),
    )
  })
  onRoute(app, ports, deskRoutes.addVolunteer, async (context, { tenant, officer }) => {
    const input = await readJson(context.req.raw, volunteerBody)
    const { id, name } = await addVolunteer(enrol, tenant, `officer:${officer.id}`, input)
    return context.json({ id, name })
  })
}
