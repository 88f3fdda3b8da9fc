import { found, type HealthCheck, worstOf } from '../health/HealthCheck.ts'
import { readHealth } from '../health/readHealth.ts'
import { hubSettings } from '../hubSettings.ts'
import { openDatabase } from '../openDatabase.ts'
import { sayHealth } from '../sayHealth.ts'
import { backupHealth } from '../startBackups.ts'
import { healthOf } from '../startHealth.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import type { Output } from './Output.ts'

const marks = { ok: '✓', warn: '!', bad: '✗' } as const

/** With the database, or, when it does not open, without: then that is the first finding. */
async function examine(): Promise<readonly HealthCheck[]> {
  const { settings } = hubSettings(process.env)
  const backup = () => backupHealth(settings, Date.now())
  const away = async () => ({ engine: 'postgresql' as const, version: '', ok: false })
  const closed = { health: away, tenants: async () => [], inTenant: () => Promise.reject(new Error('closed')) }
  let database: Awaited<ReturnType<typeof openDatabase>>
  try {
    database = await openDatabase(settings, true)
  } catch {
    const checks = await readHealth(healthOf(settings, closed, backup))
    return checks.map((check) => (check.name === 'database' ? found('database', 'bad', 'closed') : check))
  }
  try {
    return await readHealth(healthOf(settings, database.store, backup))
  } finally {
    await database.close()
  }
}

/**
 * `doctor [--json]`: how the hub is, in words, each with what to do; the same that the desk's page shows, for all communes of
 * this hub. Exit code 0: nothing is bad (there may be something to look at this week), 1: something is.
 */
export async function doctor(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { json: 'yes' })
  const checks = await examine()
  const state = worstOf(checks)
  if (given.yes('json')) out.json({ state, checks })
  else {
    for (const { name, state: how, finding, data } of checks) {
      out.say(`${marks[how]} ${sayHealth(`name.${name}`)}: ${sayHealth(`${name}.${finding}`, data)}`)
      const todo = how === 'ok' ? '' : sayHealth(`todo.${name}.${finding}`)
      if (todo !== '') out.say(`    ${todo}`)
    }
    out.say(say(`doctor-${state}`))
  }
  return state === 'bad' ? 1 : 0
}
