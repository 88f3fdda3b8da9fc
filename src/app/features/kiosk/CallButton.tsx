import { SaidKey } from '../../resident/Said.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { kioskCall } from './kioskPlaces.ts'

/** The way to a person, at the same place of every screen (look.md). */
export function CallButton() {
  return (
    <Button size="big" icon="hand" href={kioskCall}>
      <SaidKey of="common:askPerson" />
    </Button>
  )
}
