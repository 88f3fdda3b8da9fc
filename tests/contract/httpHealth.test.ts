import { describe, expect, it, vi } from 'vitest'
import { metricsApp } from '../../src/hub/http/metricsApp.ts'
import { HttpKit, refusal } from './httpKit.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

describe('the health page', () => {
  it('is for officers, and tells of their own commune only', async () => {
    const kit = await HttpKit.create()
    expect(await refusal(kit.desk('GET', '/api/desk/health'))).toBe('401 not-signed-in')
    await kit.hub.tablet('Máy 1')
    const read = async (tenant: string) => {
      const cookie = await kit.signIn(tenant)
      const answer = await kit.desk('GET', '/api/desk/health', { cookie })
      expect(answer.status).toBe(200)
      const { checks }: { checks: { name: string; data: Record<string, unknown> }[] } = await answer.json()
      return checks.find(({ name }) => name === 'tablets')?.data
    }
    kit.hub.now += 30 * 86_400_000
    expect(await read(kit.hub.tenant)).toMatchObject({ names: 'Máy 1', all: 1 })
    expect(await read(kit.hub.otherTenant)).toEqual({ all: 0 })
  })
})

describe('/metrics', () => {
  it('is on neither public origin', async () => {
    const kit = await HttpKit.create()
    expect((await kit.tablet('GET', '/metrics')).headers.get('content-type')).not.toMatch(/version=0.0.4/)
    expect((await kit.desk('GET', '/metrics')).headers.get('content-type')).not.toMatch(/version=0.0.4/)
  })

  it('counts requests by their route’s pattern, never by the path that was asked', async () => {
    const kit = await HttpKit.create()
    await kit.desk('GET', '/api/desk/cases/7d3c1a52-6f0b-4a8e-9b21-000000000009')
    await kit.tablet('GET', '/healthz')
    const body = await (await metricsApp(kit.metrics, null).request('/metrics')).text()
    const counted = body.split('\n').filter((line) => line.startsWith('tramso_requests_total{'))
    expect(counted).toEqual([
      'tramso_requests_total{origin="office",method="GET",route="/api/desk/cases/:id",status="401"} 1',
      'tramso_requests_total{origin="field",method="GET",route="static",status="200"} 1',
    ])
  })

  it('with a token answers only who brings it', async () => {
    const kit = await HttpKit.create()
    const app = metricsApp(kit.metrics, 'a-long-token-of-thirty-two-signs')
    const ask = async (authorization?: string) =>
      (await app.request('/metrics', authorization ? { headers: { authorization } } : {})).status
    expect(await ask()).toBe(401)
    expect(await ask('Bearer a-long-token-of-thirty-two-sign5')).toBe(401)
    expect(await ask('Bearer short')).toBe(401)
    expect(await ask('Bearer a-long-token-of-thirty-two-signs')).toBe(200)
  })
})
