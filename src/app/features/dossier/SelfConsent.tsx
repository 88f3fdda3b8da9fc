import { useState } from 'preact/hooks'
import { loadConsentText } from '../../../domain/consent.ts'
import { SelfConsentBody } from '../../draftPage/SelfConsentBody.tsx'
import { Shared, SharedKey, sharedError } from '../../resident/Shared.tsx'
import { groupValue } from '../../storage/groupValue.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { DossierPage } from './DossierPage.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'

/** Consent where the resident holds the screen: the resident reads or hears it, and answers on the screen (facts §6). */
export function SelfConsent(props: DossierScreenProps) {
  const { work, go, goNext } = props
  const { lock, now } = usePorts()
  const lockState = useWatch(lock.state)
  const consent = groupValue(work.draft.groups, 'dossier', 'consent')
  const text = loadConsentText()
  const { version } = text
  const heardThis = consent.given === true && consent.textVersion === version
  const [read, setRead] = useState(heardThis)
  const [errors, setErrors] = useState<FieldError[]>([])

  function agree() {
    if (!read) return setErrors([sharedError('read', 'kiosk:consent.readFirst')])
    const helper = lockState.kind === 'open' ? lockState.volunteer.name : null
    // what somebody signed on the helper's screen is no part of a yes on the resident's own
    const unsigned = consent.mark && { mark: null }
    const given = { given: true, at: now(), textVersion: version, method: 'screen', helper, ...unsigned }
    if (!heardThis) work.set({ consent: given })
    goNext()
  }

  return (
    <DossierPage
      {...props}
      errors={errors}
      onEdit={() => setErrors([])}
      onNext={agree}
      nextText={<SharedKey of="kiosk:consent.agree" />}
      help={
        <Button size="big" onClick={() => go('declined')}>
          <SharedKey of="kiosk:consent.refuse" />
        </Button>
      }
    >
      <SelfConsentBody
        text={{ ...text, points: text.points.map((point) => ({ id: point.id, words: <Shared text={point} /> })) }}
        read={read}
        onRead={setRead}
        error={errors[0]?.shown}
      />
    </DossierPage>
  )
}
