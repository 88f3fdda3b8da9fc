import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { HearButton } from '../../resident/HearButton.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import type { CasePhoto, CaseRecord } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'

const tones = { here: 'done', missing: 'waiting', gone: 'attention' } as const

/** What a resident said aloud instead of writing it: heard by a tap and not before (SPEC KSK-9); it comes after the text. */
export function SpokenWords({ record, photos }: { record: CaseRecord; photos: readonly CasePhoto[] }) {
  const port = useOffice()
  const [said, setSaid] = useState('')
  const { recording, recordedSeconds } = record.groups.feedback?.value ?? {}
  if (typeof recording !== 'string') return null
  const state = photos.find(({ photo }) => photo === recording)?.state ?? 'missing'
  const count = typeof recordedSeconds === 'number' ? recordedSeconds : 0

  return (
    <div class="stack">
      <p class="cluster">
        <strong>{t('desk:spoken.title', { count })}</strong>
        <Tag tone={tones[state]} text={t(`desk:photo.state.${state}`)} />
        {state === 'here' && (
          <HearButton
            sound={async () => {
              setSaid('')
              return await port.sound(record.id, recording)
            }}
            hearText={t('desk:spoken.open')}
            stopText={t('desk:spoken.stop')}
            onFailed={(error) => setSaid(errorLine(error))}
          />
        )}
      </p>
      {said !== '' && (
        <Notice tone="warning" live>
          {said}
        </Notice>
      )}
    </div>
  )
}
