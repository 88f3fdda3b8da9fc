/**
 * Every refusal that crosses the wire (SPEC PRB-1) with its HTTP status and what the tablet does next: `wait` and try
 * again, `stop` and tell a person, `mend` what it sent, `again` with a fresh head or nonce.
 */
export const problems = {
  'client-too-old': { status: 409, next: 'stop' },
  'hub-too-old': { status: 409, next: 'wait' },
  'not-found': { status: 404, next: 'stop' },
  malformed: { status: 400, next: 'stop' },
  'too-large': { status: 413, next: 'mend' },
  'bad-frame': { status: 422, next: 'again' },
  fork: { status: 409, next: 'mend' },
  gap: { status: 409, next: 'again' },
  revoked: { status: 401, next: 'stop' },
  'not-approved': { status: 403, next: 'wait' },
  'nonce-used': { status: 401, next: 'again' },
  'nonce-unknown': { status: 401, next: 'again' },
  'bad-signature': { status: 401, next: 'stop' },
  busy: { status: 429, next: 'wait' },
  unavailable: { status: 503, next: 'wait' },
  'disk-full': { status: 503, next: 'wait' },
  'claim-expired': { status: 410, next: 'stop' },
  'token-used': { status: 410, next: 'stop' },
  'token-expired': { status: 410, next: 'stop' },
  'token-unknown': { status: 404, next: 'stop' },
  'not-signed-in': { status: 401, next: 'stop' },
  'wrong-login': { status: 401, next: 'stop' },
  'not-allowed': { status: 403, next: 'stop' },
  'foreign-page': { status: 403, next: 'stop' },
  conflict: { status: 409, next: 'again' },
  'bad-photo': { status: 422, next: 'again' },
  ended: { status: 410, next: 'stop' },
  'file-unknown': { status: 422, next: 'stop' },
  'file-damaged': { status: 422, next: 'stop' },
  'file-newer': { status: 409, next: 'stop' },
  'other-commune': { status: 409, next: 'stop' },
  'other-hub': { status: 409, next: 'stop' },
  'photo-not-shown': { status: 422, next: 'stop' },
} as const satisfies Record<string, { status: number; next: 'wait' | 'stop' | 'mend' | 'again' }>

export type ProblemCode = keyof typeof problems

/** A refusal as an exception; `data` holds ids, numbers and codes only. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly data: Record<string, string | number> = {},
  ) {
    super(code)
    this.name = 'Problem'
  }
}

export const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.hasOwn(problems, code)

/** Reasons a stored item can be held, rejected or withheld for (SPEC VDT-1, CHN-6); words are in `locales/{vi,en}/problems.json`. */
export const itemReasons = [
  'newer-schema',
  'unknown-type',
  'unknown-fields',
  'bad-commitment',
  'bad-actor',
  'actor-left',
  'unknown-session',
  'unknown-key',
  'not-authentic',
  'malformed',
  'too-large',
  'waits-for-item',
  'depends-on-rejected',
  'waits-for-record',
  'waits-too-often',
  'unknown-record',
  'unknown-version',
  'invalid-fields',
  'stale-command',
  'not-allowed-now',
  'apply-failed',
  'erased',
  'forked',
  'withheld-damaged',
  'withheld-too-large',
  'withheld-refused',
  'withheld-lost',
  'refused-not-ours',
  'refused-repeated',
  'refused-wrong',
] as const

export type ItemReason = (typeof itemReasons)[number]

/** What the desk is alarmed about: a place in a chain where something is wrong (SPEC CHN-3, CHN-8, STR-4, STR-6, PULL-5). */
export const alarmCodes = ['bad-frame', 'cloned', 'fork', 'over-share', 'quarantined'] as const
export type AlarmCode = (typeof alarmCodes)[number]

/** Wire codes of the withheld reasons (SPEC STR-3). */
export const withheldReasons = {
  1: 'withheld-damaged',
  2: 'withheld-too-large',
  3: 'withheld-refused',
  4: 'withheld-lost',
} as const
export type WithheldReason = (typeof withheldReasons)[keyof typeof withheldReasons]
