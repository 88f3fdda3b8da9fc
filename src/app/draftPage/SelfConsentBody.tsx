import type { ComponentChildren } from 'preact'
import { SharedKey } from '../resident/Shared.tsx'
import { Checkbox } from '../ui/checkbox/Checkbox.tsx'
import { Title } from '../ui/title/Title.tsx'
import { ConsentPoints, type ConsentWords } from './ConsentPoints.tsx'

interface Props {
  text: ConsentWords
  /** What it is for, where that is more than the text says. */
  purpose?: ComponentChildren
  read: boolean
  onRead(read: boolean): void
  error: ComponentChildren
}

/** The text where nobody reads it out: the resident reads or hears it, and says so on the screen (facts §6). */
export function SelfConsentBody({ text, purpose, read, onRead, error }: Props) {
  return (
    <>
      <Title>
        <SharedKey of="kiosk:consent.title" />
      </Title>
      <ConsentPoints text={text} />
      {purpose !== undefined && <p class="lead">{purpose}</p>}
      <Checkbox
        id="read"
        label={<SharedKey of="kiosk:consent.read" />}
        error={error}
        checked={read}
        onChange={onRead}
      />
    </>
  )
}
