import type { ComponentChildren } from 'preact'
import { formatDay } from '../i18n/format.ts'
import { SharedKey } from '../resident/Shared.tsx'
import { Card } from '../ui/card/Card.tsx'
import './consentBody.css'

/** The text in the reader's language, with its version. */
export interface ConsentWords {
  version: string
  draft: boolean
  points: readonly { id: string; words: ComponentChildren }[]
}

/** @param before what stands before the version, such as that it is to be read aloud */
export function ConsentPoints({ text, before }: { text: ConsentWords; before?: string }) {
  return (
    <>
      <p class="muted">
        {before !== undefined && `${before} `}
        <SharedKey of="consent:version" values={{ version: formatDay(text.version) }} />
      </p>
      {text.draft && (
        <p class="muted">
          <SharedKey of="consent:draft" />
        </p>
      )}
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
