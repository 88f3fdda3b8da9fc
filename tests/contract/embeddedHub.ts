import { EmbeddedError } from '../../src/hub/embedded/EmbeddedError.ts'
import { EmbeddedPostgres } from '../../src/hub/embedded/EmbeddedPostgres.ts'

/**
 * A process that holds an embedded server as the hub does: for tests that kill it. Prints one line of JSON when ready
 * (or when refused) and stops cleanly at SIGINT and SIGTERM.
 */
const folder = process.argv[2] ?? ''
try {
  const server = await EmbeddedPostgres.start(folder)
  const stop = () => {
    void server.stop().then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.stdout.write(`${JSON.stringify({ url: server.url, server: server.pid })}\n`)
} catch (error) {
  if (!(error instanceof EmbeddedError)) throw error
  process.stdout.write(`${JSON.stringify({ refused: error.code, ...error.data })}\n`)
  process.exitCode = 2
}
