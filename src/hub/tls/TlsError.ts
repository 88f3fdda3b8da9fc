/** Codes of what can be wrong with a certificate of the hub; the sentences are in `hub.json` of the locales. */
export type TlsErrorCode =
  | 'tls-damaged'
  | 'tls-not-writable'
  | 'tls-file-unreadable'
  | 'tls-key-of-another'
  | 'tls-expired'
  | 'tls-other-name'
  | 'tls-host-wrong'

/** The certificate cannot be used; `data` says which file, name or date. */
export class TlsError extends Error {
  constructor(
    readonly code: TlsErrorCode,
    readonly data: Record<string, string> = {},
  ) {
    super(code)
    this.name = 'TlsError'
  }
}
