import { t } from '../../i18n/i18n.ts'
import { Checkbox } from '../../ui/checkbox/Checkbox.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { useStudio } from './studioPort.ts'

/** Who speaks, and that they agree; `missing` once somebody tried to record without. */
export function SpeakerFields({ missing }: { missing: boolean }) {
  const { speaker } = useStudio()
  const { name, agreed } = speaker.value
  return (
    <>
      <TextField
        id="speaker"
        label={t('studio:record.speaker')}
        hint={t('studio:record.speakerHint')}
        width="middle"
        maxLength={120}
        value={name}
        error={missing && name.trim() === '' ? t('studio:record.speakerMissing') : undefined}
        onInput={(typed) => {
          // another speaker has agreed to nothing yet
          speaker.value = { name: typed, agreed: false }
        }}
      />
      <Checkbox
        id="speaker-agrees"
        label={t('studio:record.consent')}
        hint={t('studio:record.consentHint')}
        checked={agreed}
        error={missing && !agreed ? t('studio:record.consentMissing') : undefined}
        onChange={(now) => {
          speaker.value = { name, agreed: now }
        }}
      />
    </>
  )
}
