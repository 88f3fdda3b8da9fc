import { useState } from 'preact/hooks'
import { consentMethods } from '../../../domain/choices.ts'
import { loadConsentText } from '../../../domain/consent.ts'
import { formatDay } from '../../i18n/format.ts'
import { language, t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Checkbox } from '../../ui/checkbox/Checkbox.tsx'
import { Choice } from '../../ui/choice/Choice.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { errorOf } from './problemText.ts'

/** Consent before anything is asked: the text in its version, read aloud, answered aloud, nothing ticked beforehand (facts §6). */
export function ConsentScreen(props: ActivationScreenProps) {
  const { work, go, goNext } = props
  const { device, lock, now } = usePorts()
  const place = useWatch(device.state)
  const lockState = useWatch(lock.state)
  const consent = groupValue(work.draft.groups, 'activation', 'consent')
  const text = loadConsentText()
  const heardThis = consent.given === true && consent.textVersion === text.version
  const [read, setRead] = useState(heardThis)
  const [errors, setErrors] = useState<FieldError[]>([])

  function agree() {
    const found: FieldError[] = []
    if (!read) found.push({ fieldId: 'read', text: t('activation:consent.readFirst') })
    if (!consent.method) found.push({ fieldId: 'method', text: t('activation:consent.methodFirst') })
    setErrors(found)
    if (found.length > 0) return
    const helper = lockState.kind === 'open' ? lockState.volunteer.name : null
    // going on from a consent that was already given does not move its time
    if (!heardThis) {
      work.set({ consent: { given: true, at: now(), textVersion: text.version, helper }, ...visit(helper) })
    }
    goNext()
  }

  function visit(helper: string | null) {
    if (place.kind !== 'ready') return {}
    return { visit: { channel: 'mobile-team', hamlet: place.hamletName, deviceLabel: place.deviceLabel, helper } }
  }

  return (
    <ActivationPage
      {...props}
      errors={errors}
      onEdit={() => setErrors([])}
      onNext={agree}
      nextText={t('activation:consent.agree')}
      help={
        <Button size="big" onClick={() => go('declined')}>
          {t('activation:consent.refuse')}
        </Button>
      }
    >
      <Title>{t('activation:consent.title')}</Title>
      <p class="muted">
        {t('consent:readAloud')} {t('consent:version', { version: formatDay(text.version) })}
        {text.draft && ` · ${t('consent:draft')}`}
      </p>
      <Card>
        <ul class="activation__points">
          {text.points.map((point) => (
            <li key={point.id}>{point[language.value]}</li>
          ))}
        </ul>
      </Card>
      <Checkbox
        id="read"
        label={t('activation:consent.read')}
        error={errorOf(errors, 'read')}
        checked={read}
        onChange={setRead}
      />
      <Choice
        id="method"
        label={t('consent:ask.method')}
        error={errorOf(errors, 'method')}
        columns={3}
        options={consentMethods.map((value) => ({ value, label: t(`consent:method.${value}`) }))}
        value={consent.method ?? ''}
        onChange={(method) => work.set({ consent: { method } })}
      />
    </ActivationPage>
  )
}
