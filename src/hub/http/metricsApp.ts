import { timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import type { Metrics } from '../health/Metrics.ts'
import type { HttpEnv } from './HttpPorts.ts'

const isSame = (given: string, wanted: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/**
 * `/metrics` on a port of its own, away from both public origins (decision 009). With a token only who brings it as
 * `Authorization: Bearer …` is answered.
 */
export function metricsApp(metrics: Metrics, token: string | null): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  app.get('/metrics', async (context) => {
    const given = context.req.header('authorization') ?? ''
    if (token !== null && !isSame(given, `Bearer ${token}`)) {
      return context.text('', 401, { 'www-authenticate': 'Bearer' })
    }
    const { type, body } = await metrics.text()
    return context.body(body, 200, { 'content-type': type, 'cache-control': 'no-store' })
  })
  return app
}
