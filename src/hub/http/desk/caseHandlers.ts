import type { Hono } from 'hono'
import { Problem } from '../../../protocol/problems.ts'
import { commandCase } from '../../desk/commandCase.ts'
import type { DeskActor } from '../../desk/DeskPorts.ts'
import { listCases, openCase } from '../../desk/readCases.ts'
import { resolveConflict } from '../../desk/resolveConflict.ts'
import type { RecordFilter, RecordRow } from '../../store/rows.ts'
import type { HttpEnv, HttpPorts } from '../HttpPorts.ts'
import { readJson } from '../readBody.ts'
import { attention } from './attention.ts'
import { caseSummaries } from './caseSummary.ts'
import { type CaseSearch, choiceBody, commandBody, deskRoutes, searchBody } from './deskRoutes.ts'
import { mustBeOwnPage, signedInOf } from './deskSession.ts'
import { openedCase } from './openedCase.ts'

const shownStatuses = ['submitted', 'received', 'appraising', 'approved', 'returnedResult', 'needsSupplement'] as const

/** A case of the path; ids are uuids, and what is none is no case. */
const idOf = (id: string): string => {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Problem('not-found')
  return id
}

const filterOf = (search: CaseSearch): RecordFilter => ({
  limit: search.limit,
  offset: search.offset,
  ...(search.type ? { type: search.type } : {}),
  ...(search.status && search.status.length > 0 ? { status: search.status } : {}),
  ...(search.search ? { search: search.search } : {}),
  ...(search.conflicts ? { openConflicts: true } : {}),
})

/** The address's filter as the same shape that the body has. Throws `Problem('malformed')`. */
function searchOf(query: Record<string, string>): CaseSearch {
  // words about a person never stand in an address: they go in the body of a search
  if (query.search !== undefined) throw new Problem('malformed', { field: 'search' })
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text))
  const parsed = searchBody.safeParse({
    type: query.type || undefined,
    status: query.status ? query.status.split(',') : undefined,
    conflicts: query.conflicts === '1' || query.conflicts === 'true',
    offset: number(query.offset),
    limit: number(query.limit),
  })
  if (!parsed.success) throw new Problem('malformed', { field: String(parsed.error.issues[0]?.path[0] ?? '') })
  return parsed.data
}

/** The inbox, case pages, commands and conflicts. */
export function caseHandlers(app: Hono<HttpEnv>, ports: HttpPorts): void {
  const { enrol } = ports
  const desk = { store: enrol.store, now: enrol.now }

  const list = async (actor: DeskActor, search: CaseSearch) => {
    const records = await listCases(desk, actor, filterOf(search))
    return desk.store.inTenant(actor.tenant, async (tx) => {
      const byStatus = await tx.statusCounts()
      const { openConflicts } = await tx.counts()
      return {
        cases: await caseSummaries(tx, records),
        counts: {
          ...Object.fromEntries(shownStatuses.map((status) => [status, byStatus[status] ?? 0])),
          conflicts: openConflicts,
        },
      }
    })
  }
  const summaryOf = async (tenant: string, record: RecordRow) =>
    (await desk.store.inTenant(tenant, (tx) => caseSummaries(tx, [record])))[0]
  const actorOf = async (context: Parameters<typeof signedInOf>[0]): Promise<DeskActor> => {
    const { tenant, officer } = await signedInOf(context, enrol)
    return { tenant, officer: officer.id }
  }

  app.get(deskRoutes.cases.path, async (context) => {
    const actor = await actorOf(context)
    return context.json(await list(actor, searchOf(context.req.query())))
  })
  app.post(deskRoutes.search.path, async (context) => {
    mustBeOwnPage(context)
    const actor = await actorOf(context)
    return context.json(await list(actor, await readJson(context.req.raw, searchBody)))
  })
  app.get(deskRoutes.open.path, async (context) => {
    const actor = await actorOf(context)
    const opened = await openCase(desk, actor, idOf(context.req.param('id')))
    return context.json(await desk.store.inTenant(actor.tenant, (tx) => openedCase(tx, opened)))
  })
  app.post(deskRoutes.command.path, async (context) => {
    mustBeOwnPage(context)
    const actor = await actorOf(context)
    const { version, command } = await readJson(context.req.raw, commandBody)
    const record = await commandCase(desk, actor, idOf(context.req.param('id')), version, command)
    return context.json(await summaryOf(actor.tenant, record))
  })
  app.post(deskRoutes.choose.path, async (context) => {
    mustBeOwnPage(context)
    const actor = await actorOf(context)
    const { choice } = await readJson(context.req.raw, choiceBody)
    const record = await resolveConflict(desk, actor, idOf(context.req.param('id')), choice)
    return context.json(await summaryOf(actor.tenant, record))
  })
  app.get(deskRoutes.attention.path, async (context) => {
    const actor = await actorOf(context)
    return context.json(await desk.store.inTenant(actor.tenant, attention))
  })
}
