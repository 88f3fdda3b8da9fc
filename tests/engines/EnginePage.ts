/** What a person looks for on a screen. */
export type Role = 'button' | 'link' | 'textbox' | 'checkbox' | 'radio' | 'heading'

export interface EngineElement {
  click(): Promise<void>
  type(text: string): Promise<void>
}

/** One page of a browser of another make, as far as the smoke test needs it. */
export interface EnginePage {
  goto(url: string): Promise<void>
  /** The first element of this role whose accessible name matches, or null; never waits. */
  find(role: Role, name: RegExp): Promise<EngineElement | null>
  /** The value of an expression in the page, which may be a promise. */
  value(expression: string): Promise<unknown>
  /** Where the browser keeps a profile on disk: end it and start it again, so that only what is on disk is left. */
  restart?(): Promise<void>
  close(): Promise<void>
}
