import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { isWord, type Word } from './words.ts'

export interface Settings {
  /** address that both servers listen on */
  host: string
  /** the tablets' origin */
  port: number
  /** the desk's origin (design D17) */
  deskPort: number
  /** plain HTTP that leads a tablet to trust the hub's own authority; served only when there is one */
  welcomePort: number
  /** absolute path; holds `pg`, `keys`, `photos`, `practice.json` */
  dataDir: string
  /** owner's or runtime role's address of an own PostgreSQL; null for the embedded server */
  databaseUrl: string | null
  logLevel: 'error' | 'warn' | 'info' | 'debug'
  /** how tablets and officers reach the two origins, without a slash at the end */
  fieldUrl: string
  officeUrl: string
  poolSize: number
  /** cases are erased so many days after they were closed; null: never by themselves */
  retentionDays: number | null
  /** where Prometheus reads figures: a port of its own, never a public origin; null: nowhere (decision 009) */
  metrics: { host: string; port: number; token: string | null } | null
  /** proxies whose `X-Forwarded-For` is believed: addresses or networks */
  trustedProxies: readonly string[]
  /** absolute path of the folder for backups, on another disk; null: none are made */
  backupDir: string | null
  /** how many backups are kept */
  backupKeep: number
  /** the hour of the night, by the machine's local time, in which a backup is made */
  backupHour: number
}

type Wanted = Extract<Word, `want${string}`>

/** A setting is wrong: which one, and the word for what it should be. */
export class SettingsError extends Error {
  constructor(
    readonly setting: string,
    readonly wanted: Wanted,
  ) {
    super(`${setting}: ${wanted}`)
    this.name = 'SettingsError'
  }
}

/** What zod says of a wrong value: a word of the locales, held to them here. */
const want = (word: Wanted): Wanted => word
const isWanted = (text: string): text is Wanted => text.startsWith('want') && isWord(text)

const port = z
  .string()
  .regex(/^\d{1,5}$/, want('wantPort'))
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, want('wantPort'))

const origin = z.string().refine((text) => {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.hash === ''
}, want('wantOrigin'))

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}
const proxies = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every(isNetwork), want('wantProxies'))

const postgres = z
  .string()
  .refine((text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol), want('wantPostgres'))

const schema = z.object({
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, want('wantHost'))
    .optional(),
  PORT: port.default(8420),
  DESK_PORT: port.optional(),
  WELCOME_PORT: port.optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: postgres.optional(),
  LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug'], want('wantLogLevel')).default('info'),
  FIELD_URL: origin.optional(),
  OFFICE_URL: origin.optional(),
  TRUSTED_PROXY: proxies.optional(),
  RETENTION_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, want('wantDays'))
    .transform(Number)
    .optional(),
  METRICS_PORT: port.optional(),
  METRICS_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, want('wantHost'))
    .default('127.0.0.1'),
  METRICS_TOKEN: z.string().min(32, want('wantToken')).max(200, want('wantToken')).optional(),
  DATABASE_POOL: z
    .string()
    .regex(/^[1-9]\d?$/, want('wantPool'))
    .transform(Number)
    .default(10),
  BACKUP_DIR: z.string().optional(),
  BACKUP_KEEP: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, want('wantKeep'))
    .transform(Number)
    .default(30),
  BACKUP_HOUR: z
    .string()
    .regex(/^(1?\d|2[0-3])$/, want('wantHour'))
    .transform(Number)
    .default(2),
})

/** Figures of a hub are nobody's business: beyond this machine they are told only to who brings a token. */
function metricsOf(data: z.infer<typeof schema>, taken: readonly number[]): Settings['metrics'] {
  const { METRICS_PORT: at, METRICS_HOST: host, METRICS_TOKEN: token = null } = data
  if (at === undefined) return null
  if (taken.includes(at)) throw new SettingsError('METRICS_PORT', 'wantOtherThanAll')
  const isHere = host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
  if (!isHere && token === null) throw new SettingsError('METRICS_TOKEN', 'wantTokenBeyond')
  return { host, port: at, token }
}

/**
 * Read the settings of the environment once; an empty one counts as not given. `secureHost` is the name in the hub's
 * certificate, if it has one: then its addresses are https, and it listens to the whole network unless told otherwise.
 *
 * @throws SettingsError for the first wrong one
 */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  secureHost: string | null = null,
): Settings {
  const given = Object.fromEntries(
    Object.keys(schema.shape)
      .filter((name) => (env[name] ?? '') !== '')
      .map((name) => [name, env[name]]),
  )
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const wanted = issue?.message ?? ''
    throw new SettingsError(String(issue?.path[0] ?? ''), isWanted(wanted) ? wanted : 'wantOther')
  }
  const { data } = parsed
  const deskPort = data.DESK_PORT ?? data.PORT + 1
  if (deskPort === data.PORT) throw new SettingsError('DESK_PORT', 'wantOtherThanPort')
  if (deskPort > 65_535) throw new SettingsError('DESK_PORT', 'wantPort')
  const welcomePort = data.WELCOME_PORT ?? Math.max(data.PORT, deskPort) + 1
  if (welcomePort === data.PORT || welcomePort === deskPort || welcomePort > 65_535) {
    throw new SettingsError('WELCOME_PORT', 'wantOtherThanBoth')
  }
  const host = data.HOST ?? (secureHost === null ? '127.0.0.1' : '0.0.0.0')
  const name = secureHost ?? (['0.0.0.0', '::', '127.0.0.1'].includes(host) ? 'localhost' : host)
  const scheme = secureHost === null ? 'http' : 'https'
  return {
    host,
    port: data.PORT,
    deskPort,
    welcomePort,
    dataDir: resolve(data.DATA_DIR),
    databaseUrl: data.DATABASE_URL ?? null,
    logLevel: data.LOG_LEVEL,
    fieldUrl: (data.FIELD_URL ?? `${scheme}://${name}:${data.PORT}`).replace(/\/$/, ''),
    officeUrl: (data.OFFICE_URL ?? `${scheme}://${name}:${deskPort}`).replace(/\/$/, ''),
    poolSize: data.DATABASE_POOL,
    retentionDays: data.RETENTION_DAYS ?? null,
    metrics: metricsOf(data, [data.PORT, deskPort, welcomePort]),
    trustedProxies: data.TRUSTED_PROXY ?? [],
    backupDir: data.BACKUP_DIR === undefined ? null : resolve(data.BACKUP_DIR),
    backupKeep: data.BACKUP_KEEP,
    backupHour: data.BACKUP_HOUR,
  }
}

/** Where a hub's things lie below `DATA_DIR`. */
export const places = (dataDir: string) => ({
  postgres: join(dataDir, 'pg'),
  keys: join(dataDir, 'keys'),
  tls: join(dataDir, 'tls'),
  practice: join(dataDir, 'practice.json'),
  /** sealed photos of papers by commune and tablet; `incoming` holds what is half here */
  photos: join(dataDir, 'photos'),
  /** age and last failure of backups */
  backups: join(dataDir, 'backup.json'),
  /** which recovery sheet was last proved by typing two of its shares */
  drills: join(dataDir, 'drill.json'),
  /** on which days the hub was at work: what has certainly passed (decision 019) */
  days: join(dataDir, 'days.json'),
  /** there after this hub has moved to another machine: two hubs of one identity would fork every chain */
  moved: join(dataDir, 'moved.json'),
  /** there while a restore is under way, and after one that was cut */
  restoring: join(dataDir, 'restoring.json'),
})
