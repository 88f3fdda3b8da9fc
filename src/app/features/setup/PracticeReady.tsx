import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { CopyText } from '../../ui/copyText/CopyText.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { SummaryList } from '../../ui/summaryList/SummaryList.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { type PracticeCommune, useSetup } from './setupPort.ts'

/** The practice commune stands: who signs in with what, and the link for a first tablet. */
export function PracticeReady({ commune }: { commune: PracticeCommune }) {
  const { enter } = useSetup()
  const [failed, setFailed] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const { officer, volunteers, volunteerPin, enrolUrl } = commune

  async function go() {
    setBusy(true)
    try {
      await enter(officer.name, officer.password, 'inbox')
    } catch (error) {
      setFailed(errorLine(error))
      setBusy(false)
    }
  }

  return (
    <>
      <Title>{t('setup:ready.title')}</Title>
      <p class="lead">{t('setup:ready.lead')}</p>
      <h2>{t('setup:ready.desk')}</h2>
      <SummaryList
        changeText=""
        rows={[
          { id: 'officer', name: t('setup:ready.officer'), value: officer.name },
          { id: 'password', name: t('setup:ready.password'), value: officer.password },
        ]}
      />
      <h2>{t('setup:ready.field')}</h2>
      <SummaryList
        changeText=""
        rows={[
          { id: 'who', name: t('setup:ready.volunteers'), value: volunteers.join('\n') },
          { id: 'pin', name: t('setup:ready.pin'), value: volunteerPin },
        ]}
      />
      <CopyText
        id="enrol-url"
        label={t('setup:ready.link')}
        text={enrolUrl}
        copyText={t('desk:copy.copy')}
        copiedText={t('desk:copy.copied')}
        markedText={t('desk:copy.marked')}
      />
      <p class="measure">{t('setup:ready.linkHow')}</p>
      {failed && (
        <Notice tone="warning" live>
          {failed}
        </Notice>
      )}
      <div class="cluster">
        <Button variant="primary" disabled={busy} onClick={() => void go()}>
          {t('setup:ready.enter')}
        </Button>
      </div>
    </>
  )
}
