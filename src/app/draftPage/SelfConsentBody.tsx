import { formatDay } from '../i18n/format.ts'
import { t } from '../i18n/i18n.ts'
import { Card } from '../ui/card/Card.tsx'
import { Checkbox } from '../ui/checkbox/Checkbox.tsx'
import { Title } from '../ui/title/Title.tsx'
import './consentBody.css'

interface Props {
  /** The text in the reader's language, with its version. */
  text: { version: string; draft: boolean; points: readonly { id: string; words: string }[] }
  /** What it is for, where that is more than the text says. */
  purpose?: string
  read: boolean
  onRead(read: boolean): void
  error: string | undefined
}

/** The text where nobody reads it out: the resident reads or hears it, and says so on the screen (facts §6). */
export function SelfConsentBody({ text, purpose, read, onRead, error }: Props) {
  return (
    <>
      <Title>{t('kiosk:consent.title')}</Title>
      <p class="muted">
        {t('consent:version', { version: formatDay(text.version) })}
        {text.draft && ` · ${t('consent:draft')}`}
      </p>
      <Card>
        <ul class="consent-points">
          {text.points.map((point) => (
            <li key={point.id}>{point.words}</li>
          ))}
        </ul>
      </Card>
      {purpose !== undefined && <p class="lead">{purpose}</p>}
      <Checkbox id="read" label={t('kiosk:consent.read')} error={error} checked={read} onChange={onRead} />
    </>
  )
}
