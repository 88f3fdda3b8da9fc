import { useState } from 'preact/hooks'
import type { MrzLines } from '../../domain/cardMrz.ts'
import type { CitizenCard } from '../../domain/citizenCard.ts'
import { BackScan } from './BackScan.tsx'
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

const noLines: MrzLines = ['', '', '']

/** A card fills a draft: by its code or by the lines on its back, looked through, never unasked; and typing is always there. */
export function ScanScreen({ frame, draft, slotsOf, onFill, onType }: Props) {
  const [way, setWay] = useState<'code' | 'back' | 'lines'>('code')
  const [lines, setLines] = useState<MrzLines>(noLines)
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
  function toLines(read: MrzLines) {
    setLines(read)
    setWay('lines')
  }

  const onBack = () => setWay('back')
  const onScan = () => setWay('code')
  const type = () => toLines(noLines)
  if (way === 'lines') {
    return <CardLines key="lines" frame={frame} read={lines} onCard={setCard} onBack={onBack} onScan={onScan} />
  }
  if (way === 'back') {
    return <BackScan key="back" frame={frame} onLines={toLines} onScan={onScan} onType={type} />
  }
  return <CardScan key="scan" frame={frame} onCard={setCard} onBack={onBack} onLines={type} onType={onType} />
}
