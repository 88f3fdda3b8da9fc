import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isProblemCode } from '../../src/protocol/problems.ts'
import type { FieldTablet } from '../kit/FieldTablet.ts'
import { faultsSeed } from '../kit/faultsSeed.ts'
import { type FieldHub, fieldHub } from '../kit/fieldHub.ts'
import { describedRoutes, type FuzzRequest, type FuzzWorld, fuzzRequests } from '../kit/fuzz/requests.ts'
import { type FuzzAnswer, sendAll } from '../kit/fuzz/sendAll.ts'
import { applied, checkHub } from '../kit/hubPromises.ts'
import { ownerOf } from '../kit/ownerOf.ts'
import { residentMb } from '../kit/residentMb.ts'

const bodies = Number(process.env.FAULTS_BODIES ?? 2_000)
const seed = faultsSeed
/** made and sent at a time */
const batchSize = 500
/** requests under way at once */
const lines = 12
/** so many later what was made is taken out again: the last request costs what the first did */
const tidyAfter = 5_000
/** how much more memory the hub may hold at the end than after the first quarter, MiB: less than a kilobyte a request would be */
const mostGrowth = 64

/** Is this a path of the API, once `.` and `..` in it are resolved? */
const isOfApi = (path: string) => new URL(`http://hub.invalid${path}`).pathname.startsWith('/api/')
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** A refusal of ours has a code and small data (SPEC PRB-1); pages and files are none. */
function isRefusal(text: string): boolean {
  try {
    return isProblemCode(JSON.parse(text).problem)
  } catch {
    return false
  }
}

describe('hostile bodies at every route', () => {
  let field: FieldHub
  let tablet: FieldTablet
  /** nobody in the requests knows of it */
  let honest: FieldTablet
  beforeAll(async () => {
    field = await fieldHub({ env: { TRUSTED_PROXY: '127.0.0.1', LOG_LEVEL: 'error' } })
    tablet = await field.tablet()
    honest = await field.tablet()
    for (let i = 0; i < 5; i++) await tablet.saveCase(`Nguyễn Thử ${i}`)
    expect(await tablet.sync()).toMatchObject({ kind: 'done' })
    await applied(field.hub)
  })
  afterAll(() => field?.dispose())

  /** An administrator's session, and ids of rows that there are; the administrator's own is not among them. */
  async function world(): Promise<FuzzWorld> {
    const { hub, tenant, desk } = field
    const answer = await fetch(`${hub.officeUrl}/api/desk/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tram-so': '1' },
      body: JSON.stringify({ commune: tenant, ...hub.practice.officer }),
    })
    const [, cookie = ''] = /ts_desk=([^;]*)/.exec(answer.headers.get('set-cookie') ?? '') ?? []
    expect(cookie).not.toBe('')
    const idsOf = (table: string) =>
      ownerOf(hub, async (owner) => (await owner.rows<{ id: string }>(`SELECT id FROM ${table}`)).map(({ id }) => id))
    const [cases, devices, units, teams] = [
      await idsOf('record'),
      (await desk.devices()).map(({ id }) => id).filter((id) => id !== honest.who.device),
      await idsOf('unit'),
      await idsOf('team'),
    ]
    const chain = tablet.disk.current
    return {
      known: {
        ...{
          commune: [tenant],
          tenant: [tenant],
          device: devices,
          chain: [chain],
          unit: units,
          team: teams,
          id: cases,
        },
        name: ['receive', 'sendBack', 'startAppraisal', 'approve', 'returnResult', 'close', 'submit'],
        group: ['identity', 'contact', 'address', 'notes', 'status', 'member01aaaaaaaa'],
        field: ['name', 'idNumber', 'phone', 'text', 'birthDate', 'entries'],
        status: ['submitted', 'received', 'closed', 'erased'],
      },
      // whom nobody knows stands for volunteers and officers: taking out those that there are would end the test, not the hub
      ids: { cases, conflicts: cases, devices, units, teams },
      cookie,
      stream: (await tablet.stream(1)).body,
    }
  }

  /** Takes out the people and places that requests have made since now. */
  async function tidying(): Promise<() => Promise<void>> {
    const made = ['unit', 'team', 'volunteer', 'officer'].map((table) => ({ table, own: new Set<string>() }))
    await ownerOf(field.hub, async (owner) => {
      for (const { table, own } of made) {
        for (const { id } of await owner.rows<{ id: string }>(`SELECT id FROM ${table}`)) own.add(id)
      }
    })
    return () =>
      ownerOf(field.hub, async (owner) => {
        for (const { table, own } of made) await owner.rows(`DELETE FROM ${table} WHERE id <> ALL ($1)`, [[...own]])
      })
  }

  it(
    `fault 46: ${bodies} requests, none of them brings out a 5xx, a stack, another row or more memory (FAULTS_SEED=${seed})`,
    async () => {
      const { hub } = field
      const described = async (url: string) => (await fetch(`${url}/openapi.json`)).json()
      const routes = [
        ...describedRoutes('field', await described(hub.fieldUrl)),
        ...describedRoutes('office', await described(hub.officeUrl)),
      ]
      expect(routes.length).toBeGreaterThan(40)
      const given = await world()
      const tables = () =>
        ownerOf(hub, (owner) =>
          owner.rows("SELECT relname FROM pg_class WHERE relnamespace = 'tram_so'::regnamespace ORDER BY 1"),
        )
      const [before, pid] = [await tables(), hub.pid]
      const tidy = await tidying()
      const any = fuzzRequests(routes, given)
      const wrong: string[] = []
      const statuses = new Map<string, Set<number>>()
      const sizes: number[] = []
      const look = (asked: FuzzRequest, { status, text }: FuzzAnswer, at: number) => {
        statuses.set(asked.route, (statuses.get(asked.route) ?? new Set()).add(status))
        const isApi = isOfApi(asked.path) && asked.method !== 'HEAD'
        if (status >= 200 && (status < 400 || (status < 500 && (!isApi || isRefusal(text))))) return
        const body = Buffer.from(asked.body ?? []).toString('latin1')
        wrong.push(
          `${at}: ${asked.method} ${asked.path} → ${status} ${text}\n${JSON.stringify(asked.headers)}\n${body.slice(0, 1_000)}`,
        )
      }
      for (let sent = 0; sent < bodies; sent += batchSize) {
        const numRuns = Math.min(batchSize, bodies - sent)
        const requests = fc.sample(any, { seed: seed + sent, numRuns })
        await sendAll({ field: hub.fieldUrl, office: hub.officeUrl }, requests, lines, (one, answer, i) =>
          look(one, answer, sent + i),
        )
        sizes.push(residentMb(pid))
        if (sent % tidyAfter === 0) await tidy()
        if (wrong.length > 0) break
      }
      expect(wrong.slice(0, 3).join('\n\n')).toBe('')
      // every route was really asked: it did more than ask for a sign-in, a header or patience
      const shallow = routes.filter(({ method, path }) => {
        const seen = [...(statuses.get(`${method} ${path}`) ?? [])]
        return seen.every((status) => [401, 403, 429].includes(status))
      })
      expect(bodies < 2_000 ? [] : shallow.map(({ method, path }) => `${method} ${path}`)).toEqual([])
      const quarter = Math.ceil(sizes.length / 4)
      const growth = median(sizes.slice(-quarter)) - median(sizes.slice(quarter, 2 * quarter))
      console.log(
        `fault 46: ${bodies} requests, ${Math.round(median(sizes.slice(-quarter)))} MiB at the end, ${Math.round(growth)} more than in the second quarter`,
      )
      expect(growth).toBeLessThan(mostGrowth)

      expect(hub.pid).toBe(pid)
      expect(hub.log).toBe('')
      expect(await tables()).toEqual(before)
      expect(await fetch(`${hub.fieldUrl}/healthz`).then((answer) => answer.json())).toMatchObject({ status: 'ok' })
      // the hub takes honest work as before, and what it holds is whole
      await honest.saveCase('Nguyễn Thử Sau Cùng')
      expect(await honest.sync()).toMatchObject({ kind: 'done' })
      await applied(hub)
      await checkHub(hub, [honest])
    },
    120_000 + bodies * 20,
  )
})
