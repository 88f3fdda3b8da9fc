import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EmbeddedPostgres } from '../../src/hub/embedded/EmbeddedPostgres.ts'

/** A server for tests: the one of `DATABASE_URL` when that is set (CI runs both), else an embedded one of its own. */
export async function pgServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.DATABASE_URL
  if (given !== undefined && given !== '') return { url: given, stop: async () => undefined }
  const dir = await mkdtemp(join(tmpdir(), 'tram-so-pg-'))
  const server = await EmbeddedPostgres.start(dir)
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
