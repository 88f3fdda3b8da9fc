import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

/** Debian's pgbench, if PostgreSQL's contributed programs are installed. */
function programs(): string | null {
  const base = '/usr/lib/postgresql'
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : []
  const folder = versions.map((version) => `${base}/${version}/bin`).find((path) => existsSync(`${path}/pgbench`))
  return folder ?? null
}

/**
 * Transactions a second of pgbench's simple update (one row changed, one appended) on the same server, in a schema of its own:
 * what this disk and this PostgreSQL give at best. null without pgbench.
 */
export function pgbench(ownerUrl: string, seconds: number): { tps: number; latencyMs: number } | null {
  const folder = programs()
  if (folder === null) return null
  const run = (...args: string[]) =>
    execFileSync(`${folder}/pgbench`, [...args, ownerUrl], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, PGOPTIONS: '-c search_path=public' },
    })
  run('-i', '-q', '-s', '10')
  const said = run('-N', '-c', '8', '-j', '2', '-T', String(seconds))
  const figure = (pattern: RegExp) => Number(pattern.exec(said)?.[1] ?? Number.NaN)
  return { tps: figure(/tps = ([\d.]+)/), latencyMs: figure(/latency average = ([\d.]+)/) }
}
