import type { Hono } from 'hono'
import { addVolunteer } from '../../enrol/addVolunteer.ts'
import { decideDevice } from '../../enrol/decideDevice.ts'
import { makeToken } from '../../enrol/enrolToken.ts'
import type { HttpEnv, HttpPorts } from '../HttpPorts.ts'
import { readJson } from '../readBody.ts'
import { deskRoutes, deviceBody, enrolTokenBody, volunteerBody } from './deskRoutes.ts'
import { mustBeOwnPage, signedInOf } from './deskSession.ts'
import { deviceAnswers } from './deviceAnswer.ts'

/** Tablets, enrolment links, units and volunteers of the officer's commune. */
export function placeHandlers(app: Hono<HttpEnv>, ports: HttpPorts): void {
  const { enrol } = ports
  const { store, crypto } = enrol

  app.get(deskRoutes.devices.path, async (context) => {
    const { tenant } = await signedInOf(context, enrol)
    return context.json(await store.inTenant(tenant, async (tx) => deviceAnswers(crypto, tx, await tx.devices())))
  })
  app.post(deskRoutes.device.path, async (context) => {
    mustBeOwnPage(context)
    const { tenant, officer } = await signedInOf(context, enrol)
    const { action } = await readJson(context.req.raw, deviceBody)
    const device = await decideDevice(enrol, tenant, `officer:${officer.id}`, context.req.param('id'), action)
    const [answer] = await store.inTenant(tenant, (tx) => deviceAnswers(crypto, tx, [device]))
    return context.json(answer)
  })
  app.post(deskRoutes.enrolTokens.path, async (context) => {
    mustBeOwnPage(context)
    const { tenant, officer } = await signedInOf(context, enrol)
    const { unit, team } = await readJson(context.req.raw, enrolTokenBody)
    const link = await makeToken(enrol, tenant, `officer:${officer.id}`, unit, team)
    return context.json({ enrolUrl: `${ports.fieldUrl}/enrol#token=${link.token}`, expiresAt: link.expiresAt })
  })
  app.get(deskRoutes.units.path, async (context) => {
    const { tenant } = await signedInOf(context, enrol)
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
  app.get(deskRoutes.volunteers.path, async (context) => {
    const { tenant } = await signedInOf(context, enrol)
    const { volunteers, teams } = await store.inTenant(tenant, async (tx) => ({
      volunteers: await tx.volunteers(),
      teams: new Map((await tx.teams()).map((row) => [row.id, row.name])),
    }))
    return context.json(
      volunteers.map(({ id, name, team, status }) => ({ id, name, team: teams.get(team) ?? null, status })),
    )
  })
  app.post(deskRoutes.addVolunteer.path, async (context) => {
    mustBeOwnPage(context)
    const { tenant, officer } = await signedInOf(context, enrol)
    const input = await readJson(context.req.raw, volunteerBody)
    const { id, name } = await addVolunteer(enrol, tenant, `officer:${officer.id}`, input)
    return context.json({ id, name })
  })
}
