/** The embedded server cannot run; `code` is for programs, the sentence is made at the edge. */
export class EmbeddedError extends Error {
  constructor(
    readonly code:
      | 'data-in-use'
      | 'data-of-other-version'
      | 'data-password-missing'
      | 'data-not-writable'
      | 'server-binaries-missing'
      | 'server-user-missing'
      | 'server-start-failed',
    readonly data: Record<string, string | number> = {},
  ) {
    super(code)
    this.name = 'EmbeddedError'
  }
}
