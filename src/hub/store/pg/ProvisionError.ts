/** The database cannot be made ready; `code` is for programs, the sentence is made at the edge. */
export class ProvisionError extends Error {
  constructor(
    readonly code:
      | 'database-unreachable'
      | 'database-login-refused'
      | 'database-too-old'
      | 'database-newer-than-hub'
      | 'database-schema-outdated'
      | 'database-role-too-strong'
      | 'database-migration-failed',
    readonly data: Record<string, string | number> = {},
  ) {
    super(code)
    this.name = 'ProvisionError'
  }
}
