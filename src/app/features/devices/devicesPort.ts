import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { BreachList, Device, EnrolLink, RecoveryAnswer, Unit, Volunteer } from './devicesAnswers.ts'

/** Why somebody is no longer of the team: codes that the audit keeps. */
export const leaveReasons = ['finished', 'moved', 'lost-trust', 'mistake'] as const
export type LeaveReason = (typeof leaveReasons)[number]

/** What the page of tablets and people asks of the hub. Refusals reject with an error that has a problem code. */
export interface DevicesPort {
  /** Lets tablets in and adds people; the hub refuses it to others (`not-allowed`). */
  readonly isAdmin: boolean
  devices(): Promise<readonly Device[]>
  /** What the tablet is for is told with its approval and stays. */
  decide(device: string, action: 'approve' | 'refuse' | 'revoke', purpose?: Device['purpose']): Promise<void>
  /** Somebody went to the kiosk that called. */
  answerCall(device: string): Promise<void>
  units(): Promise<readonly Unit[]>
  volunteers(): Promise<readonly Volunteer[]>
  addVolunteer(volunteer: { name: string; team: string; pin: string }): Promise<void>
  removeVolunteer(id: string, reason: LeaveReason): Promise<void>
  resetPin(id: string, pin: string): Promise<void>
  answerChallenge(challenge: string): Promise<RecoveryAnswer>
  /** Its right ends, and the hours of the breach list begin. */
  reportLost(device: string): Promise<void>
  breachList(device: string): Promise<BreachList>
  makeEnrolLink(unit: string, team: string): Promise<EnrolLink>
  /** this machine's clock, ms */
  now(): number
}

export const DevicesContext = createContext<DevicesPort | null>(null)

/** @throws when a screen is drawn outside the desk's frame: a wiring mistake, never a user's. */
export function useDevices(): DevicesPort {
  const port = useContext(DevicesContext)
  if (!port) throw new Error('a page of tablets was drawn without its port')
  return port
}
