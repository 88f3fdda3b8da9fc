import type { Hono } from 'hono'
import type { DeskActor } from '../../desk/DeskPorts.ts'
import { importHouseholds, type RoundPorts } from '../../desk/households.ts'
import { moveHouseholds } from '../../desk/moveHouseholds.ts'
import { listHouseholds, planRound, readRounds, setGoal } from '../../desk/rounds.ts'
import type { SignedIn } from '../../enrol/officerSession.ts'
import type { HttpEnv, HttpPorts } from '../HttpPorts.ts'
import { readJson } from '../readBody.ts'
import { onRoute } from './onRoute.ts'
import { goalBody, householdsBody, moveBody, planBody, roundRoutes } from './roundRoutes.ts'

/** A list of 5,000 people with addresses and notes. */
const listBytes = 2 * 1024 * 1024

const actorOf = ({ tenant, officer }: SignedIn): DeskActor => ({ tenant, officer: officer.id })

/** Rounds, households and what they add up to (decision 025). */
export function roundHandlers(app: Hono<HttpEnv>, ports: HttpPorts): void {
  const { enrol } = ports
  const { random, sha256 } = enrol.crypto
  const desk: RoundPorts = { store: enrol.store, now: enrol.now, random, sha256 }

  onRoute(app, ports, roundRoutes.rounds, async (context, who) => context.json(await readRounds(desk, actorOf(who))))
  onRoute(app, ports, roundRoutes.households, async (context, who) =>
    context.json(await listHouseholds(desk, actorOf(who), context.req.param('id') ?? '')),
  )
  onRoute(app, ports, roundRoutes.importHouseholds, async (context, who) => {
    const { team, households } = await readJson(context.req.raw, householdsBody, listBytes)
    const place = { unit: context.req.param('id') ?? '', team }
    const listed = households.map(({ order, ...rest }) => ({ ...rest, order }))
    return context.json(await importHouseholds(desk, actorOf(who), place, listed))
  })
  onRoute(app, ports, roundRoutes.moveHouseholds, async (context, who) => {
    const { team } = await readJson(context.req.raw, moveBody)
    return context.json(await moveHouseholds(desk, actorOf(who), { unit: context.req.param('id') ?? '', team }))
  })
  onRoute(app, ports, roundRoutes.planRound, async (context, who) =>
    context.json({ id: await planRound(desk, actorOf(who), await readJson(context.req.raw, planBody)) }),
  )
  onRoute(app, ports, roundRoutes.setGoal, async (context, who) => {
    await setGoal(desk, actorOf(who), context.req.param('id') ?? '', await readJson(context.req.raw, goalBody))
    return context.json({})
  })
}
