import type { Sex } from './choices.ts'
import type { TextDamage } from './textDamage.ts'

/** What a card says of its holder and a record has a place for. */
export const cardFields = ['idNumber', 'oldIdNumber', 'name', 'birthDate', 'sex', 'address'] as const
export type CardField = (typeof cardFields)[number]

/**
 * A citizen's card as far as it could be read: nothing of it is taken over before a person has looked. What it was read from
 * (the QR's text, the three lines) is not kept here, nor anywhere.
 */
export interface CitizenCard {
  readonly from: 'qr' | 'mrz'
  readonly idNumber: string
  /** the nine-digit CMND of before */
  readonly oldIdNumber?: string
  readonly name?: string
  /** as stored: `YYYY-MM-DD`, or less where the card knows less */
  readonly birthDate?: string
  readonly sex?: Sex
  /** where the holder was registered when the card was made, as printed */
  readonly address?: string
  readonly damage: Readonly<Partial<Record<'name' | 'address', TextDamage>>>
  /** what stands there and could not be read */
  readonly unread: readonly CardField[]
}
