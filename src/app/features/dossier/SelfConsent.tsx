import { useState } from 'preact/hooks'
import { loadConsentText } from '../../../domain/consent.ts'
import { formatDay } from '../../i18n/format.ts'
import { language, t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Checkbox } from '../../ui/checkbox/Checkbox.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { DossierPage } from './DossierPage.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'

/** Consent where nobody reads it out: the resident reads or hears it, and answers on the screen (facts §6). */
export function SelfConsent(props: DossierScreenProps) {
  const { work, go, goNext } = props
  const { now } = usePorts()
  const consent = groupValue(work.draft.groups, 'dossier', 'consent')
  const { version, points, draft } = loadConsentText()
  const heardThis = consent.given === true && consent.textVersion === version
  const [read, setRead] = useState(heardThis)
  const [errors, setErrors] = useState<FieldError[]>([])

  function agree() {
    if (!read) return setErrors([{ fieldId: 'read', text: t('kiosk:consent.readFirst') }])
    const given = { given: true, at: now(), textVersion: version, method: 'screen', helper: null }
    if (!heardThis) work.set({ consent: given })
    goNext()
  }

  return (
    <DossierPage
      {...props}
      errors={errors}
      onEdit={() => setErrors([])}
      onNext={agree}
      nextText={t('kiosk:consent.agree')}
      help={
        <Button size="big" onClick={() => go('declined')}>
          {t('kiosk:consent.refuse')}
        </Button>
      }
    >
      <Title>{t('kiosk:consent.title')}</Title>
      <p class="muted">
        {t('consent:version', { version: formatDay(version) })}
        {draft && ` · ${t('consent:draft')}`}
      </p>
      <Card>
        <ul class="consent-points">
          {points.map((point) => (
            <li key={point.id}>{point[language.value]}</li>
          ))}
        </ul>
      </Card>
      <Checkbox id="read" label={t('kiosk:consent.read')} error={errors[0]?.text} checked={read} onChange={setRead} />
    </DossierPage>
  )
}
