import { createReadStream, existsSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { startLimit } from './limit/startLimit.ts'
import type { StandardCase } from './peer/standardCase.ts'
import { startPeer } from './peer/startPeer.ts'
import { editedHelper, sampleCase } from './sampleCases.ts'

/*
 * The server process of one engine: its pages under /app/, all else to the engine. tsx serve.ts ENGINE DATA_DIR PAGES_DIR;
 * the runner asks over IPC.
 */
const [engineName, dir = '', pages = ''] = process.argv.slice(2)
const send = (message: unknown) => process.send?.(message)
const report = (count: number) => send({ durable: count, at: Date.now() })
const engine = await (engineName === 'limit' ? startLimit : startPeer)({ dir, report })

const types: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8' }

const server = http.createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  if (!pathname.startsWith('/app/')) {
    void Promise.resolve(engine.handle(request, response)).catch(() => response.destroy())
    return
  }
  const file = path.join(pages, path.basename(pathname))
  if (!existsSync(file)) return void response.writeHead(404).end()
  response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' })
  createReadStream(file).pipe(response)
})

const samples = (seed: number, count: number): StandardCase[] =>
  Array.from({ length: count }, (_, index) => sampleCase(seed, index))

/** Are all of these cases at the server, whole, and none twice? `edited`: with their one-field edit. */
async function check(seed: number, count: number, edited: boolean) {
  const { cases, copies } = await engine.dump()
  const stored = new Map(cases.map((one) => [one.id, one]))
  const expected = samples(seed, count).map((one, at) => (edited ? { ...one, officerId: editedHelper(at) } : one))
  const canonical = (one: StandardCase | undefined) => (one ? JSON.stringify(Object.entries(one).sort()) : '')
  const whole = expected.filter((one) => canonical(stored.get(one.id)) === canonical(one)).length
  return { lost: count - whole, doubled: copies - stored.size }
}

interface Ask {
  id: number
  what: 'seed' | 'check' | 'stop'
  seed: number
  count: number
  edited: boolean
}
async function answer({ what, seed, count, edited }: Ask): Promise<unknown> {
  if (what === 'check') return check(seed, count, edited)
  if (what === 'seed') return (await engine.seed(samples(seed, count))) ?? null
  return (await engine.stop()) ?? null
}
process.on('message', (ask: Ask) => {
  answer(ask).then(
    (value) => send({ id: ask.id, value }),
    (error: unknown) => send({ id: ask.id, error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  send({ port: typeof address === 'object' ? address?.port : 0 })
})
