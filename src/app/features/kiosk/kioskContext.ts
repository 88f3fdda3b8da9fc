import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { KioskPort } from '../../storage/ports.ts'

/** What a kiosk's screens may do beside their own work; the shell provides it. */
export interface KioskHall {
  readonly kiosk: KioskPort
  /** Ends this resident's sitting at once: blank, forgotten, ready for the next. */
  next(): void
  /** Asks first, and says what stays and what goes. */
  askNext(): void
  /** A volunteer or officer wants in: the PIN is asked. */
  openDoor(): void
  textScale: KioskScale
  setTextScale(scale: KioskScale): void
}

/** Letter sizes of look.md, in order. */
export const kioskScales = ['1', '1.25', '1.5'] as const
export type KioskScale = (typeof kioskScales)[number]

export const KioskContext = createContext<KioskHall | null>(null)

/** @throws when a kiosk's screen is drawn outside a kiosk: a wiring mistake, never a user's. */
export function useKiosk(): KioskHall {
  const hall = useContext(KioskContext)
  if (!hall) throw new Error('a kiosk screen was drawn outside a kiosk')
  return hall
}
