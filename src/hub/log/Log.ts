/** What a log line may carry: ids, codes and numbers. There is no key for a text of a person, an error or a request. */
export interface LogFields {
  code?: string
  tenant?: string
  device?: string
  chain?: string
  n?: number
  route?: string
  method?: string
  status?: number
  ms?: number
  bytes?: number
  /** truncated: the network, never the machine */
  address?: string
  version?: string
  epoch?: number
  count?: number
  port?: number
  setting?: string
}

/** The hub's log. Messages are fixed words of the code; what varies goes in `LogFields` only. */
export interface Log {
  error(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  debug(event: string, fields?: LogFields): void
}
