import type { Context } from 'hono'
import type { HttpEnv } from './HttpPorts.ts'

/** The network address a request came from, for counting; 'local' where there is none. */
export const addressOf = (context: Context<HttpEnv>): string => context.env?.incoming?.socket.remoteAddress ?? 'local'

/** The network of an address, never the machine: two numbers of IPv4, two groups of IPv6. */
export function networkOf(address: string): string {
  const four = /(\d+)\.(\d+)\.\d+\.\d+$/.exec(address)
  if (four) return `${four[1]}.${four[2]}.*`
  return address.includes(':') ? `${address.split(':').slice(0, 2).join(':')}:*` : 'local'
}
