import type { HelperKind } from '../../domain/choices.ts'
import { Card } from '../ui/card/Card.tsx'
import { Title } from '../ui/title/Title.tsx'
import './askPeople.css'
import { DraftNote } from './ReaderNote.tsx'
import { SaidKey } from './Said.tsx'

const people: readonly HelperKind[] = ['volunteer', 'officer', 'hotline', 'police', 'carrier']

/** Who can be asked, wherever something is stuck; the helper beside the resident comes first. */
export function AskPeople({ hotline }: { hotline: string }) {
  return (
    <>
      <Title>
        <SaidKey of="guide:ask.title" />
      </Title>
      <DraftNote of="guide:ask.title" />
      <p class="lead">
        <SaidKey of="guide:ask.text" />
      </p>
      <ul class="rows ask-people">
        {people.map((who) => (
          <li key={who}>
            <Card tone={who === 'volunteer' ? 'help' : 'plain'}>
              <strong>
                <SaidKey of={`ladder:who.${who}`} values={{ hotline }} />
              </strong>
            </Card>
          </li>
        ))}
      </ul>
    </>
  )
}
