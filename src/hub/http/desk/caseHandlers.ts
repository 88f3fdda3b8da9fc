import type { Hono } from 'hono'
import { Problem } from '../../../protocol/problems.ts'
import { commandCase } from '../../desk/commandCase.ts'
import type { DeskActor } from '../../desk/DeskPorts.ts'
import { listCases, openCase } from '../../desk/readCases.ts'
import { type PhotoDesk, readPhoto } from '../../desk/readPhoto.ts'
import { readSound } from '../../desk/readSound.ts'
import { resolveConflict } from '../../desk/resolveConflict.ts'
import type { SignedIn } from '../../enrol/officerSession.ts'
import { loseMissing, losePhotos } from '../../photos/tidyPhotos.ts'
import type { RecordRow } from '../../store/rows.ts'
import type { HttpEnv, HttpPorts } from '../HttpPorts.ts'
import { readJson } from '../readBody.ts'
import { attention } from './attention.ts'
import { filterOf, offsetOf, searchOf, seenOf } from './caseSearch.ts'
import { caseSummaries } from './caseSummary.ts'
import { type CaseSearch, choiceBody, commandBody, deskRoutes, searchBody } from './deskRoutes.ts'
import { onRoute } from './onRoute.ts'
import { openedCase } from './openedCase.ts'

const shownStatuses = ['submitted', 'received', 'appraising', 'approved', 'returnedResult', 'needsSupplement'] as const

/** A case of the path; ids are uuids, and what is none is no case. */
const idOf = (id: string | undefined): string => {
  if (id === undefined || !/^[0-9a-f-]{36}$/.test(id)) throw new Problem('not-found')
  return id
}

const actorOf = ({ tenant, officer }: SignedIn): DeskActor => ({ tenant, officer: officer.id })

/** The inbox, case pages, commands and conflicts. */
export function caseHandlers(app: Hono<HttpEnv>, ports: HttpPorts): void {
  const { enrol } = ports
  const desk = { store: enrol.store, now: enrol.now }

  /**
   * The sequence is read before what it stands for, so an answer is at least as new as it says. Who has that sequence
   * already is given nothing of a case, so nothing was read, and the audit says so by its silence (SPEC AUD-1).
   */
  const unlessSeen = async <T extends object>(tenant: string, seen: number | undefined, read: () => Promise<T>) => {
    const seq = await desk.store.inTenant(tenant, (tx) => tx.seq())
    return seen === seq ? { unchanged: true, seq } : { seq, ...(await read()) }
  }
  const list = (actor: DeskActor, search: CaseSearch) =>
    unlessSeen(actor.tenant, search.seen, async () => {
      const filter = filterOf(search)
      const records = await listCases(desk, actor, filter)
      // a page that is not full is all there is: what a search finds is not looked for a second time
      const isWhole = search.offset === 0 && records.length < search.limit
      return desk.store.inTenant(actor.tenant, async (tx) => {
        const byStatus = await tx.statusCounts()
        return {
          cases: await caseSummaries(tx, records),
          total: isWhole ? records.length : await tx.recordCount(filter),
          counts: {
            ...Object.fromEntries(shownStatuses.map((status) => [status, byStatus[status] ?? 0])),
            conflicts: await tx.recordCount({ openConflicts: true, limit: 1 }),
          },
        }
      })
    })
  const lookForPhotos = async (tenant: string, id: string) => {
    const { photoPorts } = ports.uploads
    await loseMissing(photoPorts, tenant, await desk.store.inTenant(tenant, (tx) => tx.casePhotos(id)))
  }
  const photoDesk = (): PhotoDesk => {
    const { photoPorts } = ports.uploads
    return {
      ...desk,
      ...ports.pictures,
      read: (tenant, key) => photoPorts.files.read(tenant, key),
      lose: (tenant, keys) => losePhotos(photoPorts, tenant, keys),
    }
  }
  const summaryOf = async (tenant: string, record: RecordRow) =>
    (await desk.store.inTenant(tenant, (tx) => caseSummaries(tx, [record])))[0]

  onRoute(app, ports, deskRoutes.cases, async (context, who) =>
    context.json(await list(actorOf(who), searchOf(context.req.query()))),
  )
  onRoute(app, ports, deskRoutes.search, async (context, who) =>
    context.json(await list(actorOf(who), await readJson(context.req.raw, searchBody))),
  )
  onRoute(app, ports, deskRoutes.open, async (context, who) => {
    const id = idOf(context.req.param('id'))
    const seen = seenOf(context.req.query('seen'))
    // nothing is unchanged about a case that is none
    const isThere = await desk.store.inTenant(who.tenant, async (tx) => (await tx.record(id)) !== null)
    if (!isThere) throw new Problem('not-found')
    // whoever opens a case is told what is missing now, not what an hourly look has found
    if (seen === undefined) await lookForPhotos(who.tenant, id)
    const answer = await unlessSeen(who.tenant, seen, async () => {
      const opened = await openCase(desk, actorOf(who), id)
      return desk.store.inTenant(who.tenant, (tx) => openedCase(tx, opened))
    })
    return context.json(answer)
  })
  onRoute(app, ports, deskRoutes.photo, async (context, who) => {
    const { id, photo = '' } = context.req.param()
    const picture = await readPhoto(photoDesk(), actorOf(who), idOf(id), photo)
    // shown by the page that asked, never kept, and nothing to look at by itself
    const headers = { 'content-type': 'image/jpeg', 'content-disposition': 'attachment', 'cache-control': 'no-store' }
    return context.body(new Uint8Array(picture), 200, headers)
  })
  onRoute(app, ports, deskRoutes.sound, async (context, who) => {
    const { id, sound = '' } = context.req.param()
    const bytes = await readSound(photoDesk(), actorOf(who), idOf(id), sound)
    const headers = { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' }
    return context.body(new Uint8Array(bytes), 200, headers)
  })
  onRoute(app, ports, deskRoutes.command, async (context, who) => {
    const { version, command } = await readJson(context.req.raw, commandBody)
    const record = await commandCase(desk, actorOf(who), idOf(context.req.param('id')), version, command)
    return context.json(await summaryOf(who.tenant, record))
  })
  onRoute(app, ports, deskRoutes.choose, async (context, who) => {
    const { choice } = await readJson(context.req.raw, choiceBody)
    const record = await resolveConflict(desk, actorOf(who), idOf(context.req.param('id')), choice)
    return context.json(await summaryOf(who.tenant, record))
  })
  onRoute(app, ports, deskRoutes.attention, async (context, { tenant }) =>
    context.json(await desk.store.inTenant(tenant, (tx) => attention(tx, offsetOf(context.req.query('offset'))))),
  )
}
