/** Who does it: an officer of a commune. */
export interface StudioActor {
  readonly tenant: string
  readonly officer: string
}

/** What a second person says. */
export type StudioDecision = { readonly decision: 'approve' } | { readonly decision: 'return'; readonly reason: string }

/** As the audit names them. */
export const actorOf = ({ officer }: StudioActor) => `officer:${officer}`
