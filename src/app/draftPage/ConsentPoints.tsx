import { formatDay } from '../i18n/format.ts'
import { t } from '../i18n/i18n.ts'
import { Card } from '../ui/card/Card.tsx'
import './consentBody.css'

/** The text in the reader's language, with its version. */
export interface ConsentWords {
  version: string
  draft: boolean
  points: readonly { id: string; words: string }[]
}

/** @param before what stands before the version, such as that it is to be read aloud */
export function ConsentPoints({ text, before }: { text: ConsentWords; before?: string }) {
  return (
    <>
      <p class="muted">
        {before !== undefined && `${before} `}
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
    </>
  )
}
