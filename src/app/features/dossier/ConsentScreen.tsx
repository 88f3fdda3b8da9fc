import { useState } from 'preact/hooks'
import { consentMethods } from '../../../domain/choices.ts'
import { loadConsentText } from '../../../domain/consent.ts'
import { ConsentBody, consentErrors, markUnder, signing } from '../../draftPage/ConsentBody.tsx'
import { language, t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { DossierPage } from './DossierPage.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'
import { SelfConsent } from './SelfConsent.tsx'

/** Consent for a dossier that no activation came before: asked before any question (facts §6). */
export function ConsentScreen(props: DossierScreenProps) {
  const { holder } = usePorts()
  return holder === 'volunteer' ? <HeardConsent {...props} /> : <SelfConsent {...props} />
}

function HeardConsent(props: DossierScreenProps) {
  const { work, go, goNext } = props
  const { lock, now } = usePorts()
  const lockState = useWatch(lock.state)
  const consent = groupValue(work.draft.groups, 'dossier', 'consent')
  const text = loadConsentText()
  const { version } = text
  const heardThis = consent.given === true && consent.textVersion === version
  const mark = markUnder(consent, version)
  const [read, setRead] = useState(heardThis)
  const [errors, setErrors] = useState<FieldError[]>([])

  function agree() {
    const found = consentErrors(read, consent.method ?? '', mark)
    setErrors(found)
    if (found.length > 0) return
    const helper = lockState.kind === 'open' ? lockState.volunteer.name : null
    // going on from a consent that was already given does not move its time
    if (!heardThis) work.set({ consent: { given: true, at: now(), textVersion: version, helper } })
    goNext()
  }

  return (
    <DossierPage
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
        onMethod={(method) => work.set({ consent: { method, ...(consent.mark && { mark: null }) } })}
        mark={mark}
        onMark={(drawn) => work.set({ consent: signing(consent, version, drawn, now()) })}
        errors={errors}
      />
    </DossierPage>
  )
}
