import { once } from 'node:events'
import type { Server } from 'node:net'

/** Lets a proxy's server listen on a free port of this machine. @returns its address, without a slash at the end */
export async function listenLocally(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  return `http://127.0.0.1:${address.port}`
}
