import { useState } from 'preact/hooks'
import { consentMethods } from '../../../domain/choices.ts'
import { loadConsentText } from '../../../domain/consent.ts'
import { ConsentBody, consentErrors, markUnder, signing } from '../../draftPage/ConsentBody.tsx'
import { SelfConsentBody } from '../../draftPage/SelfConsentBody.tsx'
import { language } from '../../i18n/i18n.ts'
import { Shared, SharedKey, sharedError } from '../../resident/Shared.tsx'
import { groupValue } from '../../storage/groupValue.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'

/**
 * Consent before anything is asked, nothing ticked beforehand (facts §6): the text in its version, read aloud and answered
 * aloud; or, when the resident holds the tablet, read or heard by themselves and answered on the screen.
 */
export function ConsentScreen(props: ActivationScreenProps) {
  const { work, go, goNext } = props
  const { device, lock, now, holder } = usePorts()
  const place = useWatch(device.state)
  const lockState = useWatch(lock.state)
  const consent = groupValue(work.draft.groups, 'activation', 'consent')
  const text = loadConsentText()
  const heardThis = consent.given === true && consent.textVersion === text.version
  const [read, setRead] = useState(heardThis)
  const [errors, setErrors] = useState<FieldError[]>([])
  const isSelf = holder !== 'volunteer'
  const mark = markUnder(consent, text.version)
  const words = {
    ...text,
    points: text.points.map((point) => ({
      id: point.id,
      words: isSelf ? <Shared text={point} /> : point[language.value],
    })),
  }

  function agree() {
    const found = isSelf ? selfErrors(read) : consentErrors(read, consent.method ?? '', mark)
    setErrors(found)
    if (found.length > 0) return
    const helper = lockState.kind === 'open' ? lockState.volunteer.name : null
    // going on from a consent that was already given does not move its time
    if (!heardThis) {
      // what somebody signed on the helper's screen is no part of a yes on the resident's own
      const self = isSelf && { method: 'screen', ...(consent.mark && { mark: null }) }
      const given = { given: true, at: now(), textVersion: text.version, helper, ...self }
      work.set({ consent: given, ...visit(helper) })
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
      nextText={<SharedKey of={isSelf ? 'kiosk:consent.agree' : 'activation:consent.agree'} />}
      help={
        <Button size="big" onClick={() => go('declined')}>
          <SharedKey of={isSelf ? 'kiosk:consent.refuse' : 'activation:consent.refuse'} />
        </Button>
      }
    >
      {isSelf ? (
        <SelfConsentBody text={words} read={read} onRead={setRead} error={errors[0]?.shown} />
      ) : (
        <ConsentBody
          text={words}
          methods={consentMethods}
          read={read}
          onRead={setRead}
          method={consent.method ?? ''}
          onMethod={(method) => work.set({ consent: { method, ...(consent.mark && { mark: null }) } })}
          mark={mark}
          onMark={(drawn) => work.set({ consent: signing(consent, text.version, drawn, now()) })}
          errors={errors}
        />
      )}
    </ActivationPage>
  )
}

const selfErrors = (read: boolean): FieldError[] => (read ? [] : [sharedError('read', 'kiosk:consent.readFirst')])
