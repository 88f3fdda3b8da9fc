import { open } from 'node:fs/promises'
import type http from 'node:http'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { StandardCase } from '../peer/standardCase.ts'

interface Body {
  cases: StandardCase[]
  edits: { id: string; value: string }[]
}

/** The limit's server: appends what comes to a file, with fdatasync before it answers, and keeps it in memory. */
export async function startLimit({ dir, report }: { dir: string; report: (count: number) => void }) {
  const file = await open(path.join(dir, 'limit.log'), 'a')
  const cases = new Map<string, StandardCase>()
  return {
    async handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
      if (request.url === '/limit/up') {
        const parts: Buffer[] = []
        for await (const part of request) parts.push(part)
        const raw = Buffer.concat(parts)
        await file.write(raw)
        await file.datasync()
        const body: Body = JSON.parse(gunzipSync(raw).toString())
        for (const one of body.cases) cases.set(one.id, one)
        for (const { id, value } of body.edits) {
          const one = cases.get(id)
          if (one) cases.set(id, { ...one, officerId: value })
        }
        report(cases.size)
        response.writeHead(200).end('{}')
        return
      }
      const all = [...cases.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      response.end(gzipSync(JSON.stringify(all)))
    },
    async seed(given: readonly StandardCase[]): Promise<void> {
      for (const one of given) cases.set(one.id, one)
    },
    async dump() {
      return { cases: [...cases.values()], copies: cases.size }
    },
    stop: () => file.close(),
  }
}
