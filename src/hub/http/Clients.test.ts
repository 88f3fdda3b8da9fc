import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { Clients } from './Clients.ts'
import type { HttpEnv } from './HttpPorts.ts'

async function seen(trusted: readonly string[], from: string, forwarded?: string): Promise<string> {
  const clients = new Clients(trusted)
  const app = new Hono<HttpEnv>()
  app.get('/', (context) => context.text(clients.addressOf(context)))
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  return (await app.request('/', { headers }, { incoming: { socket: { remoteAddress: from } } })).text()
}

it('believes nobody who is not named', async () => {
  expect(await seen([], '203.0.113.7', '198.51.100.1')).toBe('203.0.113.7')
  expect(await seen(['10.0.0.1'], '203.0.113.7', '198.51.100.1')).toBe('203.0.113.7')
})

it('takes from a named proxy the address it saw, and not what the client wrote before it', async () => {
  expect(await seen(['10.0.0.1'], '10.0.0.1', '1.2.3.4, 198.51.100.1')).toBe('198.51.100.1')
  expect(await seen(['10.0.0.0/8'], '::ffff:10.9.9.9', '198.51.100.1, 10.0.0.2')).toBe('198.51.100.1')
  expect(await seen(['fd00::/8'], 'fd00::5', '2001:db8::7')).toBe('2001:db8::7')
})

it('reads an address that the proxy gives with its port, or in brackets', async () => {
  expect(await seen(['10.0.0.1'], '10.0.0.1', '198.51.100.1:5555')).toBe('198.51.100.1')
  expect(await seen(['10.0.0.1'], '10.0.0.1', '[2001:db8::7]:55')).toBe('2001:db8::7')
  expect(await seen(['10.0.0.1'], '10.0.0.1', '[2001:db8::7]')).toBe('2001:db8::7')
  expect(await seen(['10.0.0.1'], '10.0.0.1', '198.51.100.1, 10.0.0.1:80')).toBe('198.51.100.1')
  expect(await seen(['10.0.0.1'], '10.0.0.1', '[nonsense]:5')).toBe('10.0.0.1')
})

it('stays with the proxy when it says nothing that is an address', async () => {
  expect(await seen(['10.0.0.1'], '10.0.0.1')).toBe('10.0.0.1')
  expect(await seen(['10.0.0.1'], '10.0.0.1', 'unknown')).toBe('10.0.0.1')
})
