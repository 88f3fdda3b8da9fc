import http from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { startBenchHub } from './benchHub.ts'

/** A push that was cut is committed up to its last whole frame a moment later: count again for so long, so often (ms). */
const countFor = 400
const countEvery = 25

export interface PeerOptions {
  /** an empty folder for the hub's data */
  dir: string
  /** told how many items are durable */
  report: (count: number) => void
}

/** The real hub behind the yardstick's server: forwards to it, and passes on what the line does to a connection. */
export async function startPeer({ dir, report }: PeerOptions) {
  const hub = await startBenchHub(dir)
  const agent = new http.Agent({ keepAlive: true })
  let until = 0
  let isCounting = false

  const countSoon = async (): Promise<void> => {
    until = Date.now() + countFor
    if (isCounting) return
    isCounting = true
    do {
      report(await hub.durable())
      await wait(countEvery)
    } while (Date.now() < until)
    isCounting = false
  }

  const forward = (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> =>
    new Promise((resolve) => {
      const { method = 'GET', url: path = '/' } = request
      const end = () => {
        // also after a head: the answer of the push before it may have been lost
        void countSoon()
        resolve()
      }
      const { host: _, connection: __, ...headers } = request.headers
      const onward = http.request({ port: hub.port, host: '127.0.0.1', method, path, headers, agent })
      onward.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
        answer.on('close', end)
      })
      onward.on('error', () => {
        response.destroy()
        end()
      })
      // the line was cut: the hub must see it as cut too
      response.on('close', () => {
        if (!response.writableFinished) onward.destroy()
      })
      request.pipe(onward)
    })

  const answer = (response: http.ServerResponse, value: unknown): void => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(value))
  }

  return {
    async handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
      if (request.url === '/bench/token') return answer(response, await hub.token())
      if (request.url !== '/bench/approve') return forward(request, response)
      await hub.approve()
      answer(response, {})
    },
    seed: hub.seed,
    dump: hub.dump,
    stop: hub.stop,
  }
}
