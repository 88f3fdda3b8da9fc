import { expect, it, vi } from 'vitest'
import * as z from 'zod/mini'
import { makeDeskApi } from './deskApi.ts'

const schema = z.object({ count: z.int() })

function api(answer: () => Response | Promise<Response>) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => answer())
  const onSignedOut = vi.fn()
  return { ...makeDeskApi({ fetch, onSignedOut }), fetch, onSignedOut }
}
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })

it('gives back what fits the schema', async () => {
  await expect(api(() => json({ count: 3 })).get('/api/desk/cases', schema)).resolves.toEqual({ count: 3 })
})

it('refuses an answer of another form', async () => {
  await expect(api(() => json({ count: 'many' })).get('/x', schema)).rejects.toMatchObject({ code: 'bad-answer' })
})

it('says that a page of a captive portal is no answer', async () => {
  const portal = api(() => new Response('<html>Sign in to this network</html>'))
  await expect(portal.get('/x', schema)).rejects.toMatchObject({ code: 'bad-answer' })
})

it('passes on the code and data of a refusal', async () => {
  const refused = api(() => json({ problem: 'conflict', data: { version: 4 } }, 409))
  await expect(refused.post('/x', {}, schema)).rejects.toMatchObject({ code: 'conflict', data: { version: 4 } })
  expect(refused.onSignedOut).not.toHaveBeenCalled()
})

it('asks for a new sign-in when the session is over, and not when a password was wrong', async () => {
  const over = api(() => json({ problem: 'not-signed-in' }, 401))
  await expect(over.get('/x', schema)).rejects.toMatchObject({ code: 'not-signed-in' })
  expect(over.onSignedOut).toHaveBeenCalledTimes(1)
  const wrong = api(() => json({ problem: 'wrong-login' }, 401))
  await expect(wrong.post('/x', {}, schema)).rejects.toMatchObject({ code: 'wrong-login' })
  expect(wrong.onSignedOut).not.toHaveBeenCalled()
})

it('tells a dead line from a server that broke and one that is too slow', async () => {
  const dead = api(() => Promise.reject(new TypeError('Failed to fetch')))
  await expect(dead.get('/x', schema)).rejects.toMatchObject({ code: 'no-line' })
  const broken = api(() => new Response('oops', { status: 502 }))
  await expect(broken.get('/x', schema)).rejects.toMatchObject({ code: 'unavailable' })
  const slow = api(() => Promise.reject(new DOMException('late', 'TimeoutError')))
  await expect(slow.get('/x', schema)).rejects.toMatchObject({ code: 'timeout' })
})

it('marks what changes something, so that another site cannot do it', async () => {
  const one = api(() => json({ count: 1 }))
  await one.post('/api/desk/logout', { a: 1 }, schema)
  const [path, init] = one.fetch.mock.calls[0] ?? []
  expect(path).toBe('/api/desk/logout')
  expect(init?.headers).toMatchObject({ 'x-tram-so': '1', 'content-type': 'application/json' })
  expect(init).toMatchObject({ method: 'POST', body: '{"a":1}', redirect: 'error', credentials: 'same-origin' })
})
