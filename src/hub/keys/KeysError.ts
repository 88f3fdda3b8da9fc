/** The hub's keys cannot be used. `code` is for programs; `file` is a path, never a key. */
export class KeysError extends Error {
  constructor(
    readonly code: 'keys-missing' | 'keys-damaged' | 'keys-not-writable',
    readonly data: Record<string, string> = {},
  ) {
    super(code)
    this.name = 'KeysError'
  }
}
