import { formatAgo, formatDay } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import type { StudioClip } from './studioAnswers.ts'
import { useStudio } from './studioPort.ts'

/** Whose voice it is, since when they agree, and who recorded it. */
export function ClipFacts({ clip }: { clip: StudioClip }) {
  const now = useStudio().now()
  const { speaker: name, consentOn, recordedBy, recordedAt, decidedBy } = clip
  return (
    <p>
      {t('studio:facts.speaker', { name, day: formatDay(consentOn) })}{' '}
      {t('studio:facts.recorded', { name: recordedBy.name, when: formatAgo(recordedAt, now) })}{' '}
      {clip.state === 'reviewed' && decidedBy && t('studio:facts.reviewed', { name: decidedBy.name })}
    </p>
  )
}
