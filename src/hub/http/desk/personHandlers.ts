import type { Context, Hono } from 'hono'
import { shortCodeOf } from '../../../domain/shortCode.ts'
import { Problem } from '../../../protocol/problems.ts'
import type { DeskActor } from '../../desk/DeskPorts.ts'
import {
  correctCase,
  erasePerson,
  isInProcedure,
  type PersonFile,
  readPerson,
  withdrawConsent,
} from '../../desk/personRights.ts'
import { alikeCases, decideSame } from '../../desk/sameCases.ts'
import type { SignedIn } from '../../enrol/officerSession.ts'
import type { HttpEnv, HttpPorts } from '../HttpPorts.ts'
import { readJson } from '../readBody.ts'
import { caseSummaries } from './caseSummary.ts'
import { handedOver } from './handedOver.ts'
import { onRoute } from './onRoute.ts'
import { correctBody, eraseBody, type PersonAnswer, personRoutes, sameBody } from './personRoutes.ts'

const idOf = (context: Context<HttpEnv>): string => {
  const id = context.req.param('id') ?? ''
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Problem('not-found')
  return id
}
const actorOf = ({ tenant, officer }: SignedIn): DeskActor => ({ tenant, officer: officer.id })

const shown = ({ record, changes }: PersonFile['cases'][number]): PersonAnswer['cases'][number] => ({
  id: record.id,
  shortCode: shortCodeOf(record.id),
  type: record.type,
  status: record.status,
  version: record.version,
  officialCode: record.officialCode,
  groups: record.groups,
  createdAt: record.createdAt,
  updatedAt: record.updatedAt,
  changes: changes.length,
})

/** The rights of one person: see, correct, withdraw, take along, be erased. */
export function personHandlers(app: Hono<HttpEnv>, ports: HttpPorts): void {
  const desk = { store: ports.enrol.store, now: ports.enrol.now }

  onRoute(app, ports, personRoutes.person, async (context, who) => {
    const { cases } = await readPerson(desk, actorOf(who), idOf(context), 'read-person')
    const answer: PersonAnswer = {
      inProcedure: cases.some(({ record }) => isInProcedure(record.status)),
      cases: cases.map(shown),
      ...ports.keeping,
    }
    return context.json(answer)
  })
  onRoute(app, ports, personRoutes.exportPerson, async (context, who) => {
    const id = idOf(context)
    const { cases } = await readPerson(desk, actorOf(who), id, 'export-person')
    const commune = await desk.store.inTenant(who.tenant, (tx) => tx.tenantRow())
    const content = {
      format: 'tram-so/person/1',
      exportedAt: new Date(desk.now()).toISOString(),
      commune: commune.name,
      cases: cases.map(handedOver),
    }
    // the name of the file holds the case's code, which is nobody's name
    context.header('content-disposition', `attachment; filename="${shortCodeOf(id)}.json"`)
    context.header('cache-control', 'no-store')
    return context.json(content)
  })
  onRoute(app, ports, personRoutes.alike, async (context, who) => {
    const alike = await alikeCases(desk, actorOf(who), idOf(context))
    const summaries = await desk.store.inTenant(who.tenant, (tx) =>
      caseSummaries(
        tx,
        alike.map(({ record }) => record),
      ),
    )
    return context.json({ cases: summaries.map((one, at) => ({ ...one, by: alike[at]?.by ?? 'maybe' })) })
  })
  onRoute(app, ports, personRoutes.same, async (context, who) => {
    await decideSame(desk, actorOf(who), idOf(context), await readJson(context.req.raw, sameBody))
    return context.json({})
  })
  onRoute(app, ports, personRoutes.correct, async (context, who) => {
    const asked = await readJson(context.req.raw, correctBody)
    const record = await correctCase(desk, actorOf(who), idOf(context), asked)
    return context.json((await desk.store.inTenant(who.tenant, (tx) => caseSummaries(tx, [record])))[0])
  })
  onRoute(app, ports, personRoutes.withdrawConsent, async (context, who) => {
    const records = await withdrawConsent(desk, actorOf(who), idOf(context))
    return context.json({ cases: records.length })
  })
  onRoute(app, ports, personRoutes.erasePerson, async (context, who) => {
    const id = idOf(context)
    const { seen, reason, confirm } = await readJson(context.req.raw, eraseBody)
    if (confirm.trim().toUpperCase() !== shortCodeOf(id)) throw new Problem('malformed', { field: 'confirm' })
    const cases = await erasePerson(desk, actorOf(who), id, { seen, reason })
    await ports.onErased?.(who.tenant, cases)
    // held items that waited for the case are refused now
    ports.ingest.onStored(who.tenant)
    return context.json({ cases: cases.length })
  })
}
