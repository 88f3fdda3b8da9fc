import { useState } from 'preact/hooks'
import { consentMethods } from '../../../domain/choices.ts'
import { loadConsentText } from '../../../domain/consent.ts'
import { ConsentBody, consentErrors } from '../../draftPage/ConsentBody.tsx'
import { language, t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'

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
    const found = consentErrors(read, consent.method ?? '')
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
    return { visit: { hamlet: place.hamletName, deviceLabel: place.deviceLabel, helper } }
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
      <ConsentBody
        text={{ ...text, points: text.points.map((point) => ({ id: point.id, words: point[language.value] })) }}
        methods={consentMethods}
        read={read}
        onRead={setRead}
        method={consent.method ?? ''}
        onMethod={(method) => work.set({ consent: { method } })}
        errors={errors}
      />
    </ActivationPage>
  )
}
