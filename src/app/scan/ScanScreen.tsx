import { useState } from 'preact/hooks'
import type { CitizenCard } from '../../domain/citizenCard.ts'
import { CardCheck } from './CardCheck.tsx'
import { CardLines } from './CardLines.tsx'
import { CardScan } from './CardScan.tsx'
import type { ScanFrame } from './ScanFrame.ts'
import type { ScanSlot } from './ScanSlot.ts'

interface Props {
  frame: ScanFrame
  /** the draft that is filled, and whether nothing of a person is written in it yet */
  draft: { id: string; type: 'activation' | 'dossier'; isBlank: boolean }
  /** the places of the draft that this card can fill */
  slotsOf(card: CitizenCard): readonly ScanSlot[]
  /** values by slot, each looked at by a person */
  onFill(values: ReadonlyMap<string, string>): void
  /** leaves the scan for the keyboard */
  onType(): void
}

/** A card fills a draft: by its code or by the lines on its back, looked through, never unasked; and typing is always there. */
export function ScanScreen({ frame, draft, slotsOf, onFill, onType }: Props) {
  const [way, setWay] = useState<'code' | 'lines'>('code')
  const [card, setCard] = useState<CitizenCard | null>(null)
  if (card) {
    const again = () => setCard(null)
    return (
      <CardCheck
        key="check"
        frame={frame}
        card={card}
        slots={slotsOf(card)}
        draft={draft}
        onFill={onFill}
        onAgain={again}
      />
    )
  }
  if (way === 'lines') {
    return <CardLines key="lines" frame={frame} onCard={setCard} onScan={() => setWay('code')} />
  }
  return <CardScan key="scan" frame={frame} onCard={setCard} onLines={() => setWay('lines')} onType={onType} />
}
