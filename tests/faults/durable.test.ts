import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { descendants } from '../kit/descendants.ts'
import { type FieldHub, fieldHub } from '../kit/fieldHub.ts'
import { applied, checkArrived } from '../kit/hubPromises.ts'
import { ownerOf } from '../kit/ownerOf.ts'
import { type Call, canTrace, Trace } from '../kit/trace.ts'

const reading = new Set(['read', 'readv', 'recvfrom', 'recvmsg'])
const writing = new Set(['write', 'writev', 'sendto', 'sendmsg'])
const flushing = new Set(['fsync', 'fdatasync'])

/**
 * For each push in a log, what stands in the way of its reply: the committing backend hears COMMIT, the write-ahead log is
 * on the disk, the backend says so, and only then does the hub write its first byte of an answer. Null when in order.
 */
function brokenOrders(calls: readonly Call[], hubThreads: (pid: number) => boolean): Array<string | null> {
  const pushes = calls.filter(
    (call) => reading.has(call.name) && hubThreads(call.pid) && call.text.includes('POST /api/v1/push'),
  )
  return pushes.map((push) => {
    const reply = calls.find(
      (call) =>
        writing.has(call.name) && hubThreads(call.pid) && call.began > push.ended && call.text.includes('HTTP/1.1 '),
    )
    if (!reply?.text.includes('HTTP/1.1 200')) return 'no reply with 200'
    const isBetween = (call: Call) => call.began > push.ended && call.ended < reply.began
    const told = calls.filter((call) => writing.has(call.name) && isBetween(call) && call.text.includes('COMMIT'))
    const commit = told.at(-1)
    if (!commit) return 'no commit before the reply'
    const heard = calls
      .filter((call) => call.pid === commit.pid && reading.has(call.name) && call.ended < commit.began)
      .filter(({ result }) => Number(result) > 0)
      .at(-1)
    const isFlush = (call: Call) =>
      flushing.has(call.name) &&
      call.text.includes('/pg_wal/') &&
      call.result === '0' &&
      heard !== undefined &&
      call.began > heard.ended &&
      call.ended < commit.began
    return calls.some(isFlush) ? null : 'no flush of the write-ahead log between the commit and the reply'
  })
}

describe('durability', () => {
  let field: FieldHub
  beforeAll(async () => {
    field = await fieldHub()
  })
  afterAll(() => field?.dispose())

  // strace is Linux's; CI has it (.ci/run)
  it.runIf(canTrace() || process.env.CI)(
    'fault 3: for every push the write-ahead log is on the disk before the first byte of the reply is written',
    async () => {
      const { hub } = field
      const pushes = 25
      const tablet = await field.tablet()
      for (let i = 0; i <= pushes; i++) await tablet.saveCase(`Nguyễn Thử ${i}`)
      // one ahead, so that connections and statements are made
      expect((await tablet.push((await tablet.stream(1, 1)).body)).status).toBe(200)
      await applied(hub)
      const server = hub.serverPid ?? 0
      const hubPid = hub.pid
      const calls = await ownerOf(hub, async (owner) => {
        // apply stands still, so that no flush of its own is taken for the push's
        await owner.rows('BEGIN')
        await owner.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`apply:${field.tenant}`])
        const trace = await Trace.start([hubPid, server, ...descendants(server).map(({ pid }) => pid)])
        for (let n = 2; n <= pushes + 1; n++) {
          const told = await tablet.push((await tablet.stream(n, 1)).body)
          expect(told).toMatchObject({ status: 200, problem: null, receipt: expect.any(String) })
        }
        const seen = await trace.stop()
        await owner.rows('COMMIT')
        return seen
      })
      const servers = new Set([server, ...descendants(server).map(({ pid }) => pid)])
      const isHub = (pid: number) => !servers.has(pid)
      expect(brokenOrders(calls, isHub)).toEqual(Array.from({ length: pushes }, () => null))

      // the same look at a hub that would not flush, or would answer first, finds it out
      const unflushed = calls.filter(({ name }) => !flushing.has(name))
      expect(new Set(brokenOrders(unflushed, isHub)).has(null)).toBe(false)
      const hasty = calls.map((call) => (flushing.has(call.name) ? { ...call, ended: Number.MAX_SAFE_INTEGER } : call))
      expect(new Set(brokenOrders(hasty, isHub)).has(null)).toBe(false)

      await tablet.sync()
      await applied(hub)
      await checkArrived(hub, [tablet])
    },
  )

  it('the server that the hub starts is told to flush, whatever else it is told', async () => {
    const names = ['fsync', 'synchronous_commit', 'full_page_writes']
    const shown = await ownerOf(field.hub, (owner) =>
      owner.rows<{ name: string; setting: string }>('SELECT name, setting FROM pg_settings WHERE name = ANY($1)', [
        names,
      ]),
    )
    expect(Object.fromEntries(shown.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
    })
  })
})
