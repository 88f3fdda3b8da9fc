/** Who does it: an officer of a commune. */
export interface StudioActor {
  readonly tenant: string
  readonly officer: string
}

/** What a second person says. */
export type StudioDecision = { readonly decision: 'approve' } | { readonly decision: 'return'; readonly reason: string }

/** As the audit names them. */
export const actorOf = ({ officer }: StudioActor) => `officer:${officer}`

/** Who recorded or wrote a sentence: an officer, or a volunteer at a tablet; when, by the hub's clock. */
export interface StudioAuthor {
  readonly id: string
  /** as the audit names them */
  readonly actor: string
  readonly at: number
}

export const authorOf = (actor: StudioActor, at: number): StudioAuthor => ({
  id: actor.officer,
  actor: actorOf(actor),
  at,
})
