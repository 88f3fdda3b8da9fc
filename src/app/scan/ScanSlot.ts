import { foldVietnamese } from '../../domain/foldVietnamese.ts'
import type { TextDamage } from '../../domain/textDamage.ts'

/** A place of a draft that a card can fill. */
export interface ScanSlot {
  readonly id: string
  readonly label: string
  /** as the card says it, in the form in which it would be stored */
  readonly read: string
  /** what stands there already; '' for nothing */
  readonly written: string
  /** a stored value in words */
  show(value: string): string
  readonly isName: boolean
  readonly damage?: TextDamage | undefined
  /** worth knowing before it is taken over */
  readonly note?: string | undefined
}

/**
 * What a person has to do with it: nothing but look (`new`, `same`), choose where something else was written (`differs`), or
 * mend what came damaged (`mend`). `kept`: a name without accents never takes the place of one that was written (facts §1).
 */
export type SlotKind = 'new' | 'same' | 'differs' | 'mend' | 'kept'

export const slotKind = (slot: ScanSlot): SlotKind => {
  if (slot.written === slot.read) return 'same'
  if (slot.written === '') return slot.damage ? 'mend' : 'new'
  if (slot.isName && slot.damage === 'bare')
    return foldVietnamese(slot.written) === foldVietnamese(slot.read) ? 'same' : 'kept'
  return 'differs'
}
