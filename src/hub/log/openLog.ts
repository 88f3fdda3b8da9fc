import { pino } from 'pino'
import type { Log, LogFields } from './Log.ts'

const KEYS: ReadonlyArray<keyof LogFields> = [
  'code',
  'tenant',
  'device',
  'chain',
  'n',
  'route',
  'method',
  'status',
  'ms',
  'bytes',
  'address',
  'version',
  'epoch',
  'count',
  'port',
  'setting',
]

/** Only the known keys, and only as short codes: what is not one is told by its length alone. */
function clean(fields: LogFields): Record<string, string | number> {
  const out: Record<string, string | number> = {}
  for (const key of KEYS) {
    const value = fields[key]
    if (value === undefined) continue
    out[key] = typeof value === 'number' || /^[\w./:{}*+-]{0,80}$/.test(value) ? value : `(${value.length} signs)`
  }
  return out
}

/** A log to standard error, one JSON line an event (standard output is for what the hub prints to people). */
export function openLog(level: 'error' | 'warn' | 'info' | 'debug', to: NodeJS.WritableStream = process.stderr): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, to)
  return {
    error: (event, fields = {}) => logger.error(clean(fields), event),
    warn: (event, fields = {}) => logger.warn(clean(fields), event),
    info: (event, fields = {}) => logger.info(clean(fields), event),
    debug: (event, fields = {}) => logger.debug(clean(fields), event),
  }
}
