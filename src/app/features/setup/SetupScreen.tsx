import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine, problemCodeOf } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useTitle } from '../../ui/useTitle.ts'
import { LinkUsed } from './LinkUsed.tsx'
import { PracticeReady } from './PracticeReady.tsx'
import { RealCommune } from './RealCommune.tsx'
import { type PracticeCommune, useSetup } from './setupPort.ts'

/** The first page of a fresh hub: try it with a practice commune, or make the commune and its first officer. */
export function SetupScreen() {
  const { hasToken, makePractice } = useSetup()
  const [practice, setPractice] = useState<PracticeCommune | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const [linkIsUsed, setLinkIsUsed] = useState(false)
  const [isReal, setReal] = useState(false)
  const [busy, setBusy] = useState(false)
  useTitle(t('setup:pageTitle'))

  if (practice) return <PracticeReady commune={practice} />
  if (!hasToken) {
    return (
      <>
        <Title>{t('setup:noLink.title')}</Title>
        <p class="lead">{t('setup:noLink.text')}</p>
      </>
    )
  }

  if (linkIsUsed) return <LinkUsed />
  if (isReal) return <RealCommune onBack={() => setReal(false)} onLinkUsed={() => setLinkIsUsed(true)} />

  async function start() {
    setBusy(true)
    setFailed(null)
    try {
      setPractice(await makePractice())
    } catch (error) {
      setFailed(errorLine(error))
      setLinkIsUsed(problemCodeOf(error) === 'token-used')
    }
    setBusy(false)
  }

  return (
    <>
      <Title>{t('setup:title')}</Title>
      <p class="lead">{t('setup:lead')}</p>
      <Card>
        <div class="stack">
          <h2>{t('setup:practice.title')}</h2>
          <p class="measure">{t('setup:practice.text')}</p>
          {failed && (
            <Notice tone="warning" live>
              {failed}
            </Notice>
          )}
          <div class="cluster">
            <Button variant="primary" disabled={busy} onClick={() => void start()}>
              {busy ? t('setup:practice.busy') : t('setup:practice.start')}
            </Button>
          </div>
        </div>
      </Card>
      <Card>
        <div class="stack">
          <h2>{t('setup:choice.title')}</h2>
          <p class="measure">{t('setup:choice.text')}</p>
          <div class="cluster">
            <Button onClick={() => setReal(true)} iconAfter="arrowRight">
              {t('setup:choice.start')}
            </Button>
          </div>
        </div>
      </Card>
    </>
  )
}
