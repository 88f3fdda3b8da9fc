// The yardstick's server of this project: starts the real hub and forwards to it (bench README, "Adding an engine").
import http from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { bundleHub } from './bundleHub.mjs'

/** A push that was cut is committed up to its last whole frame a moment later: count again for so long, so often (ms). */
const countFor = 400
const countEvery = 25

export async function start({ dir, report }) {
  const { startBenchHub } = await bundleHub()
  const hub = await startBenchHub(dir)
  const agent = new http.Agent({ keepAlive: true })
  let until = 0
  let isCounting = false

  const countSoon = async () => {
    until = Date.now() + countFor
    if (isCounting) return
    isCounting = true
    do {
      report(await hub.durable())
      await setTimeout(countEvery)
    } while (Date.now() < until)
    isCounting = false
  }

  const forward = (req, res) =>
    new Promise((resolve) => {
      const isPush = req.url.endsWith('/push')
      const end = () => {
        if (isPush) void countSoon()
        resolve()
      }
      const { host, connection, ...headers } = req.headers
      const onward = http.request({
        port: hub.port,
        host: '127.0.0.1',
        method: req.method,
        path: req.url,
        headers,
        agent,
      })
      onward.on('response', (answer) => {
        res.writeHead(answer.statusCode, answer.headers)
        answer.pipe(res)
        answer.on('close', end)
      })
      onward.on('error', () => {
        res.destroy()
        end()
      })
      // the line was cut: the hub must see it as cut too
      res.on('close', () => {
        if (!res.writableFinished) onward.destroy()
      })
      req.pipe(onward)
    })

  return {
    async handle(req, res) {
      if (req.url === '/bench/token') sendJson(res, await hub.token())
      else if (req.url === '/bench/approve') sendJson(res, (await hub.approve()) ?? {})
      else await forward(req, res)
    },
    seed: (cases) => hub.seed(cases),
    dump: () => hub.dump(),
  }
}

function sendJson(res, value) {
  res.writeHead(200, { 'content-type': 'application/json' })
  res.end(JSON.stringify(value))
}
