/**
 * A refusal as the desk's screens meet it. `code` is one of `protocol/problems.ts`, a newer hub's, or one of this side:
 * `no-line`, `timeout`, `bad-answer`. Words: `locales/{vi,en}/problems.json`.
 */
export class DeskProblem extends Error {
  constructor(
    readonly code: string,
    readonly data: Readonly<Record<string, string | number>> = {},
  ) {
    super(code)
    this.name = 'DeskProblem'
  }
}
