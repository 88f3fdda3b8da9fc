import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Queue, Ticket } from './queueAnswers.ts'

/** What the page of numbers asks of the hub. Refusals reject with an error that has a problem code. */
export interface QueuePort {
  queue(): Promise<Queue>
  /** Whoever waits longest is called to this counter; null when nobody waits. */
  callNext(counter: string): Promise<Ticket | null>
  change(number: string, action: 'call' | 'served' | 'absent', counter: string): Promise<void>
  /** Where the hall's screen stands; no sign-in is needed there. */
  readonly hallHref: string
  /** this machine's clock, ms */
  now(): number
}

export const QueueContext = createContext<QueuePort | null>(null)

/** @throws when a screen is drawn outside the desk's frame: a wiring mistake, never a user's. */
export function useQueue(): QueuePort {
  const port = useContext(QueueContext)
  if (!port) throw new Error('the page of numbers was drawn without its port')
  return port
}
