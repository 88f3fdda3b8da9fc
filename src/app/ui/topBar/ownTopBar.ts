import { type ComponentType, createContext } from 'preact'

/** Where we are, in words. */
export interface TopPlace {
  /** E.g. the task's name. Not the page's heading. */
  title: string
  /** A smaller second part, e.g. the team. */
  detail?: string | undefined
  /** Makes the title a way home. */
  href?: string | undefined
}

/** A bar that the shell puts in the place of every screen's own, as at a kiosk, where there is nothing to lock or to read up. */
export const OwnTopBar = createContext<ComponentType<TopPlace> | null>(null)
